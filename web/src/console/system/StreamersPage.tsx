import { Select, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { clustersQuery, moveStreamer, streamersQuery } from '../../api/places.ts';
import type { Streamer } from '../../api/types.ts';
import { bitrate, bytes } from '../../format/numbers.ts';
import { showProblem } from '../../ui/showProblem.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { Clusters } from './Clusters.tsx';

/** The media nodes and the clusters that they stand in. */
export function StreamersPage() {
  const { t, a, language } = useWords();
  const queries = useQueryClient();
  const list = useQuery(streamersQuery);
  const clusters = useQuery(clustersQuery).data?.items;
  const rows = list.data?.items ?? [];
  const { mutate } = useMutation({
    mutationFn: ({ id, clusterId }: { id: number; clusterId: number }) => moveStreamer(id, clusterId),
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['streamers'] }),
  });
  const columns = useMemo<Column<Streamer>[]>(
    () => [
      {
        id: 'hostname',
        header: t('streamer.hostname'),
        cell: ({ hostname, local }) => (local ? t('streamer.local', { hostname }) : hostname),
      },
      {
        id: 'cluster',
        header: t('streamer.cluster'),
        cell: ({ id, hostname, clusterId }) => (
          <Select
            size="sm"
            maw={220}
            aria-label={t('streamer.clusterOf', { hostname })}
            allowDeselect={false}
            value={clusterId === null ? null : String(clusterId)}
            data={(clusters ?? []).map((cluster) => ({ value: String(cluster.id), label: cluster.title }))}
            onChange={(value) => value !== null && mutate({ id, clusterId: Number(value) })}
          />
        ),
      },
      { id: 'cameras', header: t('tabs.cameras'), numeric: true, cell: ({ cameraCount }) => cameraCount },
      {
        id: 'bitrate',
        header: t('camera.bitrate'),
        numeric: true,
        cell: (streamer) => bitrate(streamer.bitrate, language),
      },
      {
        id: 'archive',
        header: t('camera.archive'),
        numeric: true,
        cell: ({ archiveBytes }) => bytes(archiveBytes, language),
      },
      { id: 'notRecorded', header: t('streamer.notRecorded'), numeric: true, cell: ({ notRecorded }) => notRecorded },
    ],
    [t, language, clusters, mutate],
  );
  return (
    <Stack gap={32}>
      <ListFrame
        title={t('pages.streamers')}
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('streamer.none')}
        emptyText={t('streamer.noneMore')}
      >
        <DataTable label={t('pages.streamers')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
      </ListFrame>
      <Clusters />
    </Stack>
  );
}
