import { Alert, Button, EmptyState, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconActivity, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnalyticsCase, casesQuery, ownLicencesQuery } from '../../api/analytics.ts';
import { useMay } from '../../app/may.ts';
import { useMe } from '../../app/useMe.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { CaseDialog } from './CaseDialog.tsx';
import { CaseEvents } from './CaseEvents.tsx';
import { CaseList } from './CaseList.tsx';
import { useCreatableTypes } from './useCreatableTypes.ts';

/** What a subscriber has analysed, and what happened. */
export function AnalyticsPage() {
  const { t } = useWords();
  const { user } = useMe();
  const list = useInfiniteQuery(casesQuery(user.id));
  const cases = list.data?.pages.flatMap((page) => page.items) ?? [];
  const types = useCreatableTypes();
  const [edited, setEdited] = useState<AnalyticsCase | 'new'>();
  useTitle(t('analytics.title'));
  return (
    <Stack maw={880} mx="auto" gap="lg">
      <Group justify="space-between">
        <Title order={1}>{t('analytics.title')}</Title>
        {types.length > 0 && (
          <Button size="md" leftSection={<IconPlus size={18} />} onClick={() => setEdited('new')}>
            {t('analytics.add')}
          </Button>
        )}
      </Group>
      <FreeLicences />
      {list.isPending && <Skeleton height={160} aria-busy="true" />}
      {list.isError && cases.length === 0 && <LoadFailure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && cases.length === 0 && (
        <EmptyState
          py={40}
          icon={<IconActivity size={40} stroke={1.5} />}
          title={t('analytics.none')}
          description={t('analytics.noneMore')}
        />
      )}
      {cases.length > 0 && <CaseList cases={cases} ownId={user.id} onEdit={setEdited} />}
      <MoreRows list={list} />
      {useMay('analytics-events.read') ? (
        <CaseEvents cases={cases} />
      ) : (
        <Alert color="gray">{t('analytics.eventsClosed')}</Alert>
      )}
      {edited !== undefined && (
        <CaseDialog edited={edited === 'new' ? undefined : edited} types={types} onClose={() => setEdited(undefined)} />
      )}
    </Stack>
  );
}

/** Of each level that there are licences of. */
function FreeLicences() {
  const { t } = useWords();
  const levels = useQuery(ownLicencesQuery).data?.items ?? [];
  if (levels.length === 0) return null;
  return (
    <Group gap={20}>
      {levels.map(({ level, total, free }) => (
        <Text key={level} fz={14} c="dimmed" className="numbers">
          {t('analytics.freeOf', { level, free, total })}
        </Text>
      ))}
    </Group>
  );
}
