import { Button, Group, Switch, Text } from '@mantine/core';
import { IconCheck, IconLock, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { CameraRights, GivenRights, User } from '../../api/types.ts';
import { cameraRightsQuery } from '../../api/users.ts';
import { type Belonging, CameraPicker } from '../../ui/form/pickers.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { useCameraColumns } from '../cameras/cameraColumns.tsx';
import { cameraTitle } from '../cameras/cameraTitle.ts';
import { NO_RIGHTS, useSetRights } from './useSetRights.ts';

const RIGHTS = ['live', 'archive', 'download', 'snapshot', 'ptz', 'edit'] as const;
const FIRST: CameraRights = { ...NO_RIGHTS, live: true, archive: true };

/** What a subscriber may do with each camera, to be changed where it was given on the camera itself. */
export function UserCameraRights({ user }: { user: User }) {
  const userId = user.id;
  const { t } = useWords();
  const list = useInfiniteQuery(cameraRightsQuery(userId));
  const [picked, setPicked] = useState<Belonging | null>(null);
  const set = useSetRights(userId);
  const columns = useRightsColumns(set.mutate);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isOwn = ({ organizations = [] }: Belonging) =>
    organizations.some(({ id }) => user.organizations.some((own) => own.id === id));
  const join = picked !== null && !isOwn(picked);
  const give = () => {
    if (picked !== null) set.mutate({ cameraId: picked.id, rights: FIRST, join }, { onSuccess: () => setPicked(null) });
  };
  return (
    <ListFrame
      inner
      title={t('tabs.cameras')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('user.noCameras')}
      emptyText={t('user.noCamerasMore')}
      tools={
        <Group gap={8}>
          <CameraPicker
            hideLabel
            label={t('rights.give')}
            placeholder={t('rights.pick')}
            value={picked}
            onChange={setPicked}
            grouping={{ isFirst: isOwn, first: t('rights.own'), others: t('rights.others') }}
            clearable
          />
          <Button variant="default" disabled={picked === null} loading={set.isPending && join} onClick={give}>
            {join ? t('rights.giveJoin', { organization: picked.organizations?.[0]?.title }) : t('rights.give')}
          </Button>
        </Group>
      }
    >
      <Text fz={13} c="dimmed">
        {t('rights.help')}
      </Text>
      <DataTable label={t('tabs.cameras')} columns={columns} rows={rows} rowId={({ camera }) => String(camera.id)} />
    </ListFrame>
  );
}

/** Given by something else than the camera: it is not changed here. */
function Locked({ title }: { title: string }) {
  return (
    <Group gap={4} wrap="nowrap" role="img" aria-label={title} title={title} display="inline-flex">
      <IconCheck size={18} stroke={1.8} />
      <IconLock size={14} stroke={1.6} color="var(--mantine-color-dimmed)" />
    </Group>
  );
}

function useRightsColumns(set: (change: { cameraId: number; rights: CameraRights }) => void) {
  const { t } = useWords();
  const cameraColumns = useCameraColumns();
  return useMemo<Column<GivenRights>[]>(
    () => [
      ...cameraColumns
        .filter(({ id }) => id === 'title' || id === 'state')
        .map(({ id, header, cell }) => ({ id, header, cell: ({ camera }: GivenRights) => cell(camera) })),
      ...RIGHTS.map((name) => ({
        id: name,
        header: t(`access.right.${name}`),
        cell: ({ camera, rights, given }: GivenRights) =>
          rights[name] && !given?.[name] ? (
            <Locked title={t('rights.locked')} />
          ) : (
            <Switch
              aria-label={`${t(`access.right.${name}`)}: ${cameraTitle(camera)}`}
              checked={given?.[name] === true}
              disabled={name === 'download' && !given?.archive}
              onChange={({ currentTarget }) =>
                set({ cameraId: camera.id, rights: { ...(given ?? NO_RIGHTS), [name]: currentTarget.checked } })
              }
            />
          ),
      })),
      {
        id: 'remove',
        header: t('list.remove'),
        cell: ({ camera, given }) =>
          given !== null && (
            <IconAction
              small
              label={t('rights.take', { title: cameraTitle(camera) })}
              onClick={() => set({ cameraId: camera.id, rights: NO_RIGHTS })}
            >
              <IconTrash size={16} stroke={1.6} />
            </IconAction>
          ),
      },
    ],
    [t, cameraColumns, set],
  );
}
