import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type AnalyticsCase, caseEventsQuery } from '../../api/analytics.ts';
import { inViewer, paths } from '../../app/routes/paths.ts';
import { useMe, useZone } from '../../app/useMe.ts';
import { startOf } from '../../format/days.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { useWords } from '../../ui/useWords.ts';
import styles from '../support/SupportPage.module.css';
import { CaseEventFilters } from './CaseEventFilters.tsx';
import { CaseEventRow } from './CaseEventRow.tsx';

/** What happened in the cases, latest first; the filters stand in the address. */
export function CaseEvents({ cases }: { cases: readonly AnalyticsCase[] }) {
  const { t } = useWords();
  const { user } = useMe();
  const zone = useZone();
  const navigate = useNavigate();
  const search = useSearch({ from: inViewer(paths.analytics) });
  const { day, ...rest } = search;
  const list = useInfiniteQuery(
    caseEventsQuery(user.id, { ...rest, ...(day ? { from: startOf(day, zone, 0), to: startOf(day, zone, 1) } : {}) }),
  );
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  const set = (change: Partial<typeof search>) =>
    void navigate({ to: paths.analytics, search: { ...search, ...change }, replace: true });
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <Stack gap="sm" component="section" aria-labelledby="case-events">
      <Title order={2} id="case-events">
        {t('analytics.events')}
      </Title>
      <CaseEventFilters cases={cases} filter={search} onChange={set} />
      {list.isPending && <Skeleton height={160} aria-busy="true" />}
      {list.isError && events.length === 0 && <LoadFailure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && events.length === 0 && (
        <Text c="dimmed">{t(filtered ? 'analytics.noEventsFound' : 'analytics.noEvents')}</Text>
      )}
      {events.length > 0 && (
        <ul className={styles.list} aria-label={t('analytics.events')}>
          {events.map((event) => (
            <CaseEventRow key={event.id} event={event} />
          ))}
        </ul>
      )}
      <MoreRows list={list} />
    </Stack>
  );
}
