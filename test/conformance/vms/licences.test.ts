import { afterAll, beforeAll, expect, test } from 'vitest';
import { tidy } from '../../../src/jobs/housekeeping.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { call, foreign, MANAGE, own, subscriber } from './support.ts';

const DAY_MS = 86_400_000;
let app: TestApp;
let now = new Date('2026-03-01T12:00:00Z');
let user = 0;
let theirs: Awaited<ReturnType<typeof foreign>>;
beforeAll(async () => {
  app = await testApp({ clock: () => now });
  theirs = await foreign(app);
  user = (await subscriber(app, 'analyst')).id;
});
afterAll(async () => await app.close());

const set = (levels: object) => call(app, 'POST', `${MANAGE}/licenses`, { login: 'analyst', ...levels });
const check = async (levels: object) =>
  (await call(app, 'POST', `${MANAGE}/licenses/check`, { login: 'analyst', ...levels })).body;
const held = async () => (await own(app).get(`/users/${user}/licences`)).body.items;
const days = (count: number) => {
  now = new Date(now.getTime() + count * DAY_MS);
};

test('licences are those that the billing says, by level', async () => {
  expect(await held()).toEqual([]);
  const answer = await set({ analytic_l1: '5', analytic_l2: 1, analytic_l3: null });
  expect([answer.status, answer.text]).toEqual([204, '']);
  const row = { used: 0, withdrawnAt: null };
  expect(await held()).toEqual([
    { level: 1, total: 5, free: 5, ...row },
    { level: 2, total: 1, free: 1, ...row },
  ]);
  expect(await check({ analytic_l1: 5, analytic_l2: '2', analytic_l3: 1 })).toEqual({
    ...{ analytic_l1: true, analytic_l2: false, analytic_l3: false },
  });
  expect(await check({})).toEqual({ analytic_l1: true, analytic_l2: true, analytic_l3: false });
});

test('a level without any is hidden at once, kept for seven days, and forgotten on the eighth', async () => {
  await set({ analytic_l1: 5, analytic_l2: 1 });
  await set({ analytic_l1: 5 });
  expect(await check({ analytic_l2: 0 })).toEqual({ analytic_l2: false });
  const withdrawn = { level: 2, total: 0, used: 0, free: 0, withdrawnAt: now.toISOString() };
  expect(await held()).toMatchObject([{ level: 1 }, withdrawn]);
  days(6.9);
  // Said again it is no new withdrawal.
  await set({ analytic_l1: 5, analytic_l2: 0 });
  await tidy(app.core, AbortSignal.timeout(60_000));
  expect(await held()).toMatchObject([{ level: 1 }, withdrawn]);
  days(0.2);
  await tidy(app.core, AbortSignal.timeout(60_000));
  expect(await held()).toMatchObject([{ level: 1, total: 5 }]);
  expect(await held()).toHaveLength(1);
});

test('a level that comes back within seven days is as it was', async () => {
  await set({ analytic_l3: 2 });
  await set({});
  days(5);
  await set({ analytic_l3: 2 });
  days(5);
  await tidy(app.core, AbortSignal.timeout(60_000));
  expect(await held()).toContainEqual({ level: 3, total: 2, used: 0, free: 2, withdrawnAt: null });
});

test('our own API sets them too, of subscribers of the own domain alone', async () => {
  const put = (id: number, licences: object[]) => own(app).put(`/users/${id}/licences`, { licences });
  expect((await put(user, [{ level: 2, total: 3 }])).status).toBe(200);
  expect(await held()).toContainEqual(expect.objectContaining({ level: 2, total: 3 }));
  const sub = (await own(app).post('/users', { login: 'below', password: 'secret-1', parentId: user })).body.id;
  expect((await put(sub, [{ level: 1, total: 1 }])).status).toBe(400);
  for (const id of [theirs.user, 999_999]) {
    expect((await put(id, [])).status).toBe(404);
    expect((await own(app).get(`/users/${id}/licences`)).status).toBe(404);
  }
  expect((await put(user, [{ level: 4, total: 1 }])).status).toBe(400);
});
