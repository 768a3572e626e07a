import { Badge, Button, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { RatedDay } from '../../api/types.ts';
import { rateDay, ratedDaysQuery, ratingQuery } from '../../api/usage.ts';
import { useMay } from '../../app/may.ts';
import { useZone } from '../../app/useMe.ts';
import { money } from '../../format/money.ts';
import { dayText, todayIn } from '../../format/time.ts';
import { showProblem } from '../../ui/showProblem.ts';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { actorWords } from '../auditWords.ts';
import { CloseMonthDialog } from './CloseMonthDialog.tsx';
import { RatingNotice } from './RatingNotice.tsx';

/** Days as they were charged, and what came of rating them again. */
export function RatingPage() {
  const { t } = useWords();
  const list = useInfiniteQuery(ratedDaysQuery);
  const state = useQuery(ratingQuery);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const again = useRating();
  const columns = useColumns(again.mutate, again.isPending ? again.variables : undefined);
  return (
    <Stack>
      <ListFrame
        title={t('pages.rating')}
        tools={
          state.data && <RatingNotice state={state.data} rating={again.isPending} onRate={(day) => again.mutate(day)} />
        }
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('rating.none')}
        emptyText={t('rating.noneMore')}
      >
        <CloseMonth rows={rows} />
        <DataTable label={t('pages.rating')} columns={columns} rows={rows} rowId={({ day }) => day} />
      </ListFrame>
    </Stack>
  );
}

function useRating() {
  const { t, a, language } = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: rateDay,
    onSuccess: ({ day, first, organizations }) => {
      if (first) return;
      const said = { day: dayText(day, language), count: organizations };
      notifications.show({
        message: organizations === 0 ? t('rating.same', said) : t('rating.changed', said),
        closeButtonProps: { 'aria-label': a('actions.close') },
      });
    },
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['rating'] }),
  });
}

function useColumns(onRate: (day: string) => void, rating: string | undefined): Column<RatedDay>[] {
  const { t, language } = useWords();
  const mayRate = useMay('rating.run');
  return useMemo(
    () => [
      {
        id: 'day',
        header: t('rating.day'),
        cell: ({ day, stale, closed }) => (
          <Group gap={8}>
            {dayText(day, language)}
            {stale && <Badge color="yellow">{t('rating.stale')}</Badge>}
            {closed && (
              <Badge color="gray" c="var(--mantine-color-text)">
                {t('rating.closed')}
              </Badge>
            )}
          </Group>
        ),
      },
      { id: 'cameras', header: t('rating.cameras'), numeric: true, cell: ({ cameras }) => cameras },
      { id: 'organizations', header: t('rating.organizations'), numeric: true, cell: (run) => run.organizations },
      {
        id: 'charged',
        header: t('rating.charged'),
        numeric: true,
        cell: ({ charged }) => charged.map((sum) => money(sum, language)).join(', '),
      },
      { id: 'ratedAt', header: t('rating.ratedAt'), cell: ({ ratedAt }) => <When at={ratedAt} /> },
      { id: 'repetitions', header: t('rating.repetitions'), cell: (run) => <Repetitions run={run} /> },
      ...(mayRate
        ? [
            {
              id: 'again',
              header: t('list.actions'),
              cell: ({ day, closed }: RatedDay) =>
                !closed && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={rating === day}
                    aria-label={t('rating.againLabel', { day: dayText(day, language) })}
                    onClick={() => onRate(day)}
                  >
                    {t('rating.again')}
                  </Button>
                ),
            },
          ]
        : []),
    ],
    [t, language, mayRate, onRate, rating],
  );
}

function Repetitions({ run: { repetitions } }: { run: RatedDay }) {
  const { t, language } = useWords();
  return (
    <List listStyleType="none" fz="inherit">
      {repetitions.map(({ at, actor, difference }) => (
        <List.Item key={at}>
          <When at={at} />{' '}
          <Text c="dimmed" fz={13} span>
            {t('rating.repetition', {
              actor: actorWords(t, actor),
              difference:
                difference.length === 0
                  ? t('rating.noDifference')
                  : difference.map((sum) => money(sum, language, true)).join(', '),
            })}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}

/** The newest month that is over and has rated days, while it is open. */
function CloseMonth({ rows }: { rows: readonly RatedDay[] }) {
  const { t } = useWords();
  const mayRate = useMay('rating.run');
  const today = todayIn(useZone());
  const [closing, setClosing] = useState(false);
  const month = rows.find(({ day }) => day.slice(0, 7) < today.slice(0, 7))?.day.slice(0, 7);
  if (month === undefined || !mayRate || rows.some(({ day, closed }) => day.startsWith(month) && closed)) return null;
  return (
    <Group>
      <Button variant="default" onClick={() => setClosing(true)}>
        {t('rating.close', { month })}
      </Button>
      {closing && <CloseMonthDialog month={month} onClose={() => setClosing(false)} />}
    </Group>
  );
}
