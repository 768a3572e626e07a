import { Badge, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { cutViewing, viewingsQuery } from '../../api/system.ts';
import type { Viewing } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { bytes } from '../../format/numbers.ts';
import { countText } from '../../ui/countText.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';

/** Who watches what at this moment. */
export function ViewingsPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inConsole(paths.viewings) });
  const navigate = useNavigate();
  const list = useQuery(viewingsQuery(filter));
  const [search, setSearch] = useState<string>();
  const cut = useCut();
  const all = list.data?.items ?? [];
  const rows = all.filter(({ viewer, camera, address }) =>
    [viewer.title, camera.title, address].some((words) => words.toLowerCase().includes((search ?? '').toLowerCase())),
  );
  const filtered = search !== undefined || filter.cameraId !== undefined || filter.userId !== undefined;
  const columns = useViewingColumns(cut);
  return (
    <ListFrame
      title={t('pages.viewings')}
      total={list.isSuccess ? countText(a, rows.length, t('count.viewings', { count: rows.length })) : undefined}
      tools={<SearchField label={t('viewing.search')} value={search} onChange={setSearch} />}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('viewing.none')}
      emptyText={t('viewing.noneMore')}
      onClear={
        filtered
          ? () => {
              setSearch(undefined);
              void navigate({ to: paths.viewings, search: {} });
            }
          : undefined
      }
    >
      <DataTable label={t('pages.viewings')} columns={columns} rows={rows} rowId={({ id }) => id} />
    </ListFrame>
  );
}

/** Ends the viewing of an id. */
function useCut() {
  const { a } = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: cutViewing,
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['viewings'] }),
  });
}

function useViewingColumns(cut: ReturnType<typeof useCut>): Column<Viewing>[] {
  const { t, language } = useWords();
  return useMemo<Column<Viewing>[]>(
    () => [
      {
        id: 'viewer',
        header: t('viewing.viewer'),
        cell: ({ viewer }) =>
          viewer.kind === 'user' ? (
            <LinkAnchor to={paths.user} params={{ userId: viewer.id }} search={{}} fz="inherit">
              {viewer.title}
            </LinkAnchor>
          ) : (
            viewer.title
          ),
      },
      {
        id: 'camera',
        header: t('viewing.camera'),
        cell: ({ camera }) => (
          <LinkAnchor to={paths.consoleCamera} params={{ cameraId: camera.id }} search={{}} c="inherit" fz="inherit">
            {camera.title}
          </LinkAnchor>
        ),
      },
      {
        id: 'kind',
        header: t('viewing.kind'),
        cell: ({ kind, protocol }) => (
          <Badge color="gray" c="var(--mantine-color-text)">
            {t(`viewing.kinds.${kind}`)} · {protocol.toUpperCase()}
          </Badge>
        ),
      },
      { id: 'since', header: t('viewing.since'), cell: ({ since }) => <When at={since} relative /> },
      { id: 'bytes', header: t('viewing.bytes'), numeric: true, cell: (row) => bytes(row.bytes, language) },
      {
        id: 'address',
        header: t('viewing.address'),
        cell: ({ address, userAgent }) => <span title={userAgent ?? ''}>{address}</span>,
      },
      {
        id: 'cut',
        header: t('list.actions'),
        cell: ({ id, camera }) => (
          <Button
            size="xs"
            variant="default"
            aria-label={t('viewing.cutOne', { title: camera.title })}
            loading={cut.isPending && cut.variables === id}
            onClick={() => cut.mutate(id)}
          >
            {t('viewing.cut')}
          </Button>
        ),
      },
    ],
    [t, language, cut.isPending, cut.variables, cut.mutate],
  );
}
