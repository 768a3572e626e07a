import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import type { UserIntercom } from '../../../api/types.ts';
import { userIntercomsQuery } from '../../../api/userCard.ts';
import { paths } from '../../../app/routes/paths.ts';
import { LinkAnchor } from '../../../ui/links.tsx';
import { When } from '../../../ui/status/When.tsx';
import type { Column } from '../../../ui/table/column.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { ListFrame } from '../../../ui/table/ListFrame.tsx';
import { useWords } from '../../../ui/useWords.ts';

/** The intercoms that contracts of the user were given, once for each contract. Nothing is changed here. */
export function UserIntercoms({ userId }: { userId: number }) {
  const { t } = useWords();
  const list = useInfiniteQuery(userIntercomsQuery(userId));
  const columns = useMemo(() => columnsIn(t), [t]);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ListFrame
      inner
      title={t('userCard.intercoms')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('userCard.noIntercoms')}
      emptyText={t('userCard.noIntercomsMore')}
    >
      <DataTable
        label={t('userCard.intercoms')}
        columns={columns}
        rows={rows}
        rowId={({ cameraId, organization }) => `${cameraId}-${organization.id}`}
      />
    </ListFrame>
  );
}

const columnsIn = (t: TFunction<'console'>): Column<UserIntercom>[] => [
  {
    id: 'name',
    header: t('userCard.cameraName'),
    cell: ({ cameraId, title, hasPanel }) =>
      hasPanel ? (
        <LinkAnchor to={paths.intercom} params={{ intercomId: cameraId }} search={{}} fz="inherit">
          {title}
        </LinkAnchor>
      ) : (
        <LinkAnchor to={paths.consoleCamera} params={{ cameraId }} search={{ tab: 'intercom' }} fz="inherit">
          {title}
        </LinkAnchor>
      ),
  },
  { id: 'address', header: t('userCard.address'), cell: ({ address }) => address || '–' },
  { id: 'entrance', header: t('userCard.entrance'), numeric: true, cell: ({ entrance }) => entrance ?? '–' },
  { id: 'apartment', header: t('userCard.apartment'), cell: (row) => <Apartment of={row} /> },
  { id: 'keys', header: t('userCard.keys'), cell: (row) => <Keys of={row} /> },
  { id: 'created', header: t('userCard.created'), cell: ({ createdAt }) => <When at={createdAt} /> },
];

/** The flat, with the way to the contract that it is of. */
const Apartment = ({ of: { flat, organization } }: { of: UserIntercom }) => (
  <LinkAnchor to={paths.organization} params={{ organizationId: organization.id }} search={{}} fz="inherit">
    {flat ?? organization.title}
  </LinkAnchor>
);

function Keys({ of: { keys, keyCount, organization } }: { of: UserIntercom }) {
  const { t } = useWords();
  if (keyCount === 0) return '–';
  const more = keyCount - keys.length;
  return (
    <Text span fz="inherit" className="numbers" style={{ overflowWrap: 'anywhere' }}>
      {keys.join(', ')}{' '}
      {more > 0 && (
        <LinkAnchor
          to={paths.organization}
          params={{ organizationId: organization.id }}
          search={{ tab: 'keys' }}
          fz="inherit"
        >
          {t('userCard.moreKeys', { count: more })}
        </LinkAnchor>
      )}
    </Text>
  );
}
