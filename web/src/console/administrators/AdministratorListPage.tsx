import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { administratorsQuery } from '../../api/administrators.ts';
import type { ServiceAdministrator } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { countText } from '../../ui/countText.ts';
import { LinkAnchor, LinkButton } from '../../ui/links.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';

export function AdministratorListPage() {
  const { t, a } = useWords();
  const list = useQuery(administratorsQuery);
  const rows = list.data?.items ?? [];
  const columns = useMemo<Column<ServiceAdministrator>[]>(
    () => [
      {
        id: 'login',
        header: t('administrator.login'),
        cell: ({ id, login }) => (
          <LinkAnchor to={paths.administrator} params={{ administratorId: id }} fz="inherit">
            {login}
          </LinkAnchor>
        ),
      },
      {
        id: 'methods',
        header: t('administrator.methods'),
        cell: ({ allowedMethods }) =>
          allowedMethods === null ? t('administrator.all') : t('administrator.some', { count: allowedMethods.length }),
      },
      {
        id: 'networks',
        header: t('administrator.networks'),
        cell: ({ networks }) => (networks.length === 0 ? t('administrator.everywhere') : networks.join(', ')),
      },
      { id: 'actsFor', header: t('administrator.actsFor'), cell: ({ actsFor }) => actsFor ?? '–' },
      {
        id: 'enabled',
        header: t('administrator.state'),
        cell: ({ enabled }) => t(enabled ? 'administrator.on' : 'administrator.off'),
      },
      {
        id: 'used',
        header: t('administrator.lastUsed'),
        cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('administrator.never') : <When at={lastUsedAt} relative />),
      },
    ],
    [t],
  );
  return (
    <ListFrame
      title={t('pages.administrators')}
      total={list.isSuccess ? countText(a, rows.length, t('count.administrators', { count: rows.length })) : undefined}
      action={
        <LinkButton to={paths.administratorNew} leftSection={<IconPlus size={18} />}>
          {t('administrator.add')}
        </LinkButton>
      }
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('administrator.none')}
      emptyText={t('administrator.noneMore')}
    >
      <DataTable label={t('pages.administrators')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
    </ListFrame>
  );
}
