import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { type Licence, licencesQuery } from '../../../api/licences.ts';
import { LoadFailure } from '../../../ui/LoadFailure.tsx';
import type { Column } from '../../../ui/table/column.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useWords } from '../../../ui/useWords.ts';
import { UserCases } from './UserCases.tsx';

/** Whether the user has licences of analytics, withdrawn ones among them for as long as they are kept. */
export function useHasLicences(userId: number, asked: boolean): boolean {
  const { data } = useQuery({ ...licencesQuery(userId), enabled: asked });
  return (data?.items.length ?? 0) > 0;
}

/** How many cameras the user may have analysed, by level. The billing sets it; nothing is changed here. */
export function UserLicences({ userId }: { userId: number }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(licencesQuery(userId));
  const columns = useMemo(() => columnsIn(t), [t]);
  if (data === undefined) return error && <LoadFailure error={error} onRetry={() => void refetch()} />;
  const rows = data.items;
  const withdrawn = rows.some(({ total }) => total === 0);
  return (
    <Stack gap="sm">
      <Title order={2}>{t('licences.title')}</Title>
      <DataTable label={t('licences.title')} columns={columns} rows={rows} rowId={({ level }) => String(level)} />
      {withdrawn && <Text c="dimmed">{t('licences.withdrawn')}</Text>}
      <UserCases userId={userId} />
    </Stack>
  );
}

const columnsIn = (t: TFunction<'console'>): Column<Licence>[] => [
  { id: 'level', header: t('licences.level'), cell: ({ level }) => t('licences.levelOf', { level }) },
  { id: 'total', header: t('licences.total'), numeric: true, cell: ({ total }) => total },
  { id: 'used', header: t('licences.used'), numeric: true, cell: ({ used }) => used },
  { id: 'free', header: t('licences.free'), numeric: true, cell: ({ free }) => free },
];
