import { Badge, Group } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import type { Camera } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { useZone } from '../../app/useMe.ts';
import { bitrate, bytes } from '../../format/numbers.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { StatusPill } from '../../ui/status/StatusPill.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useWords } from '../../ui/useWords.ts';
import { cameraTitle } from './cameraTitle.ts';

/** Columns of every list of cameras. */
export function useCameraColumns(): readonly Column<Camera>[] {
  const { t, language } = useWords();
  const zone = useZone();
  return useMemo(() => [...usualColumns(t, language, zone), ...moreColumns(t, language)], [t, language, zone]);
}

function usualColumns(t: TFunction<'console'>, language: string, zone: string): Column<Camera>[] {
  return [
    {
      id: 'title',
      header: t('camera.title'),
      sort: 'title',
      cell: (camera) => (
        <LinkAnchor to={paths.consoleCamera} params={{ cameraId: camera.id }} search={{}} fz="inherit">
          {cameraTitle(camera)}
        </LinkAnchor>
      ),
    },
    { id: 'state', header: t('camera.state'), cell: (camera) => <StatusPill status={camera.status} zone={zone} /> },
    {
      id: 'organization',
      header: t('camera.organization'),
      cell: ({ organization }) => (
        <LinkAnchor
          to={paths.organization}
          params={{ organizationId: organization.id }}
          search={{}}
          c="inherit"
          fz="inherit"
        >
          {organization.title}
        </LinkAnchor>
      ),
    },
    {
      id: 'preset',
      header: t('camera.preset'),
      cell: ({ preset }) => (
        <LinkAnchor to={paths.preset} params={{ presetId: preset.id }} c="inherit" fz="inherit">
          {preset.title}
        </LinkAnchor>
      ),
    },
    {
      id: 'archive',
      header: t('camera.archive'),
      numeric: true,
      cell: ({ archive }) => (archive.days ? t('camera.days', { count: archive.days }) : '–'),
    },
    {
      id: 'bitrate',
      header: t('camera.bitrate'),
      numeric: true,
      cell: ({ status }) => (status.bitrate === null ? '' : bitrate(status.bitrate, language)),
    },
  ];
}

/** Not shown until chosen. */
function moreColumns(t: TFunction<'console'>, language: string): Column<Camera>[] {
  return [
    { id: 'id', header: 'ID', sort: 'id', numeric: true, optional: true, cell: ({ id }) => id },
    { id: 'name', header: t('camera.name'), optional: true, cell: ({ name }) => name },
    { id: 'folder', header: t('camera.folder'), optional: true, cell: ({ folder }) => folder.title },
    {
      id: 'location',
      header: t('camera.location'),
      optional: true,
      cell: ({ location }) =>
        location && (
          <LinkAnchor to={paths.location} params={{ locationId: location.id }} c="inherit" fz="inherit">
            {location.titles.join(', ')}
          </LinkAnchor>
        ),
    },
    { id: 'address', header: t('camera.address'), optional: true, cell: ({ address }) => address },
    {
      id: 'size',
      header: t('camera.size'),
      optional: true,
      numeric: true,
      cell: ({ status }) => (status.archiveBytes === null ? '' : bytes(status.archiveBytes, language)),
    },
    { id: 'external', header: t('camera.externalId'), optional: true, cell: ({ externalId }) => externalId },
    {
      id: 'agent',
      header: t('camera.agent'),
      optional: true,
      cell: ({ agent }) =>
        agent && (
          <Group gap={4}>
            <Badge>{agent.model ?? t('camera.agent')}</Badge>
            {agent.serial}
          </Group>
        ),
    },
  ];
}
