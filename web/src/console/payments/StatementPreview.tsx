import { Alert, Group, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type BankPayment, type BankStatement, bankPaymentsQuery } from '../../api/payments.ts';
import { money } from '../../format/money.ts';
import { number } from '../../format/numbers.ts';
import { dayText } from '../../format/time.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { Figure } from '../money/Figure.tsx';
import { PaymentProblem, PaymentSource, Whose } from './cells.tsx';

/** What was read of a file: how its rows stand, whether its sums add up, and the rows. */
export function StatementPreview({ statement }: { statement: BankStatement }) {
  const { t, language } = useWords();
  const { counts, charset, others, committedAt } = statement;
  const statuses = (['waiting', 'matched', 'unmatched', 'ignored', 'duplicate'] as const).filter(
    (status) => committedAt !== null || status !== 'matched',
  );
  return (
    <Stack gap={12}>
      {committedAt !== null && counts.waiting === 0 && (
        <Alert color="green" c="var(--mantine-color-text)" variant="light" role="status">
          {t('payments.committed', { count: counts.matched })}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing={12}>
        {statuses.map((status) => (
          <Figure key={status} label={t(`payments.counts.${status}`)} value={number(counts[status], language)} />
        ))}
      </SimpleGrid>
      <Group gap={16}>
        <Text fz={13} c="dimmed">
          {t('payments.charset', { charset })}
        </Text>
        <Text fz={13} c="dimmed">
          {t('payments.others', { count: others })}
        </Text>
      </Group>
      <Remarks statement={statement} />
      {committedAt === null && <Rows id={statement.id} />}
    </Stack>
  );
}

/** What does not add up, said before anything is booked. */
function Remarks({ statement: { accounts, complete } }: { statement: BankStatement }) {
  const { t } = useWords();
  const remarks = [
    ...(complete ? [] : [t('payments.incomplete')]),
    ...accounts.filter(({ addsUp }) => addsUp === false).map(({ account }) => t('payments.balancesWrong', { account })),
    ...accounts
      .filter(({ paymentsAddUp }) => paymentsAddUp === false)
      .map(({ account, incoming }) => t('payments.sumsWrong', { account, sum: incoming })),
  ];
  if (remarks.length > 0)
    return (
      <Alert color="yellow" c="var(--mantine-color-text)" variant="light" title={t('payments.lookClosely')}>
        <List size="sm">
          {[...new Set(remarks)].map((remark) => (
            <List.Item key={remark}>{remark}</List.Item>
          ))}
        </List>
      </Alert>
    );
  if (!accounts.some(({ addsUp }) => addsUp)) return null;
  return (
    <Text fz={13} c="dimmed">
      {t('payments.addsUp')}
    </Text>
  );
}

function Rows({ id }: { id: number }) {
  const { t, language } = useWords();
  const list = useInfiniteQuery(bankPaymentsQuery({ statementId: id }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useMemo<Column<BankPayment>[]>(
    () => [
      { id: 'day', header: t('payments.day'), cell: ({ day }) => (day === null ? '–' : dayText(day, language)) },
      {
        id: 'amount',
        header: t('payments.amount'),
        numeric: true,
        cell: ({ amount, currency }) => (amount === null ? '–' : money({ amount, currency }, language)),
      },
      { id: 'payer', header: t('payments.payer'), cell: (payment) => <PaymentSource payment={payment} /> },
      {
        id: 'status',
        header: t('payments.becomes'),
        cell: (payment) => (
          <Stack gap={2}>
            <Text fz="inherit">{t(`payments.statuses.${payment.status}`)}</Text>
            {payment.organization !== null && <Whose payment={payment} />}
            <PaymentProblem payment={payment} />
          </Stack>
        ),
      },
    ],
    [t, language],
  );
  return (
    <ListFrame
      inner
      title={t('payments.rows')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('payments.none.rows')}
      emptyText={t('payments.noneMore.rows')}
    >
      <DataTable label={t('payments.rows')} columns={columns} rows={rows} rowId={(row) => String(row.id)} />
    </ListFrame>
  );
}
