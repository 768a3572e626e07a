import { afterEach, expect, test } from 'vitest';
import { blockCamera, blockOrganization } from '../../src/core/blocks/operations.ts';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { createCamera, deleteCamera } from '../../src/core/cameras/operations.ts';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import { changePlan, createPlan } from '../../src/core/plans/operations.ts';
import { removePlanPrice, setPlanPrice } from '../../src/core/plans/prices.ts';
import { createPreset } from '../../src/core/presets/operations.ts';
import { rateDueDays } from '../../src/core/rating/due.ts';
import { closedMonths, closeMonth } from '../../src/core/rating/months.ts';
import { rateDay } from '../../src/core/rating/rate.ts';
import { together } from '../../src/core/together.ts';
import { reconcileUsage } from '../../src/core/usage/reconcile.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let t: TestCore;
let now = Date.parse('2026-01-01T12:00:00Z');
afterEach(async () => await t.close());

async function start(timeZone: string, from: string) {
  const made = await testCore();
  t = { ...made, core: { ...made.core, clock: () => new Date(now) } };
  await t.core
    .sql`update domain set time_zone = ${timeZone}, charging = 'postpaid', charging_from = ${from}::text::date`;
}

const life = new AbortController().signal;
/** One organization with one camera under a plan of 310.00 a month, seen since before the year began. */
async function small(timeZone = 'Europe/Moscow') {
  now = Date.parse('2025-12-20T12:00:00Z');
  await start(timeZone, '2026-01-01');
  const presetId = (await createPreset(t.core, SYSTEM, { title: 'week', archiveDays: 7 })).id;
  const { id: organizationId } = await createOrganization(t.core, SYSTEM, { title: 'home' });
  const { id: planId } = await createPlan(t.core, SYSTEM, { name: 'Week', presetId });
  await setPlanPrice(t.core, SYSTEM, planId, '2025-12-01', 31_000n);
  const { id: cameraId } = await createCamera(t.core, SYSTEM, { title: 'yard', organizationId, presetId });
  const charged = async () =>
    Number(
      (
        await t.core.sql`
          select coalesce(-sum(p.amount), 0) as sum from ledger_posting p join ledger_account a on a.id = p.account_id
          where a.kind = 'balance' and a.organization_id = ${organizationId}`
      )[0]?.sum,
    );
  return { presetId, organizationId, planId, cameraId, charged };
}
const at = (instant: string) => {
  now = Date.parse(instant);
};
const days = async () => await rateDueDays(t.core, life);

test('a day is rated once it is over at the provider’s, and no sooner; many that rate it at once charge it once', async () => {
  const { charged } = await small();
  at('2026-01-01T21:02:00Z');
  expect(await days()).toBe(0);
  await expect(rateDay(t.core, SYSTEM, '2026-01-02')).rejects.toMatchObject({ reason: 'day_not_over' });
  await expect(rateDay(t.core, SYSTEM, '2025-12-31')).rejects.toMatchObject({ reason: 'day_not_charged' });
  at('2026-01-03T12:00:00Z');
  await expect(rateDay(t.core, SYSTEM, '2026-01-02')).rejects.toMatchObject({ reason: 'day_not_rated' });
  at('2026-01-01T21:04:00Z');
  const results = await Promise.all([1, 2, 3, 4].map(() => rateDay(t.core, SYSTEM, '2026-01-01')));
  expect(results.filter(({ first }) => first)).toHaveLength(1);
  expect(results.map(({ organizations }) => organizations).sort()).toEqual([0, 0, 0, 1]);
  expect([await days(), await charged()]).toEqual([0, 1000]);
  expect(await t.core.sql`select count(*)::int as n from rating_repetition`).toEqual([{ n: 3 }]);
});

test('a price that changes for days that were rated has them rated again, and the balance gets the difference', async () => {
  const { planId, charged } = await small();
  at('2026-01-11T12:00:00Z');
  expect([await days(), await charged()]).toEqual([10, 10_000]);
  await setPlanPrice(t.core, SYSTEM, planId, '2026-01-06', 62_000n);
  expect([await days(), await charged()]).toEqual([5, 15_000]);
  await removePlanPrice(t.core, SYSTEM, planId, '2026-01-06');
  await setPlanPrice(t.core, SYSTEM, planId, '2026-01-10', 0n);
  expect([await days(), await charged()]).toEqual([5, 9000]);
  const repetitions = await t.core.sql`
    select to_char(day, 'MM-DD') as day, organizations, difference from rating_repetition order by id`;
  expect(repetitions[0]).toEqual({ day: '01-06', organizations: 1, difference: { RUB: '1000' } });
  expect(repetitions.at(-1)).toEqual({ day: '01-10', organizations: 1, difference: { RUB: '-2000' } });
});

