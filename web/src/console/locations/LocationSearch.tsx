import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type Location, locationsQuery } from '../../api/locations.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { LocationTree } from './LocationTree.tsx';
import { useLocationColumns } from './locationColumns.tsx';

interface LocationSearchProps {
  readonly search: string | undefined;
  readonly onSearch: (search: string | undefined) => void;
}

/** The tree, or with a search a list of what it found anywhere in it. */
export function LocationSearch({ search, onSearch }: LocationSearchProps) {
  const { t } = useWords();
  const list = useInfiniteQuery({ ...locationsQuery({ search }), placeholderData: keepPreviousData });
  const columns = useLocationColumns('whole');
  const rows: readonly Location[] = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ListFrame
      inner
      title={t('location.tabs.tree')}
      tools={<SearchField label={t('location.search')} value={search} onChange={onSearch} />}
      list={search === undefined ? { ...list, hasNextPage: false } : list}
      empty={rows.length === 0}
      emptyTitle={t('location.none')}
      emptyText={t('location.noneMore')}
      onClear={search === undefined ? undefined : () => onSearch(undefined)}
    >
      {search === undefined ? (
        <LocationTree label={t('pages.locations')} />
      ) : (
        <DataTable
          label={t('location.tabs.tree')}
          columns={columns}
          rows={rows}
          rowId={({ id }) => String(id)}
          stale={list.isPlaceholderData}
        />
      )}
    </ListFrame>
  );
}
