import { Button, Group, Title } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { clustersQuery, createCluster, deleteCluster, renameCluster } from '../../api/places.ts';
import type { Cluster } from '../../api/types.ts';
import { TextDialog } from '../../ui/dialogs/TextDialog.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';

/** Streamers that stand together: a billing names the cluster of a new camera. */
export function Clusters() {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const list = useQuery(clustersQuery);
  const rows = list.data?.items ?? [];
  const [named, setNamed] = useState<Cluster | 'new'>();
  const refresh = () => queries.invalidateQueries({ queryKey: ['streamers'] });
  const { mutate: remove } = useMutation({
    mutationFn: deleteCluster,
    onError: (error) => showProblem(a, error),
    onSettled: refresh,
  });
  const columns = useMemo<Column<Cluster>[]>(
    () => [
      { id: 'title', header: t('streamer.clusterTitle'), cell: ({ title }) => title },
      { id: 'id', header: 'ID', numeric: true, cell: ({ id }) => id },
      { id: 'streamers', header: t('pages.streamers'), numeric: true, cell: ({ streamerCount }) => streamerCount },
      {
        id: 'actions',
        header: t('list.actions'),
        cell: (cluster) => (
          <Group gap={0} wrap="nowrap">
            <IconAction small label={t('streamer.rename', { title: cluster.title })} onClick={() => setNamed(cluster)}>
              <IconPencil size={16} />
            </IconAction>
            {cluster.streamerCount === 0 && rows[0]?.id !== cluster.id && (
              <IconAction
                small
                label={t('streamer.remove', { title: cluster.title })}
                onClick={() => remove(cluster.id)}
              >
                <IconTrash size={16} />
              </IconAction>
            )}
          </Group>
        ),
      },
    ],
    [t, rows, remove],
  );
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('streamer.clusters')}</Title>
        <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setNamed('new')}>
          {t('streamer.addCluster')}
        </Button>
      </Group>
      <ListFrame
        inner
        title={t('streamer.clusters')}
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('streamer.none')}
        emptyText={t('streamer.noneMore')}
      >
        <DataTable label={t('streamer.clusters')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
      </ListFrame>
      {named !== undefined && (
        <TextDialog
          title={t(named === 'new' ? 'streamer.addCluster' : 'streamer.renameCluster')}
          label={t('streamer.clusterTitle')}
          value={named === 'new' ? '' : named.title}
          onSave={(title) => (named === 'new' ? createCluster(title) : renameCluster(named.id, title)).then(refresh)}
          onClose={() => setNamed(undefined)}
        />
      )}
    </section>
  );
}
