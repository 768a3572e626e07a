import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { BALANCE_REASON } from '../blocks/source.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid } from '../errors.ts';
import type { Page, PageRequest } from '../page.ts';
import { addDays, localDate } from '../time.ts';
import {
  countBlocked,
  type DebtKey,
  type Debtor,
  listDebtors,
  type MonthSums,
  sumDebts,
  sumMonth,
} from './month-queries.ts';
import { policyOf } from './policy.ts';

/** One currency's month, in minor units. */
export interface CurrencyMonth extends MonthSums {
  readonly currency: string;
  /** What balances below 0 lack, at the end of the month, or now while it runs. */
  readonly owed: bigint;
}

export interface MoneyMonth {
  /** One for each currency that moved or is owed, and always one in the domain's own, which comes first. */
  readonly currencies: readonly CurrencyMonth[];
  /** Organizations that are blocked for their balance now. */
  readonly blocked: number;
}

type Days = { readonly from: string; readonly to: string };

/** What a month of the domain's (`YYYY-MM`) came to. */
export async function moneyMonth(core: Core, actor: Actor, month: string): Promise<MoneyMonth> {
  requireMay(actor, 'plans.read');
  const { domainId } = actor;
  const period = daysOf(month);
  const { currency: own, timeZone } = await policyOf(reader(core), domainId);
  const sql = listReader(core);
  const moved = await sumMonth(sql, domainId, period, timeZone);
  const owed = await sumDebts(sql, domainId, pastEnd(core, period, timeZone), timeZone);
  const others = new Set([...moved.keys(), ...owed.keys()]);
  others.delete(own);
  return {
    currencies: [own, ...[...others].sort()].map((currency) => ({
      currency,
      ...(moved.get(currency) ?? { charged: 0n, paid: 0n, refunded: 0n, corrected: 0n }),
      owed: owed.get(currency) ?? 0n,
    })),
    blocked: await countBlocked(sql, domainId, BALANCE_REASON),
  };
}

/** Who owes at the end of the month, or now while it runs: the domain's currency first, the largest sum first. */
export async function debtors(core: Core, actor: Actor, month: string, page: PageRequest): Promise<Page<Debtor>> {
  requireMay(actor, 'plans.read');
  const period = daysOf(month);
  const { currency, timeZone } = await policyOf(reader(core), actor.domainId);
  const rows = await listDebtors(listReader(core), actor.domainId, {
    own: currency,
    until: pastEnd(core, period, timeZone),
    timeZone,
    after: keyOf(page.after),
    limit: page.limit + 1,
  });
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, next: rows.length > page.limit && last ? `${last.currency}:${last.amount}:${last.id}` : null };
}

function keyOf(after: string | undefined): DebtKey | undefined {
  const [, currency = '', amount = '0', id = '0'] = /^([A-Z]{3}):(\d{1,30}):(\d{1,9})$/.exec(after ?? '') ?? [];
  return currency === '' ? undefined : { currency, amount: BigInt(amount), id: Number(id) };
}

function daysOf(month: string): Days {
  if (!/^(19[7-9]\d|[2-8]\d{3})-(0[1-9]|1[0-2])$/.test(month)) throw invalid('month', 'month_malformed');
  const from = `${month}-01`;
  return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
}

/** The last day of a month that is over; undefined: it is not, and what stands now counts. */
const pastEnd = (core: Core, { to }: Days, timeZone: string): string | undefined =>
  to < localDate(timeZone)(core.clock().getTime()) ? to : undefined;
