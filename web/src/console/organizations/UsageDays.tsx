import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { UsageDay } from '../../api/types.ts';
import { type Period, usageDaysQuery } from '../../api/usage.ts';
import { money } from '../../format/money.ts';
import { dayText } from '../../format/time.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { useWords } from '../../ui/useWords.ts';
import styles from './UsageDays.module.css';

interface Day {
  readonly day: string;
  readonly cameras: number;
  /** By currency. */
  readonly sums: ReadonlyMap<string, bigint>;
  readonly decimals: number;
}

/** How many cameras there were on each day that was charged, and what they came to. */
export function UsageDays({ organizationId, period }: { organizationId: number; period: Period }) {
  const { t, language } = useWords();
  const days = useQuery(usageDaysQuery(organizationId, period));
  if (days.isError) return <LoadFailure error={days.error} onRetry={() => void days.refetch()} />;
  if (days.data === undefined) return <Skeleton height={128} />;
  const all = together(days.data.items);
  const most = Math.max(1, ...all.map(({ cameras }) => cameras));
  const words = (day: Day) => {
    const sums = [...day.sums].map(([currency, sum]) =>
      money({ amount: decimal(sum, day.decimals), currency }, language),
    );
    const said = { day: dayText(day.day, language), cameras: day.cameras, sum: sums.join(', ') };
    return t(sums.length > 0 ? 'usage.chart' : 'usage.chartFree', said);
  };
  return (
    <Stack gap={8} component="section">
      <Title order={2} fz={16}>
        {t('usage.byDay')}
      </Title>
      <Text fz={13} c="dimmed">
        {all.length === 0 ? t('usage.noDays') : t('usage.tomorrow')}
      </Text>
      {all.length > 0 && (
        <ul className={styles.chart}>
          {all.map((day) => (
            <li key={day.day} className={styles.day} title={words(day)}>
              <div
                role="img"
                aria-label={words(day)}
                className={`${styles.bar} ${day.sums.size > 0 ? styles.charged : ''}`}
                style={{ height: `${(day.cameras / most) * 100}%` }}
              />
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

/** The plans of a day in one. */
function together(items: readonly UsageDay[]): readonly Day[] {
  const days = new Map<string, Day>();
  for (const { day, cameras, charged } of items) {
    const before = days.get(day) ?? { day, cameras: 0, sums: new Map<string, bigint>(), decimals: 2 };
    const sums = new Map(before.sums);
    const amount = BigInt(charged?.amount.replace('.', '') ?? 0);
    if (charged !== null && amount > 0n) sums.set(charged.currency, (sums.get(charged.currency) ?? 0n) + amount);
    const decimals = charged === null ? before.decimals : (charged.amount.split('.')[1]?.length ?? 0);
    days.set(day, { day, cameras: before.cameras + cameras, sums, decimals });
  }
  return [...days.values()];
}

function decimal(minor: bigint, decimals: number): string {
  const digits = minor.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
