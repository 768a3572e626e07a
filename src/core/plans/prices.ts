import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { timeZoneOf } from '../domains/settings.ts';
import { invalid, refuse } from '../errors.ts';
import { checkDay } from '../fields.ts';
import { formatMoney, MAX_MONEY, type Money } from '../ledger/money.ts';
import { currencyOf } from '../ledger/operations.ts';
import { markRated } from '../rating/stale.ts';
import { localDate } from '../time.ts';
import { type Write, write } from '../write.ts';
import { requirePlan } from './operations.ts';

/** Sets the price a month from a day on (`YYYY-MM-DD`), in the domain's currency; one that starts that day is replaced. */
export async function setPlanPrice(
  core: Core,
  actor: Actor,
  planId: number,
  fromDate: string,
  amountMinor: bigint,
): Promise<void> {
  requireMay(actor, 'plans.manage');
  checkDate(fromDate);
  if (amountMinor < 0n || amountMinor > MAX_MONEY)
    throw invalid('amount', 'price_out_of_range', { limit: String(MAX_MONEY) });
  const money = { amount: amountMinor, currency: await currencyOf(core, actor) };
  const request = { fromDate, amount: formatMoney(money), currency: money.currency };
  await write(core, actor, { type: 'plan.price', subject: `plan ${planId}`, request }, async (tx) => {
    await requirePlan(tx, planId);
    const before = await priceFrom(tx, planId, fromDate);
    await tx.sql`
      insert into plan_price (plan_id, from_date, amount, currency)
      values (${planId}, ${fromDate}::text::date, ${`${amountMinor}`}::text::bigint, ${money.currency})
      on conflict (plan_id, from_date) do update set amount = excluded.amount, currency = excluded.currency`;
    await markRated(tx, planId, fromDate);
    note(tx, planId, fromDate, before, money);
  });
}

/** The price before it holds on instead. */
export async function removePlanPrice(core: Core, actor: Actor, planId: number, fromDate: string): Promise<void> {
  requireMay(actor, 'plans.manage');
  checkDate(fromDate);
  const intent = { type: 'plan.price' as const, subject: `plan ${planId}`, request: { fromDate, amount: null } };
  await write(core, actor, intent, async (tx) => {
    await requirePlan(tx, planId);
    const before = await priceFrom(tx, planId, fromDate);
    if (!before) throw refuse('plan_price_not_found', { id: planId, date: fromDate });
    await tx.sql`delete from plan_price where plan_id = ${planId} and from_date = ${fromDate}::text::date`;
    await markRated(tx, planId, fromDate);
    note(tx, planId, fromDate, before, undefined);
  });
}

/** The date (`YYYY-MM-DD`) that it is at the provider's. */
export async function today(core: Core, actor: Actor): Promise<string> {
  return localDate(await timeZoneOf(core, actor.domainId))(core.clock().getTime());
}

async function priceFrom(tx: Write, planId: number, fromDate: string): Promise<Money | undefined> {
  const [row] = await tx.sql<{ amount: string; currency: string }[]>`
    select amount::text as amount, currency from plan_price where plan_id = ${planId} and from_date = ${fromDate}::text::date`;
  return row && { ...row, amount: BigInt(row.amount) };
}

function note(tx: Write, planId: number, fromDate: string, before?: Money, after?: Money): void {
  const words = (money?: Money) => (money ? `${formatMoney(money)} ${money.currency}` : null);
  const changes = { [`price.${fromDate}`]: [words(before), words(after)] as const };
  tx.changed({ action: 'change', objectKind: 'plan', objectId: planId, changes });
}

export const checkDate = (date: string): void => checkDay('fromDate', date);
