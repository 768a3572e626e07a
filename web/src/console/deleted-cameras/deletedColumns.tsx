import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { DeletedCamera } from '../../api/deletedCameras.ts';
import { paths } from '../../app/routes/paths.ts';
import { bytes } from '../../format/numbers.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useWords } from '../../ui/useWords.ts';
import { wayWords } from '../auditWords.ts';

/** What is to be done to which camera of the bin. */
export interface Asked {
  readonly kind: 'restore' | 'archive' | 'purge';
  readonly camera: DeletedCamera;
}

export const deletedTitle = ({ title, name }: Pick<DeletedCamera, 'title' | 'name'>): string => title || name;

const DAY_MS = 86_400_000;

/** `onAsk` undefined: only looked at. */
export function useDeletedColumns(onAsk: ((asked: Asked) => void) | undefined): readonly Column<DeletedCamera>[] {
  const { t, language } = useWords();
  return useMemo<Column<DeletedCamera>[]>(
    () => [
      { id: 'title', header: t('camera.title'), cell: (camera) => <DeletedName camera={camera} /> },
      {
        id: 'organization',
        header: t('camera.organization'),
        cell: ({ organization }) =>
          organization.gone ? (
            <Text fz="inherit" c="dimmed">
              {t('deletedCamera.organizationGone', { title: organization.title })}
            </Text>
          ) : (
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
      { id: 'at', header: t('deletedCamera.deletedAt'), cell: ({ deletedAt }) => <When at={deletedAt} /> },
      {
        id: 'by',
        header: t('deletedCamera.deletedBy'),
        cell: ({ deletedBy, dialect }) => `${deletedBy} · ${wayWords(t, dialect)}`,
      },
      {
        id: 'left',
        header: t('deletedCamera.left'),
        numeric: true,
        cell: ({ purgedAt }) => t('camera.days', { count: daysTo(purgedAt) }),
      },
      {
        id: 'archive',
        header: t('camera.archive'),
        cell: ({ archiveUntil, archiveBytes }) => {
          if (archiveBytes === null) return '–';
          if (archiveUntil === null) return t('deletedCamera.archiveGone');
          return <span style={{ whiteSpace: 'nowrap' }}>{bytes(archiveBytes, language)}</span>;
        },
      },
      { id: 'id', header: 'ID', numeric: true, optional: true, cell: ({ id }) => id },
      { id: 'external', header: t('camera.externalId'), optional: true, cell: ({ externalId }) => externalId },
      {
        id: 'location',
        header: t('camera.location'),
        optional: true,
        cell: ({ location }) => location.join(', '),
      },
      ...(onAsk === undefined
        ? []
        : [
            {
              id: 'actions',
              header: t('list.actions'),
              cell: (camera: DeletedCamera) => <DeletedActions camera={camera} onAsk={onAsk} />,
            },
          ]),
    ],
    [t, language, onAsk],
  );
}

/** Begun days, so that the last one is still one. */
const daysTo = (instant: string): number => Math.max(0, Math.ceil((Date.parse(instant) - Date.now()) / DAY_MS));

function DeletedName({ camera }: { camera: DeletedCamera }) {
  const { t } = useWords();
  return (
    <Stack gap={0}>
      <Group gap={6}>
        {deletedTitle(camera)}
        {camera.intercom && (
          <Badge variant="default" radius={6} tt="none">
            {t('deletedCamera.intercom')}
          </Badge>
        )}
      </Group>
      {camera.title !== '' && (
        <Text fz={13} c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {camera.name}
        </Text>
      )}
    </Stack>
  );
}

function DeletedActions({ camera, onAsk }: { camera: DeletedCamera; onAsk: (asked: Asked) => void }) {
  const { t } = useWords();
  const title = deletedTitle(camera);
  const hasArchive = camera.archiveUntil !== null && camera.archiveBytes !== null;
  return (
    <Group gap="4px 8px">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('deletedCamera.restoreLabel', { title })}
        onClick={() => onAsk({ kind: 'restore', camera })}
      >
        {t('deletedCamera.restore')}
      </Button>
      {hasArchive && (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('deletedCamera.archiveLabel', { title })}
          onClick={() => onAsk({ kind: 'archive', camera })}
        >
          {t('deletedCamera.dropArchive')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        c="var(--mantine-color-error)"
        aria-label={t('deletedCamera.purgeLabel', { title })}
        onClick={() => onAsk({ kind: 'purge', camera })}
      >
        {t('deletedCamera.purge')}
      </Button>
    </Group>
  );
}
