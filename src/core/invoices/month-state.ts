import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { policyOf } from '../ledger/policy.ts';
import { type ClosedMonth, closedMonths, unratedDay } from '../rating/months.ts';
import { localDate } from '../time.ts';
import { countUninvoiced } from './charged-queries.ts';
import { invoicedMonth } from './month.ts';
import { type InvoicedSum, sumInvoices } from './month-sums.ts';

/** How far a month is on its way to invoices. */
export interface MonthState {
  /** Its last day is over. */
  readonly over: boolean;
  /** The first day that is still to be rated, YYYY-MM-DD; null: none keeps it from being closed. */
  readonly unrated: string | null;
  /** Null: its days may still change. */
  readonly closed: ClosedMonth | null;
  /** Organizations that were charged and have no invoice. */
  readonly uninvoiced: number;
  /** One for each currency that it was invoiced in, and always one in the domain's own, which comes first. */
  readonly sums: readonly InvoicedSum[];
}

/** Of a month (YYYY-MM) of the actor's domain. */
export async function monthState(core: Core, actor: Actor, month: string): Promise<MonthState> {
  requireMay(actor, 'invoices.read');
  const { domainId } = actor;
  const asked = invoicedMonth(month);
  const { currency, timeZone } = await policyOf(reader(core), domainId);
  const sql = listReader(core);
  const found = await sumInvoices(sql, domainId, asked);
  const none = { currency, invoices: 0, void: 0, total: 0n, tax: 0n, open: 0n };
  const own = found.find((sum) => sum.currency === currency) ?? none;
  const closed = (await closedMonths(core, actor)).find((one) => one.month === month) ?? null;
  return {
    over: month < localDate(timeZone)(core.clock().getTime()).slice(0, 7),
    unrated: closed ? null : ((await unratedDay(sql, domainId, month)) ?? null),
    closed,
    uninvoiced: await countUninvoiced(sql, domainId, asked, 0),
    sums: [own, ...found.filter((sum) => sum.currency !== currency)],
  };
}
