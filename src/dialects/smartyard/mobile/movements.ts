import type { StatementLine } from '../../../core/ledger/ledger.ts';
import { formatMoney, type Money } from '../../../core/ledger/money.ts';

const KINDS = {
  charge: 'Начисление',
  payment: 'Платеж',
  correction: 'Корректировка',
  refund: 'Возврат',
} as const satisfies Record<StatementLine['kind'], string>;

/** What a movement is, with what was said of it. */
export function describe({ kind, day, comment }: StatementLine): string {
  const said = day === null ? comment : `за ${dateOf(day)}`;
  return said === '' ? KINDS[kind] : `${KINDS[kind]}${day === null ? ': ' : ' '}${said}`;
}

/** As apps show a sum: a number with its minor units as decimals; what was taken is below 0. */
export const sumOf = (money: Money): number => Number(formatMoney(money));

/** DD.MM.YYYY of YYYY-MM-DD. */
export const dateOf = (day: string): string => day.split('-').reverse().join('.');
