import { Select, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { deletedCamerasQuery, type Restored } from '../../api/deletedCameras.ts';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import type { deletedCameraSearch } from '../../app/routes/searches.ts';
import { countText } from '../../ui/countText.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { ColumnMenu } from '../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useColumns } from '../../ui/table/useColumns.ts';
import { useWords } from '../../ui/useWords.ts';
import { useSelection } from '../bulk/useSelection.ts';
import { OrganizationFilter } from '../OrganizationFilter.tsx';
import { DeletedCameraDialogs } from './DeletedCameraDialogs.tsx';
import { DeletedCameraSelectionBar } from './DeletedCameraSelectionBar.tsx';
import { type Asked, deletedTitle, useDeletedColumns } from './deletedColumns.tsx';
import { RestoredAlert } from './RestoredAlert.tsx';

type Filter = ReturnType<typeof deletedCameraSearch>;

/** The bin: cameras that were deleted in the last 30 days. */
export function DeletedCameraListPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inConsole(paths.deletedCameras) });
  const navigate = useNavigate();
  const mayManage = useMay('deleted-cameras.manage');
  const [asked, setAsked] = useState<Asked>();
  const [restored, setRestored] = useState<Restored>();
  const list = useInfiniteQuery({ ...deletedCamerasQuery(filter), placeholderData: keepPreviousData });
  const columns = useDeletedColumns(mayManage ? setAsked : undefined);
  const { visible, toggle } = useColumns('deletedCameras', columns);
  const cameras = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: Filter) =>
    void navigate({ to: paths.deletedCameras, search: { ...filter, ...change }, replace: true });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const shown = new Map(cameras.map((camera) => [camera.id, deletedTitle(camera)]));
  const { selection, onSelection, chosen, choose } = useSelection([...shown.keys()], filter);
  return (
    <>
      <ListFrame
        title={t('pages.deletedCameras')}
        total={total === undefined ? undefined : countText(a, total, a('count.cameras', { count: total }))}
        tools={
          <>
            <SearchField
              label={t('deletedCamera.search')}
              value={filter.search}
              onChange={(search) => set({ search })}
            />
            <OrganizationFilter
              organizationId={filter.organizationId}
              onChange={(organizationId) => set({ organizationId })}
            />
            <Select
              w={190}
              clearable
              clearButtonProps={{ 'aria-label': t('form.clear') }}
              aria-label={t('deletedCamera.kind')}
              placeholder={t('deletedCamera.anyKind')}
              value={filter.intercom ? 'intercom' : null}
              data={[{ value: 'intercom', label: t('deletedCamera.intercoms') }]}
              onChange={(value) => set({ intercom: value === null ? undefined : true })}
            />
            <ColumnMenu columns={columns} visible={visible} onToggle={toggle} />
          </>
        }
        list={list}
        empty={cameras.length === 0}
        emptyTitle={t('deletedCamera.none')}
        emptyText={t('deletedCamera.noneMore')}
        onClear={filtered ? () => void navigate({ to: paths.deletedCameras, search: {} }) : undefined}
      >
        <Text fz={14} c="dimmed">
          {t('deletedCamera.about')}
        </Text>
        {restored && <RestoredAlert restored={restored} onClose={() => setRestored(undefined)} />}
        <DataTable
          label={t('pages.deletedCameras')}
          columns={columns}
          rows={cameras}
          rowId={(camera) => String(camera.id)}
          visible={visible}
          {...(mayManage ? { selection, onSelection } : {})}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
      {restored && cameras.length === 0 && <RestoredAlert restored={restored} onClose={() => setRestored(undefined)} />}
      {asked && <DeletedCameraDialogs asked={asked} onRestored={setRestored} onClose={() => setAsked(undefined)} />}
      <DeletedCameraSelectionBar chosen={chosen} onChoose={choose} total={total} shown={shown} filter={filter} />
    </>
  );
}
