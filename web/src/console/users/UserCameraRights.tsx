import { Button, Group, Switch, Text } from '@mantine/core';
import { IconCheck, IconLock, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { CameraRights, GivenRights, User } from '../../api/types.ts';
import { cameraRightsQuery } from '../../api/users.ts';
import { useMay } from '../../app/may.ts';
import { type Belonging, CameraPicker } from '../../ui/form/pickers.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { useCameraColumns } from '../cameras/cameraColumns.tsx';
import { cameraTitle } from '../cameras/cameraTitle.ts';
import { type RightsDrafts, useRightsDrafts } from './useRightsDrafts.ts';
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
  const open = useMay('users.manage');
  const drafts = useRightsDrafts(userId);
  const { mutate } = set;
  const take = useCallback((cameraId: number) => mutate({ cameraId, rights: NO_RIGHTS }), [mutate]);
  const columns = useRightsColumns({ drafts, open, take });
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
      title={t('userCard.access')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('user.noCameras')}
      emptyText={t('user.noCamerasMore')}
      tools={
        open && (
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
        )
      }
    >
      <Text fz={13} c="dimmed">
        {t('rights.help')} {open && t('userCard.accessHelp')}
      </Text>
      <DataTable label={t('userCard.access')} columns={columns} rows={rows} rowId={({ camera }) => String(camera.id)} />
      {open && <SaveRights drafts={drafts} />}
    </ListFrame>
  );
}

/** Saves what was switched; it stays in view below a long list. */
function SaveRights({ drafts: { count, save, saving, undo } }: { drafts: RightsDrafts }) {
  const { t, a } = useWords();
  return (
    <Group gap={12} py={8} style={{ position: 'sticky', bottom: 0, background: 'var(--mantine-color-body)' }}>
      <Button variant="default" disabled={count === 0} loading={saving} onClick={save}>
        {a('actions.save')}
      </Button>
      {count > 0 && (
        <>
          <Button variant="default" disabled={saving} onClick={undo}>
            {t('form.undo')}
          </Button>
          <Text fz={13} role="status">
            {t('userCard.accessUnsaved', { count })}
          </Text>
        </>
      )}
    </Group>
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

interface RightProps {
  readonly of: GivenRights;
  readonly name: (typeof RIGHTS)[number];
  readonly open: boolean;
  /** On the camera itself, with what is not saved yet. */
  readonly given: CameraRights | null;
  readonly onChange: (cameraId: number, rights: CameraRights) => void;
}

function Right({ of: { camera, rights, given: saved }, name, open, given, onChange }: RightProps) {
  const { t } = useWords();
  if (rights[name] && !saved?.[name]) return <Locked title={t('rights.locked')} />;
  return (
    <Switch
      aria-label={`${t(`access.right.${name}`)}: ${cameraTitle(camera)}`}
      checked={given?.[name] === true}
      disabled={!open || (name === 'download' && !given?.archive)}
      onChange={({ currentTarget }) => onChange(camera.id, { ...(given ?? NO_RIGHTS), [name]: currentTarget.checked })}
    />
  );
}

interface RightsColumns {
  readonly drafts: RightsDrafts;
  /** False: to be read alone. */
  readonly open: boolean;
  readonly take: (cameraId: number) => void;
}

function useRightsColumns({ drafts: { of, change }, open, take }: RightsColumns) {
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
        cell: (row: GivenRights) => <Right of={row} name={name} open={open} given={of(row)} onChange={change} />,
      })),
      {
        id: 'remove',
        header: t('list.remove'),
        cell: ({ camera, given }) =>
          open &&
          given !== null && (
            <IconAction small label={t('rights.take', { title: cameraTitle(camera) })} onClick={() => take(camera.id)}>
              <IconTrash size={16} stroke={1.6} />
            </IconAction>
          ),
      },
    ],
    [t, cameraColumns, of, change, open, take],
  );
}
