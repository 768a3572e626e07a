import { Badge, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { organizationsQuery } from '../../api/organizations.ts';
import type { Organization } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { number } from '../../format/numbers.ts';
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

export function OrganizationListPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inConsole(paths.organizations) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...organizationsQuery(filter), placeholderData: keepPreviousData });
  const columns = useOrganizationColumns();
  const { visible, toggle } = useColumns('organizations', columns);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const search = (words: string | undefined) =>
    void navigate({ to: paths.organizations, search: { search: words }, replace: true });

  return (
    <ListFrame
      title={t('pages.organizations')}
      total={total === undefined ? undefined : countText(a, total, t('count.organizations', { count: total }))}
      action={
        <LinkButton to={paths.organizationNew} leftSection={<IconPlus size={18} />}>
          {t('organization.add')}
        </LinkButton>
      }
      tools={
        <>
          <SearchField label={t('organization.search')} value={filter.search} onChange={search} />
          <ColumnMenu columns={columns} visible={visible} onToggle={toggle} />
        </>
      }
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('organization.none')}
      emptyText={t('organization.noneMore')}
      onClear={filter.search === undefined ? undefined : () => search(undefined)}
    >
      <DataTable
        label={t('pages.organizations')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        visible={visible}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}

function useOrganizationColumns(): readonly Column<Organization>[] {
  const { t, language } = useWords();
  return useMemo(() => {
    const of = (count: number, limit: number | null) =>
      limit === null ? number(count, language) : `${number(count, language)} / ${number(limit, language)}`;
    return [
      {
        id: 'title',
        header: t('organization.title'),
        cell: (row) => (
          <Group gap={8}>
            <LinkAnchor to={paths.organization} params={{ organizationId: row.id }} search={{}} fz="inherit">
              {row.title}
            </LinkAnchor>
            {row.isDefault && (
              <Badge color="gray" c="var(--mantine-color-text)">
                {t('organization.default')}
              </Badge>
            )}
            <BlockBadge blocks={row.blocks} />
          </Group>
        ),
      },
      {
        id: 'owner',
        header: t('organization.owner'),
        cell: ({ owner }) =>
          owner && (
            <LinkAnchor to={paths.user} params={{ userId: owner.id }} search={{}} c="inherit" fz="inherit">
              {owner.login}
            </LinkAnchor>
          ),
      },
      { id: 'contract', header: t('organization.contract'), cell: ({ contractNumber }) => contractNumber },
      { id: 'cameras', header: t('pages.cameras'), numeric: true, cell: (row) => of(row.cameraCount, row.cameraLimit) },
      { id: 'users', header: t('pages.users'), numeric: true, cell: (row) => of(row.userCount, row.userLimit) },
      { id: 'id', header: 'ID', numeric: true, optional: true, cell: ({ id }) => id },
      { id: 'external', header: t('organization.externalId'), optional: true, cell: ({ externalId }) => externalId },
      { id: 'note', header: t('organization.note'), optional: true, cell: ({ note }) => note },
      {
        id: 'created',
        header: t('organization.created'),
        optional: true,
        cell: ({ createdAt }) => <When at={createdAt} />,
      },
    ];
  }, [t, language]);
}
