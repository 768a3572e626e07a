import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;
let owner: Client;
let viewer: Client;
let planId = 0;
const DAY_MS = 86_400_000;
const day = (back: number) => new Date(Date.now() - back * DAY_MS).toISOString().slice(0, 10);
const period = () => `from=${day(9)}&to=${day(0)}`;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
  await app.core.sql`update domain set time_zone = 'UTC', charging = 'postpaid', charging_from = ${day(3)}::text::date`;
  planId = (await admin.post('/plans', { name: '=Week', presetId: a.preset })).body.id;
  await admin.put(`/plans/${planId}/prices/${day(40)}`, { amount: '310' });
  // As if it had been there for days.
  await app.core.sql`
    update usage_interval u set from_at = from_at - interval '20 days'
    where not exists (select from usage_interval b where b.camera_id = u.camera_id and b.from_at < u.from_at)`;
});
afterAll(async () => await app.close());

describe('usage', () => {
  test('says which camera was under which plan from when to when, also of one that is gone', async () => {
    const made = await admin.post('/cameras', { title: 'gate', organizationId: a.organization, presetId: a.preset });
    await admin.patch(`/cameras/${made.body.id}`, { title: 'The gate' });
    await admin.delete(`/cameras/${made.body.id}`);
    const { status, body } = await owner.get(`/organizations/${a.organization}/usage?${period()}`);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { camera: { id: a.camera, deleted: false }, plan: null },
      { camera: { id: a.camera, deleted: false }, plan: { id: planId, name: '=Week' }, to: null },
      { camera: { id: made.body.id, title: 'The gate', deleted: true }, plan: { id: planId } },
    ]);
    const last = body.items.at(-1);
    expect(Date.parse(last.to)).toBeGreaterThan(Date.parse(last.from));
    const first = await owner.get(`/organizations/${a.organization}/usage?${period()}&limit=2`);
    const rest = await owner.get(`/organizations/${a.organization}/usage?${period()}&limit=2&after=${first.body.next}`);
    expect([...first.body.items, ...rest.body.items]).toEqual(body.items);
  });

  test('is sent as CSV, in which nothing is a formula', async () => {
    const answer = await app.server.inject({
      url: `/api/vedette/v1/organizations/${a.organization}/usage.csv?${period()}`,
      headers: { 'x-vedette-key': ADMIN.apiKey },
    });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const rows = parse(answer.body, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatchObject({ camera_id: String(a.camera), plan_name: "'=Week", to: '' });
  });

  test('of another organization is not there, and a viewer may not see it', async () => {
    for (const what of ['usage', 'usage.csv', 'usage/days']) {
      expect((await owner.get(`/organizations/${b.organization}/${what}?${period()}`)).status).toBe(404);
      expect((await viewer.get(`/organizations/${a.organization}/${what}?${period()}`)).status).toBe(403);
    }
    for (const what of ['usage/charges', 'usage/charges.csv'])
      expect((await owner.get(`/${what}?${period()}`)).body.error).toMatchObject({ reason: 'plans_closed' });
  });

  test.each([
    ['a day that is none', `from=2026-02-30&to=2026-03-01`, 'period_malformed'],
    ['a period backwards', `from=2026-03-02&to=2026-03-01`, 'period_malformed'],
    ['ten years', `from=2016-03-02&to=2026-03-01`, 'period_too_long'],
  ])('of %s is refused', async (_, query, reason) => {
    const { status, body } = await admin.get(`/organizations/${a.organization}/usage?${query}`);
    expect([status, body.error.reason ?? body.error.code]).toEqual([400, reason]);
  });
});

describe('rating', () => {
  test('is due from the first day on, and charges each day once', async () => {
    expect((await admin.get('/rating')).body).toEqual({ charging: 'postpaid', chargingFrom: day(3), due: day(3) });
    const first = await admin.post(`/rating/days/${day(3)}`);
    expect([first.status, first.body]).toEqual([200, { day: day(3), first: true, organizations: 2 }]);
    expect((await admin.post(`/rating/days/${day(3)}`)).body).toEqual({ day: day(3), first: false, organizations: 0 });
    expect((await admin.get('/rating')).body.due).toBe(day(2));
    const { body } = await admin.get('/rating/days');
    expect(body.items).toMatchObject([
      { day: day(3), cameras: 2, organizations: 2, stale: false, closed: false, repetitions: [{ difference: [] }] },
    ]);
  });

  test('is seen by day and by camera, as JSON and as CSV', async () => {
    await admin.post(`/rating/days/${day(2)}`);
    const days = await owner.get(`/organizations/${a.organization}/usage/days?${period()}`);
    expect(days.body.items.map((item: { day: string }) => item.day)).toEqual([day(3), day(2)]);
    expect(days.body.items[0]).toMatchObject({ cameras: 1, kind: 'no_plan', charged: null });
    const charges = await admin.get(`/usage/charges?from=${day(3)}&to=${day(2)}&limit=3`);
    expect(charges.body.items).toHaveLength(3);
    const rest = await admin.get(`/usage/charges?from=${day(3)}&to=${day(2)}&after=${charges.body.next}`);
    expect([...charges.body.items, ...rest.body.items].map(({ day: d, cameraId }) => [d, cameraId])).toEqual([
      [day(3), a.camera],
      [day(3), b.camera],
      [day(2), a.camera],
      [day(2), b.camera],
    ]);
    const csv = await app.server.inject({
      url: `/api/vedette/v1/usage/charges.csv?from=${day(3)}&to=${day(2)}`,
      headers: { 'x-vedette-key': ADMIN.apiKey },
    });
    expect(parse(csv.body, { bom: true, columns: true })).toHaveLength(4);
  });

  test('is refused for days that are not over or not charged, for months that are not over, and for subscribers', async () => {
    const reason = async (asked: ReturnType<Client['get']>) => (await asked).body.error.reason;
    expect(await reason(admin.post(`/rating/days/${day(-1)}`))).toBe('day_not_over');
    expect(await reason(admin.post(`/rating/days/${day(4)}`))).toBe('day_not_charged');
    expect(await reason(admin.post('/rating/days/2026-02-30'))).toBe('date_malformed');
    expect(await reason(admin.put(`/rating/months/${day(-40).slice(0, 7)}`, {}))).toBe('month_not_over');
    for (const asked of [owner.post(`/rating/days/${day(3)}`), owner.put('/rating/months/2026-01', {})])
      expect((await asked).status).toBe(403);
    expect([(await owner.get('/rating')).status, (await owner.get('/rating/days')).status]).toEqual([403, 403]);
    const key = withKey(app, ADMIN.apiKey);
    expect((await key.get('/rating/months')).body).toEqual({ items: [] });
  });
});
