import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import { allowedPlans, defaultPlan, setAllowedPlans, setDefaultPlan } from '../../src/core/plans/of-organization.ts';
import { changePlan, createPlan, planById, planPage } from '../../src/core/plans/operations.ts';
import { removePlanPrice, setPlanPrice } from '../../src/core/plans/prices.ts';
import { createPreset, deletePreset } from '../../src/core/presets/operations.ts';
import { createUser } from '../../src/core/users/operations.ts';
import { SYSTEM, type TestCore, testCore } from '../support/core.ts';

let t: TestCore;
let preset = 0;
let home = 0;
let now = new Date('2026-03-01T12:00:00Z');
beforeAll(async () => {
  const made = await testCore();
  t = { ...made, core: { ...made.core, clock: () => now } };
  await t.core.sql`update domain set time_zone = 'Asia/Vladivostok'`;
  preset = (await createPreset(t.core, SYSTEM, { title: 'week', archiveDays: 7 })).id;
  home = (await createOrganization(t.core, SYSTEM, { title: 'home' })).id;
});
afterAll(async () => await t.close());

const plan = async (name: string, more = {}) => await createPlan(t.core, SYSTEM, { name, presetId: preset, ...more });
const ids = async () => (await allowedPlans(t.core, SYSTEM, home)).map(({ id }) => id);

test('the price in force changes at midnight of the domain’s zone', async () => {
  const { id, price } = await plan('Week');
  expect(price).toBeNull();
  await setPlanPrice(t.core, SYSTEM, id, '2026-03-05', 25_000n);
  await setPlanPrice(t.core, SYSTEM, id, '2026-01-01', 20_000n);
  const at = async (instant: string) => {
    now = new Date(instant);
    return (await planById(t.core, SYSTEM, id)).price?.amount;
  };
  expect(await at('2025-12-31T13:59:59Z')).toBeUndefined();
  expect(await at('2025-12-31T14:00:00Z')).toBe(20_000n);
  expect(await at('2026-03-04T13:59:59Z')).toBe(20_000n);
  expect(await at('2026-03-04T14:00:00Z')).toBe(25_000n);
  await setPlanPrice(t.core, SYSTEM, id, '2026-03-05', 26_000n);
  await removePlanPrice(t.core, SYSTEM, id, '2026-01-01');
  expect((await planById(t.core, SYSTEM, id)).prices).toEqual([
    { fromDate: '2026-03-05', amount: 26_000n, currency: 'RUB' },
  ]);
  const [audit] = await t.core.sql`
    select changes from audit_change where object_kind = 'plan' and object_id = ${id} order by id desc offset 1 limit 1`;
  expect(audit?.changes).toEqual({ 'price.2026-03-05': ['250.00 RUB', '260.00 RUB'] });
});

test.each(['2026-02-30', '2026-3-1', '01.03.2026', '', '1969-12-31', '2026-01-01T00:00:00Z'])(
  'a price cannot start on "%s"',
  async (date) => {
    const { id } = await plan(`from ${date}`);
    await expect(setPlanPrice(t.core, SYSTEM, id, date, 1n)).rejects.toMatchObject({ kind: 'invalid' });
  },
);

test('there is at most one default plan, also when several are made the default at once', async () => {
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => plan(name)));
  if (!a || !b || !c) throw new Error('no plans');
  await Promise.allSettled([a, b, c].map(({ id }) => changePlan(t.core, SYSTEM, id, { isDefault: true })));
  await changePlan(t.core, SYSTEM, b.id, { isDefault: true });
  const rows = await t.core.sql`select id from plan where is_default`;
  expect(rows).toEqual([{ id: b.id }]);
  await expect(changePlan(t.core, SYSTEM, b.id, { active: false })).rejects.toMatchObject({ kind: 'conflict' });
  expect((await changePlan(t.core, SYSTEM, b.id, { isDefault: false, active: false })).active).toBe(false);
});

test('a plan needs a name and a preset that is there, and keeps its preset', async () => {
  await expect(createPlan(t.core, SYSTEM, { name: 'x' })).rejects.toMatchObject({ kind: 'invalid' });
  await expect(plan(' ')).rejects.toMatchObject({ kind: 'invalid' });
  await expect(plan('x', { presetId: 999_999 })).rejects.toMatchObject({ kind: 'invalid' });
  const other = await createPreset(t.core, SYSTEM, { title: 'other' });
  const { id } = await plan('of other', { presetId: other.id });
  await expect(deletePreset(t.core, SYSTEM, other.id)).rejects.toMatchObject({ kind: 'conflict' });
  await changePlan(t.core, SYSTEM, id, { active: false });
  await deletePreset(t.core, SYSTEM, other.id);
  await expect(changePlan(t.core, SYSTEM, id, { active: true })).rejects.toMatchObject({ kind: 'invalid' });
});

