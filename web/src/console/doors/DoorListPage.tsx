import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { cameraQuery } from '../../api/cameras.ts';
import { doorSetupsQuery } from '../../api/doorSetups.ts';
import { lockQuery } from '../../api/locks.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import type { doorSearch } from '../../app/routes/searches.ts';
import { countText } from '../../ui/countText.ts';
import { CameraPicker, LockPicker } from '../../ui/form/pickers.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { ColumnMenu } from '../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useColumns } from '../../ui/table/useColumns.ts';
import { useWords } from '../../ui/useWords.ts';
import { cameraTitle } from '../cameras/cameraTitle.ts';
import { lockTitle } from '../locks/lockTitle.ts';
import { OrganizationFilter } from '../OrganizationFilter.tsx';
import { useDoorColumns } from './doorColumns.tsx';

type Filter = ReturnType<typeof doorSearch>;

/** What people open. */
export function DoorListPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inConsole(paths.consoleDoors) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...doorSetupsQuery(filter), placeholderData: keepPreviousData });
  const columns = useDoorColumns();
  const { visible, toggle } = useColumns('doors', columns);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: Filter) =>
    void navigate({ to: paths.consoleDoors, search: { ...filter, ...change }, replace: true });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <ListFrame
      title={t('pages.doors')}
      total={total === undefined ? undefined : countText(a, total, t('count.doors', { count: total }))}
      action={
        <LinkButton
          to={paths.consoleDoorNew}
          search={{ lockId: filter.lockId, cameraId: filter.cameraId }}
          leftSection={<IconPlus size={18} />}
        >
          {t('door.add')}
        </LinkButton>
      }
      tools={
        <>
          <SearchField label={t('door.search')} value={filter.search} onChange={(search) => set({ search })} />
          <OrganizationFilter
            organizationId={filter.organizationId}
            onChange={(organizationId) => set({ organizationId })}
          />
          <DeviceFilters filter={filter} onChange={set} />
          <ColumnMenu columns={columns} visible={visible} onToggle={toggle} />
        </>
      }
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('door.none')}
      emptyText={t('door.noneMore')}
      onClear={filtered ? () => void navigate({ to: paths.consoleDoors, search: {} }) : undefined}
    >
      <DataTable
        label={t('pages.doors')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        visible={visible}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}

/** Of which lock, and before which camera. */
function DeviceFilters({ filter, onChange }: { filter: Filter; onChange: (change: Filter) => void }) {
  const { t } = useWords();
  const { lockId, cameraId } = filter;
  const lock = useQuery({ ...lockQuery(lockId ?? 0), enabled: lockId !== undefined }).data;
  const camera = useQuery({ ...cameraQuery(cameraId ?? 0), enabled: cameraId !== undefined }).data;
  return (
    <>
      <LockPicker
        hideLabel
        clearable
        label={t('door.lock')}
        placeholder={t('door.anyLock')}
        value={lockId === undefined ? null : { id: lockId, title: lock ? lockTitle(lock) : `ID ${lockId}` }}
        onChange={(value) => onChange({ lockId: value?.id })}
      />
      {cameraId !== undefined && (
        <CameraPicker
          hideLabel
          clearable
          label={t('door.camera')}
          placeholder={t('door.anyCamera')}
          value={
            cameraId === undefined ? null : { id: cameraId, title: camera ? cameraTitle(camera) : `ID ${cameraId}` }
          }
          onChange={(value) => onChange({ cameraId: value?.id })}
        />
      )}
    </>
  );
}
