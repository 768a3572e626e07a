import { Badge, Group, Stack } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cameraAccessQuery } from '../../api/cameras.ts';
import type { Access, Camera } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { ReasonLine } from '../ReasonLine.tsx';

const RIGHTS = ['view', 'live', 'archive', 'download', 'snapshot', 'ptz', 'actions', 'edit'] as const;

/** Who may see this camera, and by what: memberships, grants, blocks. */
export function CameraAccess({ camera }: { camera: Camera }) {
  const { t } = useWords();
  const access = useQuery(cameraAccessQuery(camera.id));
  const rows = access.data?.items ?? [];
  const columns = useMemo<Column<Access>[]>(
    () => [
      {
        id: 'user',
        header: t('access.user'),
        cell: ({ user }) => (
          <LinkAnchor to={paths.user} params={{ userId: user.id }} search={{}} fz="inherit">
            {user.login}
          </LinkAnchor>
        ),
      },
      {
        id: 'allowed',
        header: t('access.sees'),
        cell: ({ allowed }) => (
          <Group gap={6} wrap="nowrap" c={allowed ? 'var(--state-live)' : 'var(--state-offline)'}>
            {allowed ? <IconCheck size={16} aria-hidden="true" /> : <IconX size={16} aria-hidden="true" />}
            {allowed ? t('access.yes') : t('access.no')}
          </Group>
        ),
      },
      {
        id: 'why',
        header: t('access.why'),
        cell: ({ reasons }) => (
          <Stack gap={2} fz={13}>
            {reasons.map((reason) => (
              <ReasonLine key={`${reason.kind}-${reason.text}`} reason={reason} />
            ))}
          </Stack>
        ),
      },
      {
        id: 'rights',
        header: t('access.rights'),
        cell: ({ rights }) => (
          <Group gap={4}>
            {RIGHTS.filter((right) => rights[right]).map((right) => (
              <Badge key={right} color="gray" c="var(--mantine-color-text)">
                {right === 'archive' && rights.archiveDepthSeconds !== null
                  ? t('access.archiveFor', { count: Math.round(rights.archiveDepthSeconds / 86_400) })
                  : t(`access.right.${right}`)}
              </Badge>
            ))}
          </Group>
        ),
      },
    ],
    [t],
  );
  return (
    <ListFrame
      inner
      title={t('tabs.access')}
      list={access}
      empty={rows.length === 0}
      emptyTitle={t('access.none')}
      emptyText={t('access.noneMore')}
    >
      <DataTable label={t('tabs.access')} columns={columns} rows={rows} rowId={({ user }) => String(user.id)} />
    </ListFrame>
  );
}
