import { Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type AnalyticsCase, casesQuery } from '../../../api/analytics.ts';
import { paths } from '../../../app/routes/paths.ts';
import { CaseStatus, CaseTroubles } from '../../../ui/analytics/CaseStatus.tsx';
import { LinkAnchor } from '../../../ui/links.tsx';
import type { Column } from '../../../ui/table/column.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { ListFrame } from '../../../ui/table/ListFrame.tsx';
import { useWords } from '../../../ui/useWords.ts';

/** The cases of a subscriber and its sub-users, each with what it is doing. */
export function UserCases({ userId }: { userId: number }) {
  const { t } = useWords();
  const list = useInfiniteQuery(casesQuery(userId));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useMemo<Column<AnalyticsCase>[]>(
    () => [
      { id: 'title', header: t('analytics.case'), cell: ({ title }) => title },
      { id: 'type', header: t('analytics.type'), cell: ({ type }) => t(`analytics.types.${type}`) },
      {
        id: 'user',
        header: t('analytics.user'),
        cell: ({ user }) => (
          <LinkAnchor to={paths.user} params={{ userId: user.id }} fz="inherit">
            {user.login}
          </LinkAnchor>
        ),
      },
      {
        id: 'cameras',
        header: t('analytics.cameras'),
        cell: ({ cameras }) =>
          cameras.map(({ id, title, name }, i) => (
            <span key={id}>
              {i > 0 && ', '}
              <LinkAnchor to={paths.consoleCamera} params={{ cameraId: id }} fz="inherit">
                {title === '' ? name : title}
              </LinkAnchor>
            </span>
          )),
      },
      {
        id: 'status',
        header: t('analytics.state'),
        cell: ({ status, paused, cameras }) => (
          <>
            <CaseStatus status={status} />
            {!paused && <CaseTroubles cameras={cameras} />}
          </>
        ),
      },
    ],
    [t],
  );
  return (
    <>
      <Title order={2}>{t('analytics.cases')}</Title>
      <ListFrame
        inner
        title={t('analytics.cases')}
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('analytics.noCases')}
        emptyText={t('analytics.noneMore')}
      >
        <DataTable label={t('analytics.cases')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
      </ListFrame>
    </>
  );
}
