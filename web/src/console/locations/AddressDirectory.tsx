import { Button, Group } from '@mantine/core';
import { IconFileUpload, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type AddressCode, addressCodesQuery } from '../../api/locations.ts';
import { useMay } from '../../app/may.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { AddCodeDialog } from './AddCodeDialog.tsx';
import { AddressImportDialog } from './AddressImportDialog.tsx';

/** What the provider's codes stand for, before anything is there. */
export function AddressDirectory() {
  const { t } = useWords();
  const mayManage = useMay('locations.manage');
  const [search, setSearch] = useState<string>();
  const [dialog, setDialog] = useState<'add' | 'import'>();
  const list = useInfiniteQuery({ ...addressCodesQuery(search), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useMemo<Column<AddressCode>[]>(
    () => [
      { id: 'code', header: t('location.code'), cell: ({ code }) => code },
      { id: 'address', header: t('location.whole'), cell: ({ titles }) => titles.join(', ') },
      { id: 'level', header: t('location.level'), cell: ({ level }) => t(`location.levels.${level}`) },
      { id: 'source', header: t('location.source'), cell: ({ source }) => source },
    ],
    [t],
  );
  return (
    <>
      <ListFrame
        inner
        title={t('location.tabs.directory')}
        list={list}
        tools={<SearchField label={t('location.searchCodes')} value={search} onChange={setSearch} />}
        action={
          mayManage && (
            <Group gap={8}>
              <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setDialog('add')}>
                {t('location.addCode')}
              </Button>
              <Button leftSection={<IconFileUpload size={16} />} onClick={() => setDialog('import')}>
                {t('location.import')}
              </Button>
            </Group>
          )
        }
        empty={rows.length === 0}
        emptyTitle={t('location.noCodes')}
        emptyText={t('location.noCodesMore')}
        onClear={search === undefined ? undefined : () => setSearch(undefined)}
      >
        <DataTable
          label={t('location.tabs.directory')}
          columns={columns}
          rows={rows}
          rowId={({ code }) => code}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
      {dialog === 'add' && <AddCodeDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'import' && <AddressImportDialog onClose={() => setDialog(undefined)} />}
    </>
  );
}
