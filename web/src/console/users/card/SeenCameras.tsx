import { Group } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import type { SeenCamera } from '../../../api/types.ts';
import { seenCamerasQuery } from '../../../api/userCard.ts';
import { inConsole, paths } from '../../../app/routes/paths.ts';
import { LinkAnchor } from '../../../ui/links.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import type { Column } from '../../../ui/table/column.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { ListFrame } from '../../../ui/table/ListFrame.tsx';
import { useWords } from '../../../ui/useWords.ts';
import { BlockBadge } from '../../BlockBadge.tsx';
import { StreamStatus } from './StreamStatus.tsx';

/** The cameras that the user sees, of those that whoever looks may see as well. Nothing is changed here. */
export function SeenCameras({ userId }: { userId: number }) {
  const { t } = useWords();
  const { search } = useSearch({ from: inConsole(paths.user) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...seenCamerasQuery(userId, search), placeholderData: keepPreviousData });
  const columns = useMemo(() => columnsIn(t), [t]);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const find = (text: string | undefined) =>
    void navigate({ to: paths.user, params: { userId }, search: { tab: 'cameras', search: text }, replace: true });
  return (
    <ListFrame
      inner
      title={t('userCard.seenCameras')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('userCard.noCameras')}
      emptyText={t('userCard.noCamerasMore')}
      onClear={search === undefined ? undefined : () => find(undefined)}
      tools={<SearchField label={t('userCard.searchCameras')} value={search} onChange={find} />}
    >
      <DataTable
        label={t('userCard.seenCameras')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}

const columnsIn = (t: TFunction<'console'>): Column<SeenCamera>[] => [
  { id: 'id', header: 'ID', numeric: true, cell: ({ id }) => id },
  {
    id: 'name',
    header: t('userCard.cameraName'),
    cell: ({ id, title }) => <ToCamera id={id} text={title} />,
  },
  {
    id: 'status',
    header: t('userCard.status'),
    cell: ({ status, blocks }) => (
      <Group gap={8}>
        <StreamStatus status={status} />
        <BlockBadge blocks={blocks} />
      </Group>
    ),
  },
  {
    id: 'location',
    header: t('userCard.location'),
    cell: ({ id, location }) => (location === '' ? '–' : <ToCamera id={id} text={location} />),
  },
];

/** To the tab of general data of its card. */
const ToCamera = ({ id, text }: { id: number; text: string }) => (
  <LinkAnchor to={paths.consoleCamera} params={{ cameraId: id }} search={{ tab: 'general' }} fz="inherit">
    {text}
  </LinkAnchor>
);
