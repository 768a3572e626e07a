import { requireMay } from '../access/may.ts';
import { type Actor, actorName } from '../actor.ts';
import type { Core } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { settleAndTell } from '../invoices/status.ts';
import { settleAfterwards } from '../ledger/settlement.ts';
import { addDays, isDay } from '../time.ts';
import { type Write, write } from '../write.ts';
import { boundsOf, inMonth, monthOf, nextDay } from './day.ts';
import {
  type DaySum,
  daySums,
  deleteDay,
  differingOrganizations,
  insertCharges,
  insertSums,
  postDay,
  postDifferences,
  type RatedDay,
} from './queries.ts';

/** What rating a day did. */
export interface RatingResult {
  readonly day: string;
  /** False: it was rated before, and this was a repetition. */
  readonly first: boolean;
  /** Organizations that were charged; of a repetition those that came to something else. */
  readonly organizations: number;
}

interface Domain {
  readonly timeZone: string;
  readonly chargingFrom: string | null;
}

/**
 * Charges one past day (`YYYY-MM-DD`) of the actor's domain: each camera that was under a plan at any moment of it pays
 * the last plan's share of the month. All of it is one transaction behind a row that is claimed first: a crash leaves
 * nothing of it, and who comes second finds it done. A day that was rated before is compared by its sums, and only
 * organizations that differ are charged anew; their balance gets the difference. Refuses a day that is not over, one
 * before charging began, and one of a closed month.
 */
export async function rateDay(core: Core, actor: Actor, day: string): Promise<RatingResult> {
  requireMay(actor, 'rating.run');
  if (!isDay(day)) throw invalid('day', 'date_malformed');
  const result = await write(core, actor, { type: 'rating.day', subject: day }, async (tx) => {
    const domain = await domainOf(tx);
    const rated = await claim(tx, day, domain);
    if (rated.first) await requireNext(tx, day, domain);
    if (rated.first) await rateFirst(tx, rated);
    const organizations = rated.first ? await countOf(tx, rated) : await repeat(tx, rated);
    tx.changed({
      action: 'change',
      objectKind: 'domain',
      objectId: actor.domainId,
      changes: { [`rated.${day}`]: [null, organizations] },
    });
    tx.happened('day.rated', actor.domainId, { day, first: rated.first, organizations });
    return { day, first: rated.first, organizations };
  });
  if (result.organizations > 0) await settleAfterwards(core, actor.domainId);
  return result;
}

/** Locked: no price changes until the day is rated. */
async function domainOf(tx: Write): Promise<Domain> {
  const [row] = await tx.sql<Domain[]>`
    select time_zone, charging_from::text as charging_from from domain where id = ${tx.actor.domainId}
    for no key update`;
  if (!row) throw refuse('domain_not_found', { id: tx.actor.domainId });
  return row;
}

interface Claim extends RatedDay {
  readonly first: boolean;
}

/** Makes the day's row, or locks the one that there is. Who else rates the same day waits here. */
async function claim(tx: Write, day: string, domain: Domain): Promise<Claim> {
  const { sql, actor, core } = tx;
  const { domainId } = actor;
  const [before] = await sql<{ toAt: Date }[]>`
    select to_at from rating_run where domain_id = ${domainId} and day = ${addDays(day, -1)}::text::date`;
  const { from, to } = boundsOf(day, domain.timeZone, before?.toAt);
  const month = inMonth(day);
  if (to > core.clock()) throw refuse('day_not_over', { day });
  const made = await sql`
    insert into rating_run (domain_id, day, from_at, to_at, cameras, organizations, rated_at)
    values (${domainId}, ${day}::text::date, ${from}, ${to}, 0, 0, ${core.clock()}) on conflict do nothing returning 1`;
  await refuseClosed(tx, day);
  if (made.length > 0) return { domainId, day, from, to, month, first: true };
  const [row] = await sql<{ fromAt: Date; toAt: Date }[]>`
    select from_at, to_at from rating_run where domain_id = ${domainId} and day = ${day}::text::date for update`;
  if (!row) throw new Error(`The rating of ${day} is there and cannot be read`);
  return { domainId, day, from: row.fromAt, to: row.toAt, month, first: false };
}

