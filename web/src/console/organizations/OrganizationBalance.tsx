import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { balanceQuery, statementQuery } from '../../api/ledger.ts';
import type { StatementLine } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { money } from '../../format/money.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { actorWords } from '../auditWords.ts';
import { PaymentDialog } from './PaymentDialog.tsx';

/** What is on its account, and how it came there. */
export function OrganizationBalance({ organizationId }: { organizationId: number }) {
  const { t } = useWords();
  const mayPay = useMay('payments.enter');
  const [paying, setPaying] = useState(false);
  return (
    <Stack>
      <Group justify="space-between">
        <Sums organizationId={organizationId} />
        {mayPay && (
          <Button leftSection={<IconPlus size={18} />} onClick={() => setPaying(true)}>
            {t('balance.pay')}
          </Button>
        )}
      </Group>
      <Statement organizationId={organizationId} />
      {paying && <PaymentDialog organizationId={organizationId} onClose={() => setPaying(false)} />}
    </Stack>
  );
}

function Sums({ organizationId }: { organizationId: number }) {
  const { language } = useWords();
  const balance = useQuery(balanceQuery(organizationId));
  if (balance.isError) return <LoadFailure error={balance.error} onRetry={() => void balance.refetch()} />;
  if (balance.data === undefined) return <Skeleton height={32} width={160} />;
  return (
    <Group gap={24}>
      {balance.data.balances.map((sum) => (
        <Title key={sum.currency} order={2} className="numbers">
          {money(sum, language)}
        </Title>
      ))}
    </Group>
  );
}

function Statement({ organizationId }: { organizationId: number }) {
  const { t, language } = useWords();
  const list = useInfiniteQuery(statementQuery(organizationId));
  const lines = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useMemo<Column<StatementLine>[]>(
    () => [
      { id: 'at', header: t('audit.at'), cell: ({ at }) => <When at={at} /> },
      { id: 'kind', header: t('balance.kind'), cell: ({ kind }) => t(`balance.kinds.${kind}`) },
      { id: 'amount', header: t('balance.amount'), numeric: true, cell: (line) => money(line, language, true) },
      {
        id: 'balance',
        header: t('balance.after'),
        numeric: true,
        cell: ({ balance, currency }) => money({ amount: balance, currency }, language),
      },
      {
        id: 'comment',
        header: t('balance.comment'),
        cell: ({ comment, paymentId }) => (
          <>
            {comment}
            {paymentId !== null && (
              <Text fz={13} c="dimmed" span>
                {comment === '' ? '' : ' · '}
                {t('balance.number', { number: paymentId })}
              </Text>
            )}
          </>
        ),
      },
      { id: 'actor', header: t('audit.actor'), cell: ({ actor }) => actorWords(t, actor) },
    ],
    [t, language],
  );
  return (
    <ListFrame
      inner
      title={t('tabs.balance')}
      list={list}
      empty={lines.length === 0}
      emptyTitle={t('balance.none')}
      emptyText={t('balance.noneMore')}
    >
      <DataTable label={t('balance.statement')} columns={columns} rows={lines} rowId={({ id }) => String(id)} />
    </ListFrame>
  );
}