test('allowed plans are a set that is replaced whole; a default that falls out of it is taken away', async () => {
  const one = await plan('one');
  const two = await plan('two');
  expect(await ids()).toEqual([]);
  await setDefaultPlan(t.core, SYSTEM, home, one.id);
  await setAllowedPlans(t.core, SYSTEM, home, [two.id, one.id, two.id]);
  expect(await ids()).toEqual([one.id, two.id]);
  expect((await defaultPlan(t.core, SYSTEM, home))?.id).toBe(one.id);
  await setAllowedPlans(t.core, SYSTEM, home, [two.id]);
  expect(await defaultPlan(t.core, SYSTEM, home)).toBeNull();
  await expect(setDefaultPlan(t.core, SYSTEM, home, one.id)).rejects.toMatchObject({ kind: 'conflict' });
  await setAllowedPlans(t.core, SYSTEM, home, []);
  expect(await ids()).toEqual([]);
  await setDefaultPlan(t.core, SYSTEM, home, one.id);
  await setDefaultPlan(t.core, SYSTEM, home, null);
  expect(await defaultPlan(t.core, SYSTEM, home)).toBeNull();
});

test('unknown and archived plans are refused and nothing is changed', async () => {
  const kept = await plan('kept');
  const old = await plan('old');
  await setAllowedPlans(t.core, SYSTEM, home, [kept.id, old.id]);
  await changePlan(t.core, SYSTEM, old.id, { active: false });
  await expect(setAllowedPlans(t.core, SYSTEM, home, [kept.id, 999_999])).rejects.toMatchObject({ kind: 'invalid' });
  await expect(setDefaultPlan(t.core, SYSTEM, home, 999_999)).rejects.toMatchObject({ kind: 'invalid' });
  await expect(setDefaultPlan(t.core, SYSTEM, home, old.id)).rejects.toMatchObject({ kind: 'invalid' });
  expect(await ids()).toEqual([kept.id, old.id]);
  await setAllowedPlans(t.core, SYSTEM, home, [old.id]);
  await setAllowedPlans(t.core, SYSTEM, home, []);
  await expect(setAllowedPlans(t.core, SYSTEM, home, [old.id])).rejects.toMatchObject({ kind: 'invalid' });
  await expect(setAllowedPlans(t.core, SYSTEM, 999_999, [])).rejects.toMatchObject({ kind: 'not_found' });
});

test('an archived default plan is none', async () => {
  const { id } = await plan('seasonal');
  await setDefaultPlan(t.core, SYSTEM, home, id);
  await changePlan(t.core, SYSTEM, id, { active: false });
  expect(await defaultPlan(t.core, SYSTEM, home)).toBeNull();
});

test('plans of another domain are not there', async () => {
  const [domain] = await t.core.sql`insert into domain (title) values ('Other') returning id`;
  const [row] = await t.core.sql`
    insert into plan (domain_id, preset_id, name) values (${domain?.id}, ${preset}, 'foreign') returning id`;
  const id = Number(row?.id);
  await expect(planById(t.core, SYSTEM, id)).rejects.toMatchObject({ kind: 'not_found' });
  await expect(changePlan(t.core, SYSTEM, id, { name: 'mine' })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(setPlanPrice(t.core, SYSTEM, id, '2026-01-01', 1n)).rejects.toMatchObject({ kind: 'not_found' });
  await expect(setAllowedPlans(t.core, SYSTEM, home, [id])).rejects.toMatchObject({ kind: 'invalid' });
  await expect(setDefaultPlan(t.core, SYSTEM, home, id)).rejects.toMatchObject({ kind: 'invalid' });
  const { items } = await planPage(t.core, SYSTEM, { limit: 1000 });
  expect(items.map(({ name }) => name)).not.toContain('foreign');
});

test('what things cost is none of a subscriber’s', async () => {
  const subscriber = await t.as(
    (await createUser(t.core, SYSTEM, { login: 'sub', password: 'correct horse' }, home)).id,
  );
  await expect(planPage(t.core, subscriber, { limit: 10 })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(allowedPlans(t.core, subscriber, home)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(setDefaultPlan(t.core, subscriber, home, null)).rejects.toMatchObject({ kind: 'forbidden' });
});