test('a month that is closed stays as it is', async () => {
  const { planId, charged } = await small();
  at('2026-02-03T12:00:00Z');
  await expect(closeMonth(t.core, SYSTEM, '2026-01')).rejects.toMatchObject({ reason: 'day_not_rated' });
  await days();
  expect(await charged()).toBe(31_000 + Math.floor(31_000 * (2 / 28)));
  await expect(closeMonth(t.core, SYSTEM, '2026-02')).rejects.toMatchObject({ reason: 'month_not_over' });
  await expect(closeMonth(t.core, SYSTEM, '2026-13')).rejects.toMatchObject({ reason: 'month_malformed' });
  await closeMonth(t.core, SYSTEM, '2026-01');
  await closeMonth(t.core, SYSTEM, '2026-01');
  expect(await closedMonths(t.core, SYSTEM)).toMatchObject([{ month: '2026-01', actor: 'system' }]);
  await expect(rateDay(t.core, SYSTEM, '2026-01-31')).rejects.toMatchObject({ reason: 'month_closed' });
  await expect(setPlanPrice(t.core, SYSTEM, planId, '2026-01-31', 1n)).rejects.toMatchObject({
    reason: 'price_of_closed_month',
  });
  await setPlanPrice(t.core, SYSTEM, planId, '2026-02-01', 28_000n);
  expect([await days(), await charged()]).toEqual([2, 33_000]);
});

test.each(['postpaid', 'none'])('a day is not rated while its month is being closed (%s)', async (charging) => {
  const { planId } = await small();
  at('2026-02-03T12:00:00Z');
  if (charging === 'none') await rateDay(t.core, SYSTEM, '2026-01-01');
  else await days();
  await t.core.sql`update domain set charging = ${charging}`;
  const day = charging === 'none' ? '2026-01-02' : '2026-01-01';
  const sums = async () => await t.core.sql`select day::text, amount::int from rating_sum order by 1, 2`;
  const before = await sums();
  let rated: Promise<unknown> = Promise.resolve();
  await together(t.core, async (core) => {
    await closeMonth(core, SYSTEM, '2026-01');
    await t.core.sql`update plan_price set amount = 1 where plan_id = ${planId}`;
    rated = rateDay(t.core, SYSTEM, day).then(
      () => 'rated',
      (error) => error.reason,
    );
    const locked = async () =>
      await t.core.sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await Promise.race([rated, expect.poll(locked).toHaveLength(1)]);
  });
  expect(await rated).toBe('month_closed');
  expect(await sums()).toEqual(before);
});

test('no instant is lost or charged twice when the time zone changes, however far', async () => {
  const { cameraId, presetId, charged } = await small('Pacific/Auckland');
  const zone = async (name: string) => await t.core.sql`update domain set time_zone = ${name}`;
  at('2026-01-03T12:00:00Z');
  expect(await days()).toBe(3);
  await zone('America/Los_Angeles');
  at('2026-01-06T12:00:00Z');
  expect(await days()).toBe(2);
  await zone('Pacific/Kiritimati');
  at('2026-01-08T12:00:00Z');
  expect(await days()).toBe(3);
  const runs = await t.core.sql<{ fromAt: Date; toAt: Date }[]>`select from_at, to_at from rating_run order by day`;
  for (const [i, run] of runs.entries()) if (i > 0) expect(run.fromAt).toEqual(runs[i - 1]?.toAt);
  expect(await charged()).toBe(8000);
  await changeCamera(t.core, SYSTEM, { id: cameraId }, { presetId, title: 'same' });
  expect(await t.core.sql`select count(*)::int as n from usage_interval`).toEqual([{ n: 1 }]);
});

test('with a clock that went back, intervals of a camera do not overlap and none is empty', async () => {
  const { cameraId, organizationId } = await small();
  const toggle = async (enabled: boolean) => await changeCamera(t.core, BILLING, { id: cameraId }, { enabled });
  at('2026-01-02T12:00:00Z');
  await toggle(false);
  at('2026-01-02T11:00:00Z');
  await toggle(true);
  at('2026-01-02T10:00:00Z');
  await toggle(false);
  at('2026-01-02T10:30:00Z');
  await toggle(true);
  const rows = await t.core.sql<{ fromAt: Date; toAt: Date | number }[]>`
    select from_at, to_at from usage_interval where camera_id = ${cameraId} order by from_at`;
  expect(rows.map(({ fromAt }) => fromAt.toISOString())).toEqual([
    '2025-12-20T12:00:00.000Z',
    '2026-01-02T12:00:00.000Z',
  ]);
  expect(rows[0]?.toAt).toEqual(new Date('2026-01-02T12:00:00Z'));
  at('2026-01-02T13:00:00Z');
  await blockOrganization(t.core, BILLING, organizationId, { source: 'billing', reason: 'debt' });
  await deleteCamera(t.core, SYSTEM, { id: cameraId });
  expect(await t.core.sql`select count(*)::int as n from usage_interval where to_at = 'infinity'`).toEqual([{ n: 0 }]);
  expect(await t.core.sql`select title from former_camera`).toEqual([{ title: 'yard' }]);
});

