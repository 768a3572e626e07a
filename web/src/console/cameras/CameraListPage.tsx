import { Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '../../api/cameras.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CAMERA_STATES, type cameraSearch } from '../../app/routes/searches.ts';
import { countText } from '../../ui/countText.ts';
import { LinkButton } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { ColumnMenu } from '../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useColumns } from '../../ui/table/useColumns.ts';
import { useWords } from '../../ui/useWords.ts';
import { useSelection } from '../bulk/useSelection.ts';
import { CameraFilters } from './CameraFilters.tsx';
import { CameraSelectionBar } from './CameraSelectionBar.tsx';
import { useCameraColumns } from './cameraColumns.tsx';
import { cameraTitle } from './cameraTitle.ts';

type Filter = ReturnType<typeof cameraSearch>;
/** Blocked, and not to be reached besides. */
const BOTH = 'blocked_unreachable';
const NOT_RECORDED = 'not_recorded';

export function CameraListPage() {
  const { t, a } = useWords();
  const { t: p } = useTranslation('player');
  const filter = useSearch({ from: inConsole(paths.consoleCameras) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...camerasQuery(filter), placeholderData: keepPreviousData });
  const columns = useCameraColumns();
  const { visible, toggle } = useColumns('cameras', columns);

  const cameras = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: Filter) =>
    void navigate({ to: paths.consoleCameras, search: { ...filter, ...change }, replace: true });
  const filtered = Object.entries(filter).some(([key, value]) => key !== 'sort' && value !== undefined);
  const { sort: _sort, ...narrowed } = filter;
  const shown = new Map(cameras.map((camera) => [camera.id, cameraTitle(camera)]));
  const { selection, onSelection, chosen, choose } = useSelection([...shown.keys()], narrowed);

  return (
    <>
      <ListFrame
        title={t('pages.cameras')}
        total={total === undefined ? undefined : countText(a, total, a('count.cameras', { count: total }))}
        action={
          <LinkButton
            to={paths.consoleCameraNew}
            search={{ organizationId: filter.organizationId }}
            leftSection={<IconPlus size={18} />}
          >
            {t('camera.add')}
          </LinkButton>
        }
        tools={
          <>
            <SearchField label={t('camera.search')} value={filter.search} onChange={(search) => set({ search })} />
            <Select
              w={190}
              clearable
              clearButtonProps={{ 'aria-label': t('form.clear') }}
              aria-label={t('camera.state')}
              placeholder={t('camera.anyState')}
              value={chosenState(filter)}
              data={[
                ...CAMERA_STATES.map((state) => ({ value: state as string, label: p(`state.${state}`) })),
                { value: BOTH, label: t('camera.blockedUnreachable') },
                { value: NOT_RECORDED, label: p('state.notRecorded') },
              ]}
              onChange={(value) =>
                set({
                  state: value === BOTH ? 'blocked' : CAMERA_STATES.find((state) => state === value),
                  unreachable: value === BOTH ? true : undefined,
                  notRecorded: value === NOT_RECORDED ? true : undefined,
                })
              }
            />
            <CameraFilters filter={filter} onChange={set} />
            <ColumnMenu columns={columns} visible={visible} onToggle={toggle} />
          </>
        }
        list={list}
        empty={cameras.length === 0}
        emptyTitle={t('camera.none')}
        emptyText={t('camera.noneMore')}
        onClear={filtered ? () => void navigate({ to: paths.consoleCameras, search: {} }) : undefined}
      >
        <DataTable
          label={t('pages.cameras')}
          columns={columns}
          rows={cameras}
          rowId={(camera) => String(camera.id)}
          visible={visible}
          sort={filter.sort ?? (filter.search === undefined ? 'id' : undefined)}
          onSort={(sort) => set({ sort: sort as NonNullable<Filter['sort']> })}
          selection={selection}
          onSelection={onSelection}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
      <CameraSelectionBar chosen={chosen} onChoose={choose} total={total} shown={shown} filter={narrowed} />
    </>
  );
}

function chosenState({ state, unreachable, notRecorded }: Filter): string | null {
  if (notRecorded) return NOT_RECORDED;
  return state === 'blocked' && unreachable ? BOTH : (state ?? null);
}
