import type { Db } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import { type Actor, actorName } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { timeZoneOf } from '../domains/settings.ts';
import { invalid, refuse } from '../errors.ts';
import { localDate } from '../time.ts';
import { type Write, write } from '../write.ts';

/** A month whose days are rated no more. */
export interface ClosedMonth {
  /** YYYY-MM */
  readonly month: string;
  readonly closedAt: Date;
  /** Who closed it, as they were called then. */
  readonly actor: string;
}

/** Newest first. */
export async function closedMonths(core: Core, actor: Actor): Promise<readonly ClosedMonth[]> {
  requireMay(actor, 'plans.read');
  return await listReader(core)<ClosedMonth[]>`
    select to_char(month, 'YYYY-MM') as month, closed_at, actor from closed_month
    where domain_id = ${actor.domainId} order by month desc`;
}

/**
 * Ends the rating of a month (`YYYY-MM`): its days stay as they are. Refuses one that is not over, and one with days
 * that are still to be rated. One that is closed stays as it is.
 */
export async function closeMonth(core: Core, actor: Actor, month: string): Promise<void> {
  requireMay(actor, 'rating.run');
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw invalid('month', 'month_malformed');
  const now = localDate(await timeZoneOf(core, actor.domainId))(core.clock().getTime());
  if (month >= now.slice(0, 7)) throw refuse('month_not_over', { month });
  await write(core, actor, { type: 'rating.close', subject: month }, async (tx) => {
    // Who rates a day holds the domain's row: it is waited for, or waits and finds the month closed.
    await tx.sql`select from domain where id = ${actor.domainId} for share`;
    await refuseUnrated(tx, month);
    const closed = await tx.sql`
      insert into closed_month (domain_id, month, closed_at, actor)
      values (${actor.domainId}, ${`${month}-01`}::text::date, ${core.clock()}, ${actorName(actor)})
      on conflict do nothing returning 1`;
    if (closed.length === 0) return;
    const changes = { [`closed.${month}`]: [null, true] as const };
    tx.changed({ action: 'change', objectKind: 'domain', objectId: actor.domainId, changes });
  });
}

/** Locks the month's days, so that a price that changes for one of them is waited for, or finds the month closed. */
async function refuseUnrated(tx: Write, month: string): Promise<void> {
  const { domainId } = tx.actor;
  const first = `${month}-01`;
  await tx.sql`
    select from rating_run where domain_id = ${domainId} and day >= ${first}::text::date
      and day < ${first}::text::date + interval '1 month' order by day for update`;
  const due = await unratedDay(tx.sql, domainId, month);
  if (due !== undefined) throw refuse('day_not_rated', { day: due });
}

/** The first day of a month (YYYY-MM) that keeps it from being closed; undefined: all that is charged was rated. */
export async function unratedDay(sql: Db, domainId: number, month: string): Promise<string | undefined> {
  const first = `${month}-01`;
  const [due] = await sql<{ day: string }[]>`
    select x.day::date::text as day from domain d
    cross join generate_series(${first}::text::date, ${first}::text::date + interval '1 month' - interval '1 day', interval '1 day') as x (day)
    left join rating_run r on r.domain_id = d.id and r.day = x.day::date
    where d.id = ${domainId} and (r.stale or (r.day is null and d.charging <> 'none' and x.day::date >= d.charging_from))
    order by x.day limit 1`;
  return due?.day;
}
