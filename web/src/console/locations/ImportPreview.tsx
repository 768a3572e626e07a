import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type AddressImport, type LeftRow, leftRowsQuery } from '../../api/locations.ts';
import { refusalText } from '../../api/problems/refusalWords.ts';
import { number } from '../../format/numbers.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { Figure } from '../money/Figure.tsx';

const COUNTS = ['made', 'changed', 'skipped', 'mismatched', 'bad'] as const;

/** What a file would change, and which of its rows would be left out and why. */
export function ImportPreview({ read }: { read: AddressImport }) {
  const { t, language } = useWords();
  const { counts, charset } = read;
  return (
    <Stack gap={12}>
      <SimpleGrid cols={{ base: 2, sm: 5 }} spacing={12}>
        {COUNTS.map((count) => (
          <Figure key={count} label={t(`location.counts.${count}`)} value={number(counts[count], language)} />
        ))}
      </SimpleGrid>
      <Text fz={13} c="dimmed">
        {t('location.charset', { charset })}
      </Text>
      {counts.bad + counts.mismatched > 0 && <LeftRows id={read.id} />}
    </Stack>
  );
}

function LeftRows({ id }: { id: number }) {
  const { t } = useWords();
  const list = useInfiniteQuery(leftRowsQuery(id));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useMemo<Column<LeftRow>[]>(
    () => [
      { id: 'n', header: t('location.row'), numeric: true, cell: ({ n }) => n },
      { id: 'code', header: t('location.code'), cell: ({ code }) => code || '–' },
      { id: 'title', header: t('location.title'), cell: ({ title }) => title || '–' },
      {
        id: 'why',
        header: t('location.why'),
        cell: ({ reason, message, sameAs }) =>
          reason === null ? t('location.sameAs', { code: sameAs }) : (refusalText({ reason }) ?? message),
      },
    ],
    [t],
  );
  return (
    <ListFrame
      inner
      title={t('location.left')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('location.left')}
      emptyText=""
    >
      <DataTable label={t('location.left')} columns={columns} rows={rows} rowId={({ n }) => String(n)} />
    </ListFrame>
  );
}
