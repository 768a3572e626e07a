import { Button, Group, Stack, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { assignBankPayment, type BankPayment, bankPaymentsQuery } from '../../api/payments.ts';
import { money } from '../../format/money.ts';
import { dayText } from '../../format/time.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { AssignDialog } from './AssignDialog.tsx';
import { PaymentProblem, PaymentSource, Whose } from './cells.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';

type Shown = 'unmatched' | 'matched' | 'ignored';

interface Asked {
  readonly what: 'assign' | 'ignore' | 'return';
  readonly payment: BankPayment;
}

/** Payments of the bank as they stand, with what a person may do about them. */
export function BankPayments({ status }: { status: Shown }) {
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState<Asked>();
  const filter = { status, search: search || undefined };
  const list = useInfiniteQuery({ ...bankPaymentsQuery(filter), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = usePaymentColumns(setAsked);
  return (
    <>
      <ListFrame
        inner
        title={t(`payments.tabs.${status}`)}
        tools={<SearchField value={search} onChange={(value) => setSearch(value ?? '')} label={t('payments.search')} />}
        list={list}
        empty={rows.length === 0}
        emptyTitle={t(`payments.none.${status}`)}
        emptyText={t(`payments.noneMore.${status}`)}
        onClear={search === '' ? undefined : () => setSearch('')}
      >
        <DataTable
          label={t(`payments.tabs.${status}`)}
          columns={columns}
          rows={rows}
          rowId={({ id }) => String(id)}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
      {asked?.what === 'assign' && <AssignDialog payment={asked.payment} onClose={() => setAsked(undefined)} />}
      {asked !== undefined && asked.what !== 'assign' && (
        <ReasonDialog what={asked.what} payment={asked.payment} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

function usePaymentColumns(ask: (asked: Asked) => void): Column<BankPayment>[] {
  const { t, language } = useWords();
  return useMemo(
    () => [
      {
        id: 'day',
        header: t('payments.day'),
        cell: ({ day }) => (day === null ? '–' : dayText(day, language)),
      },
      {
        id: 'amount',
        header: t('payments.amount'),
        numeric: true,
        cell: ({ amount, currency }) => (amount === null ? '–' : money({ amount, currency }, language)),
      },
      { id: 'payer', header: t('payments.payer'), cell: (payment) => <PaymentSource payment={payment} /> },
      {
        id: 'organization',
        header: t('camera.organization'),
        cell: (payment) => (
          <Stack gap={2}>
            <Whose payment={payment} />
            <PaymentProblem payment={payment} />
          </Stack>
        ),
      },
      {
        id: 'actions',
        header: t('list.actions'),
        cell: (payment) => <Actions payment={payment} ask={ask} />,
      },
    ],
    [t, language, ask],
  );
}

function Actions({ payment, ask }: { payment: BankPayment; ask: (asked: Asked) => void }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const book = useMutation({
    mutationFn: (organizationId: number) => assignBankPayment(payment.id, organizationId),
    onError: (error) => showProblem(a, error),
    onSettled: () => Promise.all(['payments', 'ledger'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const { status, organization, number } = payment;
  if (status !== 'unmatched')
    return payment.amount === null ? (
      <Text fz={13} c="dimmed">
        {t('payments.unreadable')}
      </Text>
    ) : (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('payments.returnLabel', { number })}
        onClick={() => ask({ what: 'return', payment })}
      >
        {t('payments.return')}
      </Button>
    );
  return (
    <Group gap={6}>
      {organization !== null && organization.title !== null && (
        <Button size="compact-sm" loading={book.isPending} onClick={() => book.mutate(organization.id)}>
          {t('payments.bookTo', { title: organization.title })}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('payments.assignLabel', { number })}
        onClick={() => ask({ what: 'assign', payment })}
      >
        {t('payments.assign')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('payments.ignoreLabel', { number })}
        onClick={() => ask({ what: 'ignore', payment })}
      >
        {t('payments.ignore')}
      </Button>
    </Group>
  );
}