/** Days are rated in their order: one that was left out would never be charged. */
async function requireNext(tx: Write, day: string, { chargingFrom }: Domain): Promise<void> {
  if (chargingFrom === null || day < chargingFrom) throw refuse('day_not_charged', { day });
  const [row] = await tx.sql<{ last: string | null }[]>`
    select max(day)::text as last from rating_run where domain_id = ${tx.actor.domainId} and day < ${day}::text::date`;
  const next = nextDay(row?.last ?? null, chargingFrom);
  if (day !== next) throw refuse('day_not_rated', { day: next });
}

/** Throws `month_closed`; who closes a month waits for the domain's row, which is locked here. */
async function refuseClosed(tx: Write, day: string): Promise<void> {
  const closed = await tx.sql`
    select from closed_month where domain_id = ${tx.actor.domainId} and month = ${monthOf(day)}::text::date`;
  if (closed.length > 0) throw refuse('month_closed', { month: day.slice(0, 7) });
}

async function rateFirst(tx: Write, rated: RatedDay): Promise<void> {
  await insertSums(tx.sql, rated);
  await insertCharges(tx.sql, rated);
  await storeTotals(tx, rated);
  // Last: payments wait for the balances until the transaction ends.
  await postDay(tx.sql, rated, tx.core.clock(), actorName(tx.actor));
}

async function repeat(tx: Write, rated: RatedDay): Promise<number> {
  const { sql } = tx;
  const changed = await differingOrganizations(sql, rated);
  const differences = changed.length === 0 ? [] : await rateAgain(tx, rated, changed);
  const total: Record<string, string> = {};
  for (const { currency, amount } of differences) total[currency] = String(BigInt(total[currency] ?? 0) + amount);
  await sql`
    insert into rating_repetition (domain_id, day, at, actor, organizations, difference)
    values (${rated.domainId}, ${rated.day}::text::date, ${tx.core.clock()}, ${actorName(tx.actor)}, ${changed.length},
      ${sql.json(total)})`;
  await storeTotals(tx, rated);
  return changed.length;
}

/** Charges some organizations anew for a day. Gives back what that changed, minor units, without those it did not. */
async function rateAgain(tx: Write, rated: RatedDay, organizations: readonly number[]): Promise<readonly DaySum[]> {
  const { sql } = tx;
  const before = await daySums(sql, rated, organizations);
  await deleteDay(sql, rated, organizations);
  await insertSums(sql, rated, organizations);
  await insertCharges(sql, rated, organizations);
  const differences = difference(before, await daySums(sql, rated, organizations));
  if (differences.length === 0) return differences;
  await postDifferences(sql, rated, tx.core.clock(), actorName(tx.actor), differences);
  // A later month may be invoiced already.
  await settleAndTell(tx, organizations);
  return differences;
}

function difference(before: readonly DaySum[], after: readonly DaySum[]): readonly DaySum[] {
  const sums = new Map<string, DaySum>();
  const add = (sign: bigint) => (sum: DaySum) => {
    const key = `${sum.organizationId} ${sum.currency}`;
    sums.set(key, { ...sum, amount: (sums.get(key)?.amount ?? 0n) + sign * sum.amount });
  };
  before.forEach(add(-1n));
  after.forEach(add(1n));
  return [...sums.values()].filter(({ amount }) => amount !== 0n);
}

async function storeTotals(tx: Write, { domainId, day }: RatedDay): Promise<void> {
  await tx.sql`
    update rating_run r set cameras = s.cameras, organizations = s.organizations, stale = false, rated_at = ${tx.core.clock()}
    from (select coalesce(sum(cameras), 0)::int as cameras, count(distinct organization_id)::int as organizations
          from rating_sum where domain_id = ${domainId} and day = ${day}::text::date) s
    where r.domain_id = ${domainId} and r.day = ${day}::text::date`;
}

async function countOf(tx: Write, { domainId, day }: RatedDay): Promise<number> {
  const [row] = await tx.sql<{ organizations: number }[]>`
    select organizations from rating_run where domain_id = ${domainId} and day = ${day}::text::date`;
  return row?.organizations ?? 0;
}
