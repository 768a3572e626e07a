import { Badge, Group, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { organizationQuery } from '../../api/organizations.ts';
import type { User } from '../../api/types.ts';
import { usersQuery } from '../../api/users.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import type { userSearch } from '../../app/routes/searches.ts';
import { countText } from '../../ui/countText.ts';
import { OrganizationPicker } from '../../ui/form/pickers.tsx';
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
import { useSelection } from '../bulk/useSelection.ts';
import { UserSelectionBar } from './UserSelectionBar.tsx';

type Filter = ReturnType<typeof userSearch>;

export function UserListPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inConsole(paths.users) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...usersQuery(filter), placeholderData: keepPreviousData });
  const columns = useUserColumns();
  const { visible, toggle } = useColumns('users', columns);
  const { organizationId } = filter;
  const organization = useQuery({ ...organizationQuery(organizationId ?? 0), enabled: organizationId !== undefined });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: Filter) => void navigate({ to: paths.users, search: { ...filter, ...change }, replace: true });
  const shown = new Map(rows.map(({ id, login }) => [id, login]));
  const { selection, onSelection, chosen, choose } = useSelection([...shown.keys()], filter);
  const filtersBy =
    organizationId === undefined
      ? null
      : { id: organizationId, title: organization.data?.title ?? `ID ${organizationId}` };
  const filtered = Object.values(filter).some((value) => value !== undefined);

  return (
    <>
      <ListFrame
        title={t('pages.users')}
        total={total === undefined ? undefined : countText(a, total, t('count.users', { count: total }))}
        action={
          <LinkButton to={paths.userNew} search={{ organizationId }} leftSection={<IconPlus size={18} />}>
            {t('user.add')}
          </LinkButton>
        }
        tools={
          <>
            <SearchField label={t('user.search')} value={filter.search} onChange={(search) => set({ search })} />
            <OrganizationPicker
              hideLabel
              clearable
              label={t('camera.organization')}
              placeholder={t('camera.anyOrganization')}
              value={filtersBy}
              onChange={(value) => set({ organizationId: value?.id })}
            />
            <Select
              w={170}
              clearable
              clearButtonProps={{ 'aria-label': t('form.clear') }}
              aria-label={t('user.state')}
              placeholder={t('user.anyState')}
              value={filter.blocked ? 'blocked' : null}
              data={[{ value: 'blocked', label: t('user.blocked') }]}
              onChange={(value) => set({ blocked: value === 'blocked' ? true : undefined })}
            />
            <ColumnMenu columns={columns} visible={visible} onToggle={toggle} />
          </>
        }
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('user.none')}
        emptyText={t('user.noneMore')}
        onClear={filtered ? () => void navigate({ to: paths.users, search: {} }) : undefined}
      >
        <DataTable
          label={t('pages.users')}
          columns={columns}
          rows={rows}
          rowId={({ id }) => String(id)}
          visible={visible}
          selection={selection}
          onSelection={onSelection}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
      <UserSelectionBar
        chosen={chosen}
        onChoose={choose}
        total={total}
        shown={shown}
        filter={filter}
        organization={filtersBy}
      />
    </>
  );
}

function useUserColumns(): readonly Column<User>[] {
  const { t } = useWords();
  return useMemo(
    () => [
      {
        id: 'login',
        header: t('user.login'),
        cell: (user) => (
          <Group gap={8}>
            <LinkAnchor to={paths.user} params={{ userId: user.id }} search={{}} fz="inherit">
              {user.login}
            </LinkAnchor>
            <BlockBadge blocks={user.stoppedBy} />
          </Group>
        ),
      },
      { id: 'name', header: t('user.name'), cell: ({ name }) => name },
      {
        id: 'kind',
        header: t('user.kind'),
        cell: ({ kind }) => (
          <Badge color={kind === 'administrator' ? 'accent' : 'gray'} c="var(--mantine-color-text)">
            {t(`user.kinds.${kind}`)}
          </Badge>
        ),
      },
      {
        id: 'organizations',
        header: t('user.organizations'),
        cell: ({ organizations }) => (
          <Group gap={8}>
            {organizations.slice(0, 3).map(({ id, title }) => (
              <LinkAnchor
                key={id}
                to={paths.organization}
                params={{ organizationId: id }}
                search={{}}
                c="inherit"
                fz="inherit"
              >
                {title}
              </LinkAnchor>
            ))}
            {organizations.length > 3 && `+${organizations.length - 3}`}
          </Group>
        ),
      },
      { id: 'seen', header: t('user.seen'), cell: ({ lastSeenAt }) => <When at={lastSeenAt} relative /> },
      { id: 'phone', header: t('user.phone'), optional: true, cell: ({ phone }) => phone },
      { id: 'email', header: t('user.email'), optional: true, cell: ({ email }) => email },
      { id: 'id', header: 'ID', numeric: true, optional: true, cell: ({ id }) => id },
      { id: 'external', header: t('user.externalId'), optional: true, cell: ({ externalId }) => externalId },
      { id: 'created', header: t('user.created'), optional: true, cell: ({ createdAt }) => <When at={createdAt} /> },
    ],
    [t],
  );
}
