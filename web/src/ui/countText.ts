import type { TFunction } from 'i18next';

/** `counted`, as "12 cameras"; the server counts to 10,000 and says 10,001 for more, which is said instead. */
export function countText(a: TFunction<'app'>, total: number, counted: string): string {
  return total > 10_000 ? a('count.many') : counted;
}
