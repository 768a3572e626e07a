import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { camerasQuery } from '../../api/cameras.ts';
import { locationsQuery } from '../../api/locations.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkButton } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { useCameraColumns } from '../cameras/cameraColumns.tsx';
import { useLocationColumns } from './locationColumns.tsx';

/** Those directly below a location. */
export function LocationsBelow({ id }: { id: number }) {
  const { t } = useWords();
  const list = useInfiniteQuery(locationsQuery({ parentId: id }));
  const columns = useLocationColumns('own');
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ListFrame
      inner
      title={t('location.below')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('location.none')}
      emptyText={t('location.noneMore')}
    >
      <DataTable label={t('location.below')} columns={columns} rows={rows} rowId={(row) => String(row.id)} />
    </ListFrame>
  );
}

const SHOWN = { id: false, preset: false, size: false, external: false, agent: false, location: true };

/** Cameras at a location and at all below it. */
export function CamerasAt({ id }: { id: number }) {
  const { t } = useWords();
  const [search, setSearch] = useState<string>();
  const list = useInfiniteQuery({ ...camerasQuery({ locationId: id, search }), placeholderData: keepPreviousData });
  const columns = useCameraColumns();
  const visible = useMemo(() => SHOWN, []);
  const cameras = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ListFrame
      inner
      title={t('tabs.cameras')}
      list={list}
      tools={<SearchField label={t('camera.search')} value={search} onChange={setSearch} />}
      action={
        <LinkButton to={paths.consoleCameras} search={{ locationId: id }} variant="default">
          {t('location.inCameras')}
        </LinkButton>
      }
      empty={cameras.length === 0}
      emptyTitle={t('location.noCameras')}
      emptyText={t('location.noCamerasMore')}
      onClear={search === undefined ? undefined : () => setSearch(undefined)}
    >
      <DataTable
        label={t('tabs.cameras')}
        columns={columns}
        rows={cameras}
        rowId={(camera) => String(camera.id)}
        visible={visible}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}
