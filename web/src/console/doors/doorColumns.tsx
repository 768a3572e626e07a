import { Group } from '@mantine/core';
import { useMemo } from 'react';
import type { DoorSetup } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useWords } from '../../ui/useWords.ts';
import { DoorIcon } from '../../viewer/doors/DoorIcon.tsx';
import { lockTitle } from '../locks/lockTitle.ts';
import { doorTitle } from './doorTitle.ts';

/** Columns of every list of doors. */
export function useDoorColumns(): readonly Column<DoorSetup>[] {
  const { t, a } = useWords();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('camera.title'),
        cell: (door) => (
          <Group gap={8} wrap="nowrap">
            <DoorIcon icon={door.icon} size={18} />
            <LinkAnchor to={paths.consoleDoor} params={{ doorId: door.id }} search={{}} fz="inherit">
              {doorTitle(a, door)}
            </LinkAnchor>
          </Group>
        ),
      },
      { id: 'address', header: t('camera.address'), cell: ({ address }) => address },
      { id: 'entrance', header: t('door.entrance'), numeric: true, cell: ({ entrance }) => entrance },
      {
        id: 'lock',
        header: t('door.lock'),
        cell: ({ lock }) => (
          <LinkAnchor to={paths.lock} params={{ lockId: lock.id }} search={{}} c="inherit" fz="inherit">
            {lockTitle(lock)}
          </LinkAnchor>
        ),
      },
      {
        id: 'camera',
        header: t('door.camera'),
        cell: ({ camera }) =>
          camera && (
            <LinkAnchor to={paths.consoleCamera} params={{ cameraId: camera.id }} search={{}} c="inherit" fz="inherit">
              {camera.title || camera.name}
            </LinkAnchor>
          ),
      },
      {
        id: 'organization',
        header: t('camera.organization'),
        cell: ({ organization: { id, title } }) => (
          <LinkAnchor to={paths.organization} params={{ organizationId: id }} search={{}} c="inherit" fz="inherit">
            {title}
          </LinkAnchor>
        ),
      },
      {
        id: 'command',
        header: t('door.command'),
        optional: true,
        cell: ({ command }) => (command === '' ? t('door.byPanel') : command),
      },
      { id: 'id', header: 'ID', numeric: true, optional: true, cell: ({ id }) => id },
    ],
    [t, a],
  );
}
