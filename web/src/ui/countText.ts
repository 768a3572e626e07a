import type { TFunction } from 'i18next';

type Counted =
  | 'count.cameras'
  | 'count.doors'
  | 'count.locks'
  | 'count.organizations'
  | 'count.users'
  | 'count.events'
  | 'count.messages'
  | 'count.changes'
  | 'count.presets'
  | 'count.plans'
  | 'count.tickets'
  | 'count.administrators'
  | 'count.viewings';

/** "12 cameras"; the server counts to 10,000 and says 10,001 for more. */
export function countText(t: TFunction<'app'>, key: Counted, total: number): string {
  return total > 10_000 ? t('count.many') : t(key, { count: total });
}
