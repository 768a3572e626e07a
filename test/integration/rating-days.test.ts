import { afterEach, expect, test } from 'vitest';
import { dueDay, rateDueDays } from '../../src/core/rating/due.ts';
import { rateDay } from '../../src/core/rating/rate.ts';
import { localDate } from '../../src/core/time.ts';
import { together } from '../../src/core/together.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { SYSTEM } from '../support/core.ts';
import { handsOf } from './rating-hands.ts';
import { nextDay } from './rating-model.ts';
import { RatingWorld, randomFrom } from './rating-world.ts';

/** 400 days in which everything that is charged changes, said by all the dialects, against a model of its own. */
let app: TestApp;
let now = 0;
afterEach(async () => await app.close());

const life = new AbortController().signal;
const HOUR = 3_600_000;
const ZONES = ['Europe/Berlin', 'Pacific/Auckland', 'Africa/Cairo', 'America/St_Johns', 'Asia/Tashkent'] as const;

async function start(timeZone: string): Promise<RatingWorld> {
  now = Date.parse('2025-12-31T12:00:00Z');
  app = await testApp({ clock: () => new Date(now) });
  await app.core
    .sql`update domain set time_zone = ${timeZone}, charging = 'postpaid', charging_from = '2026-01-01'::date`;
  const random = randomFrom(7 + timeZone.length);
  const world = new RatingWorld(app, await handsOf(app, randomFrom(timeZone.length)), random);
  await world.settle();
  world.model.note(now);
  return world;
}

/** The days that are due; a server that dies at the end of one leaves nothing behind. */
async function rate(dies: boolean): Promise<void> {
  if (dies)
    await expect(
      together(app.core, async (one) => {
        await rateDay(one, SYSTEM, (await dueDay(app.core, 1)) ?? '');
        throw new Error('died');
      }),
    ).rejects.toThrow();
  await rateDueDays(app.core, life);
}

/** The days that it lived through. */
async function live(world: RatingWorld, timeZone: string): Promise<readonly string[]> {
  const days: string[] = [];
  for (let day = '2026-01-01'; days.length < 400; day = nextDay(day)) {
    days.push(day);
    const changes = world.random(4) === 0 ? world.random(6) : 0;
    const noon = Date.parse(`${day}T12:00:00Z`);
    for (let i = 0; i < changes; i++) {
      now = Math.max(now + 1000, noon + (world.random(19) - 8) * HOUR + world.random(HOUR));
      await world.change(localDate(timeZone)(now));
      world.model.note(now);
    }
    now = Math.max(now, noon + 16 * HOUR);
    if (world.random(10) === 0) await rate(world.random(2) === 0);
  }
  now += 48 * HOUR;
  await rateDueDays(app.core, life);
  return days;
}

test.each(ZONES)(
  '400 days in %s come to what another model says, each camera-day once',
  { timeout: 600_000 },
  async (timeZone) => {
    const world = await start(timeZone);
    const days = await live(world, timeZone);
    const last = days.at(-1) ?? '';
    const rows = await app.core.sql<{ day: string }[]>`
    select day::text as day, camera_id, organization_id, plan_id, kind::int as kind, amount from charge
    where day <= ${last}::text::date order by day, camera_id`;
    const got = (day: string) => rows.filter((row) => row.day === day).map(({ day: _, ...row }) => row);
    const sums = new Map<number, number>();
    for (const day of days) {
      const wanted = world.model.charges(day, timeZone);
      expect([day, got(day)]).toEqual([day, wanted]);
      for (const { organizationId, amount } of wanted)
        sums.set(organizationId, (sums.get(organizationId) ?? 0) + amount);
    }
    const balances = await app.core.sql<{ organizationId: number; amount: number }[]>`
    select a.organization_id, sum(p.amount)::bigint as amount from ledger_posting p join ledger_account a on a.id = p.account_id
    join ledger_entry e on e.id = p.entry_id
    where a.kind = 'balance' and e.kind = 'charge' and e.day <= ${last}::text::date group by 1`;
    const charged = new Map(balances.map(({ organizationId, amount }) => [organizationId, -amount]));
    for (const [id, sum] of sums) expect([id, charged.get(id) ?? 0]).toEqual([id, sum]);
  },
);
