import { Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { locksQuery } from '../../api/locks.ts';
import type { Lock } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import type { lockSearch } from '../../app/routes/searches.ts';
import { countText } from '../../ui/countText.ts';
import { LinkAnchor, LinkButton } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { When } from '../../ui/status/When.tsx';
import { ColumnMenu } from '../../ui/table/ColumnMenu.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useColumns } from '../../ui/table/useColumns.ts';
import { useWords } from '../../ui/useWords.ts';
import { BlockBadge } from '../BlockBadge.tsx';
import { OrganizationFilter } from '../OrganizationFilter.tsx';
import { lockTitle } from './lockTitle.ts';

type Filter = ReturnType<typeof lockSearch>;

/** What doors are opened with. */
export function LockListPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inConsole(paths.locks) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...locksQuery(filter), placeholderData: keepPreviousData });
  const columns = useLockColumns();
  const { visible, toggle } = useColumns('locks', columns);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: Filter) => void navigate({ to: paths.locks, search: { ...filter, ...change }, replace: true });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <ListFrame
      title={t('pages.locks')}
      total={total === undefined ? undefined : countText(a, total, t('count.locks', { count: total }))}
      action={
        <LinkButton
          to={paths.lockNew}
          search={{ organizationId: filter.organizationId }}
          leftSection={<IconPlus size={18} />}
        >
          {t('lock.add')}
        </LinkButton>
      }
      tools={
        <>
          <SearchField label={t('lock.search')} value={filter.search} onChange={(search) => set({ search })} />
          <OrganizationFilter
            organizationId={filter.organizationId}
            onChange={(organizationId) => set({ organizationId })}
          />
          <ColumnMenu columns={columns} visible={visible} onToggle={toggle} />
        </>
      }
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('lock.none')}
      emptyText={t('lock.noneMore')}
      onClear={filtered ? () => void navigate({ to: paths.locks, search: {} }) : undefined}
    >
      <DataTable
        label={t('pages.locks')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        visible={visible}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}

function useLockColumns(): readonly Column<Lock>[] {
  const { t } = useWords();
  return useMemo(
    () => [
      {
        id: 'title',
        header: t('camera.title'),
        cell: (lock) => (
          <Group gap={8}>
            <LinkAnchor to={paths.lock} params={{ lockId: lock.id }} search={{}} fz="inherit">
              {lockTitle(lock)}
            </LinkAnchor>
            <BlockBadge blocks={lock.blocks} />
          </Group>
        ),
      },
      { id: 'address', header: t('camera.address'), cell: ({ address }) => address },
      {
        id: 'organization',
        header: t('camera.organization'),
        cell: ({ organization: { id, title } }) => (
          <LinkAnchor to={paths.organization} params={{ organizationId: id }} search={{}} c="inherit" fz="inherit">
            {title}
          </LinkAnchor>
        ),
      },
      { id: 'comment', header: t('camera.comment'), cell: ({ comment }) => comment },
      { id: 'id', header: 'ID', numeric: true, optional: true, cell: ({ id }) => id },
      { id: 'external', header: t('camera.externalId'), optional: true, cell: ({ externalId }) => externalId },
      { id: 'created', header: t('camera.created'), optional: true, cell: ({ createdAt }) => <When at={createdAt} /> },
    ],
    [t],
  );
}
