import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type BankStatement, statementsQuery } from '../../api/payments.ts';
import { number } from '../../format/numbers.ts';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';

/** Files that were committed, and what came of their payments. */
export function Statements() {
  const { t, language } = useWords();
  const list = useInfiniteQuery(statementsQuery);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useMemo<Column<BankStatement>[]>(
    () => [
      { id: 'file', header: t('payments.file'), cell: ({ fileName }) => fileName },
      { id: 'at', header: t('payments.uploadedAt'), cell: ({ uploadedAt }) => <When at={uploadedAt} /> },
      { id: 'by', header: t('payments.uploadedBy'), cell: ({ uploadedBy }) => uploadedBy },
      ...(['matched', 'unmatched', 'ignored', 'duplicate'] as const).map((status) => ({
        id: status,
        header: t(`payments.counts.${status}`),
        numeric: true,
        cell: ({ counts }: BankStatement) => number(counts[status], language),
      })),
    ],
    [t, language],
  );
  return (
    <ListFrame
      inner
      title={t('payments.tabs.statements')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('payments.none.statements')}
      emptyText={t('payments.noneMore.statements')}
    >
      <DataTable label={t('payments.tabs.statements')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
    </ListFrame>
  );
}
