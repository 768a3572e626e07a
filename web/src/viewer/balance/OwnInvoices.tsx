import { Stack, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type OwnInvoice, ownInvoicesQuery } from '../../api/ownInvoices.ts';
import { money } from '../../format/money.ts';
import { dayText, monthText } from '../../format/time.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { InvoiceDocuments } from './InvoiceDocuments.tsx';
import { InvoiceState } from './InvoiceState.tsx';
import { RunningMonth } from './RunningMonth.tsx';

/** The invoices of one's contract, and what the running month comes to so far. */
export function OwnInvoices({ organizationId }: { organizationId: number }) {
  const { t } = useWords();
  const list = useInfiniteQuery(ownInvoicesQuery(organizationId));
  const invoices = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumns();
  return (
    <Stack component="section" gap={12} aria-label={t('ownInvoice.title')}>
      <Title order={2} fz={18}>
        {t('ownInvoice.title')}
      </Title>
      <RunningMonth organizationId={organizationId} />
      <ListFrame
        inner
        title={t('ownInvoice.title')}
        list={list}
        empty={invoices.length === 0}
        emptyTitle={t('ownInvoice.none')}
        emptyText={t('ownInvoice.noneMore')}
      >
        <DataTable
          label={t('ownInvoice.title')}
          columns={columns}
          rows={invoices}
          rowId={({ id }) => String(id)}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
    </Stack>
  );
}

function useColumns(): readonly Column<OwnInvoice>[] {
  const { t, language } = useWords();
  return useMemo(
    () => [
      {
        id: 'number',
        header: t('ownInvoice.number'),
        cell: ({ number }) => <Whole>{number}</Whole>,
      },
      { id: 'month', header: t('ownInvoice.month'), cell: ({ month }) => <Whole>{monthText(month, language)}</Whole> },
      { id: 'total', header: t('balance.amount'), numeric: true, cell: ({ total }) => money(total, language) },
      { id: 'status', header: t('ownInvoice.status'), cell: (invoice) => <InvoiceState invoice={invoice} /> },
      {
        id: 'dueOn',
        header: t('ownInvoice.dueOn'),
        cell: ({ status, dueOn }) => (
          <Whole>{status === 'open' && dueOn !== null ? dayText(dueOn, language) : '–'}</Whole>
        ),
      },
      { id: 'files', header: t('ownInvoice.files'), cell: (invoice) => <InvoiceDocuments invoice={invoice} /> },
    ],
    [t, language],
  );
}

/** What is not broken into lines. */
const Whole = ({ children }: { children: string }) => (
  <span className="numbers" style={{ whiteSpace: 'nowrap' }}>
    {children}
  </span>
);