test('an organization that is blocked while its cameras are switched on and added has no usage left', async () => {
  const { organizationId, presetId } = await small();
  const cameras = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      createCamera(t.core, SYSTEM, { title: `c${i}`, organizationId, presetId, enabled: i % 2 === 0 }),
    ),
  );
  for (let round = 0; round < 6; round++) {
    const on = round % 2 === 1;
    now += 60_000;
    await Promise.all([
      ...cameras.map(
        async ({ id }, i) => await changeCamera(t.core, SYSTEM, { id }, { enabled: (i + round) % 2 === 0 }),
      ),
      blockOrganization(t.core, BILLING, organizationId, { source: 'billing', reason: on ? undefined : 'debt' }),
      createCamera(t.core, SYSTEM, { title: `more ${round}`, organizationId, presetId }),
    ]);
    const [row] = await t.core.sql<{ wanted: number; open: number; wrong: number }[]>`
      select count(*) filter (where b.subject_id is null)::int as wanted, count(u.id)::int as open,
        count(*) filter (where (b.subject_id is null) <> (u.id is not null))::int as wrong
      from camera c left join block b on b.subject_kind = 'device' and b.subject_id = c.id
      left join usage_interval u on u.camera_id = c.id and u.to_at = 'infinity' where c.organization_id = ${organizationId}`;
    if (on) expect(row).toMatchObject({ open: row?.wanted, wrong: 0 });
    else expect(row?.open).toBe(0);
  }
});

test('what was not written down is counted from the moment that it is noticed, and nothing else is touched', async () => {
  const { cameraId, organizationId, presetId } = await small();
  const add = async (title: string) => (await createCamera(t.core, SYSTEM, { title, organizationId, presetId })).id;
  const [a, b, c] = [await add('a'), await add('b'), await add('c')];
  at('2026-01-05T12:00:00Z');
  // As a server of before leaves it: one camera came, one went, one was blocked.
  await t.core.sql`delete from usage_interval where camera_id = ${a}`;
  await t.core.sql`delete from camera where id = ${b}`;
  await t.core.sql`insert into block (subject_kind, subject_id, source) values ('device', ${c}, 'billing')`;
  expect(await reconcileUsage(t.core, 1)).toBe(3);
  expect(await reconcileUsage(t.core, 1)).toBe(0);
  const rows = await t.core.sql`
    select camera_id, from_at, to_at from usage_interval where camera_id <> ${cameraId} order by camera_id`;
  const [before, noticed] = [new Date('2025-12-20T12:00:00Z'), new Date('2026-01-05T12:00:00Z')];
  expect(rows).toMatchObject([
    { cameraId: a, fromAt: noticed },
    { cameraId: b, fromAt: before, toAt: noticed },
    { cameraId: c, fromAt: before, toAt: noticed },
  ]);
});

test('a plan that changes while its cameras are deleted and blocked leaves none of them in use', async () => {
  const { organizationId, presetId, planId } = await small();
  const cameras = await Promise.all(
    Array.from({ length: 12 }, (_, i) => createCamera(t.core, SYSTEM, { title: `c${i}`, organizationId, presetId })),
  );
  now += 60_000;
  await Promise.all([
    ...cameras.slice(0, 6).map(async ({ id }) => await deleteCamera(t.core, SYSTEM, { id })),
    ...cameras.slice(6).map(async ({ id }) => await blockCamera(t.core, SYSTEM, id, { source: 'quota', reason: 'r' })),
    ...[false, true, false].map(async (active) => await changePlan(t.core, SYSTEM, planId, { active })),
    createPlan(t.core, SYSTEM, { name: 'Other', presetId, isDefault: true }),
  ]);
  const open = await t.core.sql<{ cameraId: number }[]>`select camera_id from usage_interval where to_at = 'infinity'`;
  expect(open).toHaveLength(1);
  expect(await reconcileUsage(t.core, 1)).toBe(0);
});

test('the largest price that there may be is rated, discounted and given back to the unit', async () => {
  const { planId, organizationId, charged } = await small();
  await setPlanPrice(t.core, SYSTEM, planId, '2025-12-01', 10n ** 15n);
  await t.core.sql`insert into organization_terms values (${organizationId}, '2025-12-01', 1, null)`;
  at('2026-02-01T12:00:00Z');
  expect([await days(), await charged()]).toEqual([31, 999_900_000_000_000]);
});

test('a day that became stale while charging was off keeps its month open, and stops nothing', async () => {
  const { planId, charged } = await small();
  at('2026-02-03T12:00:00Z');
  await days();
  await t.core.sql`update domain set charging = 'none'`;
  await setPlanPrice(t.core, SYSTEM, planId, '2026-01-31', 0n);
  await expect(closeMonth(t.core, SYSTEM, '2026-01')).rejects.toMatchObject({ reason: 'day_not_rated' });
  await t.core.sql`update domain set charging = 'postpaid'`;
  expect(await days()).toBe(3);
  await closeMonth(t.core, SYSTEM, '2026-01');
  expect(await charged()).toBe(30_000);
});
