import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import type { Money } from '../ledger/money.ts';
import type { Charging } from '../ledger/policy.ts';
import { type Page, type PageRequest, toPage } from '../page.ts';
import { isDay } from '../time.ts';
import { dueDay } from './due.ts';

/** One rated day. */
export interface RatingRun {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly from: Date;
  readonly to: Date;
  readonly cameras: number;
  readonly organizations: number;
  readonly ratedAt: Date;
  /** A price of it changed: it will be rated again. */
  readonly stale: boolean;
  /** Its month is closed. */
  readonly closed: boolean;
  readonly charged: readonly Money[];
  readonly repetitions: readonly Repetition[];
}

/** A time that a day was rated again. */
export interface Repetition {
  readonly at: Date;
  readonly actor: string;
  /** That came to something else. */
  readonly organizations: number;
  /** Later minus before; none: it came to the same. */
  readonly difference: readonly Money[];
}

interface RunRow extends Omit<RatingRun, 'charged' | 'repetitions'> {
  readonly charged: Readonly<Record<string, string>>;
  readonly repetitions: readonly {
    at: string;
    actor: string;
    organizations: number;
    difference: Readonly<Record<string, string>>;
  }[];
}

/** Newest day first; each with its newest twenty repetitions. */
export async function runPage(core: Core, actor: Actor, page: PageRequest): Promise<Page<RatingRun>> {
  requireMay(actor, 'plans.read');
  const before = isDay(String(page.after)) ? String(page.after) : 'infinity';
  const rows = await listReader(core)<RunRow[]>`
    select r.day::text as day, r.from_at as from, r.to_at as to, r.cameras, r.organizations, r.rated_at, r.stale,
      exists (select from closed_month c where c.domain_id = r.domain_id and c.month = date_trunc('month', r.day)::date) as closed,
      coalesce((select jsonb_object_agg(s.currency, s.sum::text) from (
        select currency, sum(amount::numeric * cameras) as sum from rating_sum s
        where s.domain_id = r.domain_id and s.day = r.day and s.currency is not null group by currency) s), '{}') as charged,
      coalesce((select jsonb_agg(jsonb_build_object('at', p.at, 'actor', p.actor, 'organizations', p.organizations,
          'difference', p.difference) order by p.id desc)
        from (select * from rating_repetition p where p.domain_id = r.domain_id and p.day = r.day order by id desc limit 20) p),
        '[]') as repetitions
    from rating_run r where r.domain_id = ${actor.domainId} and r.day < ${before}::text::date
    order by r.day desc limit ${page.limit + 1}`;
  return toPage(rows.map(toRun), page.limit, (run) => run.day);
}

export interface RatingState {
  readonly charging: Charging;
  /** YYYY-MM-DD; null: charging was never on. */
  readonly chargingFrom: string | null;
  /** The next day that is over and not rated yet, or rated by what holds no more; null: none is. */
  readonly due: string | null;
}

export async function ratingState(core: Core, actor: Actor): Promise<RatingState> {
  requireMay(actor, 'plans.read');
  const [row] = await reader(core)<Omit<RatingState, 'due'>[]>`
    select charging, charging_from::text as charging_from from domain where id = ${actor.domainId}`;
  return { charging: 'none', chargingFrom: null, ...row, due: (await dueDay(core, actor.domainId)) ?? null };
}

const toMoneys = (sums: Readonly<Record<string, string>>): readonly Money[] =>
  Object.entries(sums).map(([currency, amount]) => ({ currency, amount: BigInt(amount) }));

const toRun = (row: RunRow): RatingRun => ({
  ...row,
  charged: toMoneys(row.charged),
  repetitions: row.repetitions.map((r) => ({ ...r, at: new Date(r.at), difference: toMoneys(r.difference) })),
});
