import { Button, Group, Stack, Switch, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { folderGrantsQuery, type GrantChange, removeGrant, setGrant } from '../../api/folders.ts';
import type { Folder, FolderGrant } from '../../api/types.ts';
import { paths } from '../../app/paths.ts';
import { type Picked, UserPicker } from '../../ui/form/pickers.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { DepthField } from './DepthField.tsx';

const RIGHTS = ['archive', 'ptz', 'actions'] as const;

/** Who may watch what is in a folder and below it. */
export function FolderGrants({ organizationId, folder }: { organizationId: number; folder: Folder }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const list = useQuery(folderGrantsQuery(organizationId, folder.id));
  const [picked, setPicked] = useState<Picked | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: folderGrantsQuery(organizationId, folder.id).queryKey });
  const change = useMutation({
    mutationFn: ({ userId, grant }: { userId: number; grant: GrantChange }) =>
      setGrant(organizationId, folder.id, userId, grant),
    onSuccess: () => setPicked(null),
    onError: (error) => showProblem(a, error),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (userId: number) => removeGrant(organizationId, folder.id, userId),
    onError: (error) => showProblem(a, error),
    onSettled: refresh,
  });
  const grants = list.data?.items ?? [];
  const columns = useMemo<Column<FolderGrant>[]>(
    () => [
      {
        id: 'user',
        header: t('member.user'),
        cell: (grant) => (
          <LinkAnchor to={paths.user} params={{ userId: grant.userId }} search={{}} fz="inherit">
            {grant.login}
          </LinkAnchor>
        ),
      },
      ...RIGHTS.map((right) => ({
        id: right,
        header: t(`access.right.${right}`),
        cell: (grant: FolderGrant) => (
          <Switch
            aria-label={`${t(`access.right.${right}`)}: ${grant.login}`}
            checked={grant[right]}
            onChange={(event) =>
              change.mutate({ userId: grant.userId, grant: { [right]: event.currentTarget.checked } })
            }
          />
        ),
      })),
      {
        id: 'depth',
        header: t('folder.depth'),
        cell: (grant) =>
          grant.archive && (
            <DepthField
              label={`${t('folder.depth')}: ${grant.login}`}
              seconds={grant.archiveDepthSeconds}
              onChange={(archiveDepthSeconds) =>
                change.mutate({ userId: grant.userId, grant: { archiveDepthSeconds } })
              }
            />
          ),
      },
      {
        id: 'remove',
        header: t('list.actions'),
        cell: (grant) => (
          <IconAction
            small
            label={t('folder.revoke', { login: grant.login })}
            onClick={() => remove.mutate(grant.userId)}
          >
            <IconTrash size={16} stroke={1.6} />
          </IconAction>
        ),
      },
    ],
    [t, change.mutate, remove.mutate],
  );
  return (
    <Stack gap={12}>
      <Title order={2}>{t('folder.access', { title: folder.title })}</Title>
      <ListFrame
        inner
        title={t('folder.access', { title: folder.title })}
        list={list}
        tools={
          <Group gap={8}>
            <UserPicker
              hideLabel
              label={t('folder.give')}
              placeholder={t('member.pick')}
              value={picked}
              onChange={setPicked}
              clearable
            />
            <Button
              variant="default"
              disabled={picked === null}
              onClick={() => picked !== null && change.mutate({ userId: picked.id, grant: { archive: true } })}
            >
              {t('folder.give')}
            </Button>
          </Group>
        }
        empty={grants.length === 0}
        emptyTitle={t('folder.noGrants')}
        emptyText={t('folder.noGrantsMore')}
      >
        <DataTable
          label={t('folder.access', { title: folder.title })}
          columns={columns}
          rows={grants}
          rowId={({ userId }) => String(userId)}
        />
      </ListFrame>
    </Stack>
  );
}
