import { useInfiniteQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import type { User } from '../../../api/types.ts';
import { usersQuery } from '../../../api/users.ts';
import { paths } from '../../../app/routes/paths.ts';
import { LinkAnchor } from '../../../ui/links.tsx';
import { When } from '../../../ui/status/When.tsx';
import type { Column } from '../../../ui/table/column.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { ListFrame } from '../../../ui/table/ListFrame.tsx';
import { useWords } from '../../../ui/useWords.ts';

/** Who was made by the user; their rights are set on their own cards. */
export function SubUsers({ userId }: { userId: number }) {
  const { t } = useWords();
  const list = useInfiniteQuery(usersQuery({ parentId: userId }));
  const columns = useMemo(() => columnsIn(t), [t]);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ListFrame
      inner
      title={t('userCard.subUsers')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('userCard.noSubUsers')}
      emptyText={t('userCard.noSubUsersMore')}
    >
      <DataTable label={t('userCard.subUsers')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
    </ListFrame>
  );
}

const columnsIn = (t: TFunction<'console'>): Column<User>[] => [
  { id: 'id', header: 'ID', numeric: true, cell: ({ id }) => id },
  { id: 'name', header: t('user.name'), cell: ({ name }) => name ?? '–' },
  {
    id: 'login',
    header: t('user.login'),
    cell: ({ id, login }) => (
      <LinkAnchor to={paths.user} params={{ userId: id }} search={{ tab: 'access' }} fz="inherit">
        {login}
      </LinkAnchor>
    ),
  },
  { id: 'created', header: t('userCard.created'), cell: ({ createdAt }) => <When at={createdAt} /> },
];
