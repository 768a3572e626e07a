import { afterEach, expect, test } from 'vitest';
import { issueInvoices } from '../../src/core/invoices/issuing.ts';
import { invoiceById } from '../../src/core/invoices/operations.ts';
import { dueDay, rateDueDays } from '../../src/core/rating/due.ts';
import { closeMonth } from '../../src/core/rating/months.ts';
import { rateDay } from '../../src/core/rating/rate.ts';
import { setRequisites } from '../../src/core/requisites/operations.ts';
import { localDate } from '../../src/core/time.ts';
import { together } from '../../src/core/together.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { SYSTEM } from '../support/core.ts';
import { RUSSIAN_SELLER } from '../support/requisites.ts';
import { handsOf } from './rating-hands.ts';
import { nextDay } from './rating-model.ts';
import { RatingWorld, randomFrom } from './rating-world.ts';

/** 400 days in which everything that is charged changes, said by all the dialects, against a model of its own. */
let app: TestApp;
let now = 0;
afterEach(async () => await app.close());

const life = new AbortController().signal;
const HOUR = 3_600_000;
/** How a charge says that the day costs its price, which may be 0. */
const CHARGED = 0;
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

/** What the invoices of whole months should say, by `YYYY-MM organization`: the total, and the camera-days of what costs. */
function invoicesOf(world: RatingWorld, days: readonly string[], timeZone: string) {
  const plans = new Map<string, { cameraDays: number; amount: number }>();
  for (const day of days)
    for (const { organizationId, planId, kind, amount } of world.model.charges(day, timeZone)) {
      const key = `${day.slice(0, 7)} ${organizationId} ${planId}`;
      const sum = plans.get(key) ?? { cameraDays: 0, amount: 0 };
      if (kind === CHARGED) plans.set(key, { cameraDays: sum.cameraDays + 1, amount: sum.amount + amount });
    }
  const wanted = new Map<string, { cameraDays: number; total: bigint }>();
  for (const [key, { cameraDays, amount }] of plans) {
    const [month, organizationId] = key.split(' ');
    const sum = wanted.get(`${month} ${organizationId}`) ?? { cameraDays: 0, total: 0n };
    // What costs nothing is no line.
    if (amount > 0)
      wanted.set(`${month} ${organizationId}`, {
        cameraDays: sum.cameraDays + cameraDays,
        total: sum.total + BigInt(amount),
      });
  }
  return wanted;
}

/** The same as the product issues them, once the months are closed. */
async function issueAll(months: readonly string[]) {
  await setRequisites(app.core, SYSTEM, RUSSIAN_SELLER);
  for (const month of months) {
    await closeMonth(app.core, SYSTEM, month);
    expect(await issueInvoices(app.core, SYSTEM, month, { limit: 100 })).toMatchObject({ failed: [], remaining: 0 });
  }
  const rows = await app.core.sql<{ id: number }[]>`select id from invoice`;
  const issued = new Map<string, { cameraDays: number; total: bigint }>();
  for (const { id } of rows) {
    const { month, organizationId, total, document } = await invoiceById(app.core, SYSTEM, id);
    expect(document.total).toEqual(total);
    expect(document.lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(total.amount);
    const cameraDays = document.lines.reduce((sum, line) => sum + line.cameraDays, 0);
    issued.set(`${month} ${organizationId}`, { cameraDays, total: total.amount });
  }
  expect(issued.size).toBe(rows.length);
  return issued;
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
    const months = [...new Set(days.map((day) => day.slice(0, 7)))].filter((month) => month < last.slice(0, 7));
    const whole = days.filter((day) => months.includes(day.slice(0, 7)));
    const wanted = invoicesOf(world, whole, timeZone);
    expect(wanted.size).toBeGreaterThan(months.length);
    expect(await issueAll(months)).toEqual(wanted);
  },
);
