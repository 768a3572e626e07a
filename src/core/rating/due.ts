import { systemActor } from '../actor.ts';
import type { Core } from '../core.ts';
import type { Charging } from '../ledger/policy.ts';
import { settleBalances } from '../ledger/settlement.ts';
import { localDate } from '../time.ts';
import { nextDay } from './day.ts';
import { rateDay } from './rate.ts';

interface DomainRow {
  readonly timeZone: string;
  readonly charging: Charging;
  readonly chargingFrom: string | null;
  /** The newest rated day, and the oldest that is to be rated again. */
  readonly last: string | null;
  readonly stale: string | null;
}

/** The next day of a domain that is over and not rated yet, or rated by what holds no more; undefined: none is. */
export async function dueDay(core: Core, domainId: number): Promise<string | undefined> {
  const [row] = await core.sql<DomainRow[]>`
    select d.time_zone, d.charging, d.charging_from::text as charging_from, max(r.day)::text as last,
      min(r.day) filter (where r.stale and not exists (
        select from closed_month c where c.domain_id = r.domain_id and c.month = date_trunc('month', r.day)::date))::text as stale
    from domain d left join rating_run r on r.domain_id = d.id where d.id = ${domainId} group by d.id`;
  if (!row || row.charging === 'none' || row.chargingFrom === null) return undefined;
  if (row.stale !== null) return row.stale;
  const next = nextDay(row.last, row.chargingFrom);
  return next < localDate(row.timeZone)(core.clock().getTime() - GRACE_MS) ? next : undefined;
}

/** What was written just before midnight has been committed by then: nothing idle holds a transaction for longer. */
const GRACE_MS = 3 * 60_000;

/**
 * Rates what is due in every domain, day after day, until nothing is or `signal` aborts, and brings blocks and warnings in
 * line where a server died before it did. One domain that fails keeps no other from its days: the first cause is thrown
 * at the end. Gives back how many days.
 */
export async function rateDueDays(core: Core, signal: AbortSignal): Promise<number> {
  let days = 0;
  const causes: unknown[] = [];
  const domains = await core.sql<{ id: number }[]>`select id from domain where charging <> 'none' order by id`;
  for (const { id } of domains) {
    try {
      await settleBalances(core, id);
      days += await rateDaysOf(core, id, signal);
    } catch (cause) {
      causes.push(cause);
    }
  }
  if (causes.length > 0) throw causes[0];
  return days;
}

async function rateDaysOf(core: Core, domainId: number, signal: AbortSignal): Promise<number> {
  let days = 0;
  for (
    let day = await dueDay(core, domainId);
    day !== undefined && !signal.aborted;
    day = await dueDay(core, domainId)
  ) {
    const { organizations, first } = await rateDay(core, systemActor(domainId, 'rating', 'system'), day);
    core.log.info({ domain: domainId, day, organizations, first }, 'day rated');
    days++;
  }
  return days;
}
