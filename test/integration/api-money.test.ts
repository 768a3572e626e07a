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
beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
});
afterAll(async () => await app.close());

const plan = async (name: string, more = {}) => await admin.post('/plans', { name, presetId: a.preset, ...more });

describe('plans', () => {
  test('are added with a price from today on, changed, priced by date and archived', async () => {
    const made = await plan('Week', { price: '199.9', note: 'seven days' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: 'Week',
      preset: { id: a.preset, title: 'ann preset' },
      archived: false,
      price: { amount: '199.90', currency: 'RUB' },
    });
    const at = `/plans/${made.body.id}`;
    expect((await admin.put(`${at}/prices/2999-01-01`, { amount: '250' })).body.prices).toHaveLength(2);
    expect((await admin.put(`${at}/prices/2999-01-01`, { amount: '260' })).body.prices[1]).toEqual({
      fromDate: '2999-01-01',
      amount: '260.00',
      currency: 'RUB',
    });
    expect((await admin.get(at)).body.price.amount).toBe('199.90');
    expect((await admin.delete(`${at}/prices/2999-01-01`)).body.prices).toHaveLength(1);
    expect((await admin.delete(`${at}/prices/2999-01-01`)).status).toBe(404);
    expect((await admin.patch(at, { archived: true, note: '' })).body).toMatchObject({ archived: true, note: '' });
    const names = async (query: string) =>
      (await admin.get(`/plans?${query}`)).body.items.map((item: { name: string }) => item.name);
    expect(await names('archived=false')).not.toContain('Week');
    expect(await names('archived=true&search=wee')).toEqual(['Week']);
    expect((await admin.get('/plans?count=true&limit=1')).body.total).toBeGreaterThan(0);
  });

  test('are not added by half: a price that cannot be leaves no plan', async () => {
    const refused = await plan('Half', { price: '1.999' });
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.body.error.fields)).toEqual(['price']);
    expect((await admin.get('/plans?search=Half')).body.items).toEqual([]);
  });

  test.each([
    ['a name of nothing', { name: '' }],
    ['a preset that is not there', { presetId: 999_999 }],
    ['a price with a comma', { price: '1,5' }],
    ['a price below nothing', { price: '-1' }],
    ['a price as a number', { price: 5 }],
    ['a price beyond measure', { price: '9999999999999999' }],
  ])('are refused with %s', async (_what, fields) => {
    expect((await admin.post('/plans', { name: 'x', presetId: a.preset, ...fields })).status).toBe(400);
  });

  test('and prices are the provider’s alone', async () => {
    const { id } = (await plan('Secret')).body;
    for (const client of [owner, viewer]) {
      expect((await client.get('/plans')).status).toBe(403);
      expect((await client.get(`/plans/${id}`)).status).toBe(403);
      expect((await client.post('/plans', { name: 'x', presetId: a.preset })).status).toBe(403);
      expect((await client.patch(`/plans/${id}`, { name: 'x' })).status).toBe(403);
      expect((await client.put(`/plans/${id}/prices/2026-01-01`, { amount: '0' })).status).toBe(403);
      expect((await client.delete(`/plans/${id}/prices/2026-01-01`)).status).toBe(403);
      expect((await client.get(`/organizations/${a.organization}/plans`)).status).toBe(403);
      expect((await client.patch(`/organizations/${a.organization}/plans`, { allowed: [] })).status).toBe(403);
    }
  });

  test('of an organization are replaced, with the default one, in one write', async () => {
    const [one, two] = [(await plan('one')).body.id, (await plan('two')).body.id];
    const at = `/organizations/${a.organization}/plans`;
    expect((await admin.get(at)).body).toEqual({
      allowed: [],
      none: false,
      default: null,
      discount: '0',
      trialUntil: null,
    });
    const set = (await admin.patch(at, { allowed: [two, one], default: one })).body;
    expect(set.allowed.map(({ id }: { id: number }) => id)).toEqual([one, two]);
    expect(set.default.id).toBe(one);
    const refused = await admin.patch(at, { allowed: [two], default: one });
    expect(refused.status).toBe(409);
    expect((await admin.get(at)).body).toEqual(set);
    expect((await admin.patch(at, { default: null })).body.default).toBeNull();
    expect((await admin.patch(at, { allowed: [999_999] })).status).toBe(400);
  });
});

describe('terms and no plans', () => {
  const at = () => `/organizations/${a.organization}/plans`;
  const other = async (): Promise<number> => {
    const [domain] = await app.core.sql`insert into domain (title) values ('Other') returning id`;
    const [organization] = await app.core.sql`
      insert into organization (domain_id, title) values (${domain?.id}, 'other') returning id`;
    return organization?.id;
  };

  test('hold from today on, what is not named stays, and each change is in the audit', async () => {
    const set = await admin.patch(at(), { discount: '12.5', trialUntil: '2999-01-31' });
    expect(set.body).toMatchObject({ discount: '12.5', trialUntil: '2999-01-31' });
    expect((await admin.patch(at(), { discount: '0.05' })).body).toMatchObject({
      discount: '0.05',
      trialUntil: '2999-01-31',
    });
    expect((await admin.patch(at(), { trialUntil: null })).body).toMatchObject({ discount: '0.05', trialUntil: null });
    const rows = await app.core.sql<{ discount: number; fromDate: string }[]>`
      select discount, from_date::text as from_date from organization_terms where organization_id = ${a.organization}`;
    expect(rows).toHaveLength(1);
    const [audit] = await app.core.sql`
      select changes from audit_change where object_kind = 'organization' and changes ? 'trialUntil' order by id desc limit 1`;
    expect(audit?.changes).toEqual({ trialUntil: ['2999-01-31', null] });
  });

  test('that held before a change are kept, and a row that a clock left in the future goes', async () => {
    await app.core.sql`delete from organization_terms where organization_id = ${a.organization}`;
    await app.core.sql`
      insert into organization_terms values
        (${a.organization}, '2020-01-01', 1000, null), (${a.organization}, '2999-01-01', 5000, null)`;
    expect((await admin.get(at())).body.discount).toBe('10');
    expect((await admin.patch(at(), { discount: '20' })).body.discount).toBe('20');
    const rows = await app.core.sql<{ discount: number }[]>`
      select discount from organization_terms where organization_id = ${a.organization} order by from_date`;
    expect(rows.map(({ discount }) => discount)).toEqual([1000, 2000]);
  });

  test.each([
    ['a discount above all', { discount: '100.01' }],
    ['a discount below nothing', { discount: '-1' }],
    ['a discount with a comma', { discount: '12,5' }],
    ['a discount as a number', { discount: 12 }],
    ['a discount too exact', { discount: '1.234' }],
    ['a day that is none', { trialUntil: '2026-02-30' }],
    ['a day that was long ago', { trialUntil: '1969-12-31' }],
    ['plans and no plans', { none: true, allowed: [1] }],
  ])('are refused with %s', async (_what, change) => {
    const before = (await admin.get(at())).body;
    expect((await admin.patch(at(), change)).status).toBe(400);
    expect((await admin.get(at())).body).toEqual(before);
  });

  test('no plans is neither all nor some of them, until plans are allowed again', async () => {
    const { id } = (await plan('of none')).body;
    await admin.patch(at(), { allowed: [id], default: id });
    const none = (await admin.patch(at(), { none: true })).body;
    expect(none).toMatchObject({ allowed: [], none: true, default: null });
    expect((await admin.patch(at(), { default: id })).status).toBe(409);
    expect((await admin.patch(at(), { none: false })).body).toMatchObject({ allowed: [], none: false });
    await admin.patch(at(), { none: true });
    expect((await admin.patch(at(), { allowed: [id] })).body).toMatchObject({ allowed: [{ id }], none: false });
    await admin.patch(at(), { none: false });
    expect((await admin.get(at())).body).toMatchObject({ allowed: [{ id }], none: false });
    await admin.patch(at(), { none: true });
    expect((await admin.patch(at(), { allowed: [] })).body).toMatchObject({ allowed: [], none: false });
  });

  test('are of the own provider’s organizations alone, and subscribers neither read nor set them', async () => {
    const foreign = `/organizations/${await other()}/plans`;
    expect((await admin.get(foreign)).status).toBe(404);
    for (const change of [{ discount: '1' }, { none: true }, { trialUntil: null }])
      expect((await admin.patch(foreign, change)).status).toBe(404);
    for (const client of [owner, viewer]) {
      expect((await client.get(at())).status).toBe(403);
      for (const change of [{ discount: '100' }, { none: true }])
        expect((await client.patch(at(), change)).status).toBe(403);
    }
  });
});

describe('balances', () => {
  const at = () => `/organizations/${a.organization}`;

  test('grow by payments, which the owner reads and the provider alone enters', async () => {
    const paid = await admin.post(`${at()}/payments`, { amount: '1500.5', comment: 'cash', paymentId: 'K-1' });
    expect(paid.status).toBe(201);
    expect(paid.body.balances).toEqual([{ amount: '1500.50', currency: 'RUB' }]);
    const again = await admin.post(`${at()}/payments`, { amount: '1500.50', paymentId: 'K-1' });
    expect(again.body).toEqual(paid.body);
    expect((await admin.post(`${at()}/payments`, { amount: '1', paymentId: 'K-1' })).status).toBe(409);
    expect((await owner.get(`${at()}/balance`)).body.balances).toEqual(paid.body.balances);
    expect((await owner.get(`${at()}/statement`)).body.items).toEqual([
      {
        id: paid.body.id,
        at: expect.any(String),
        kind: 'payment',
        day: null,
        amount: '1500.50',
        currency: 'RUB',
        balance: '1500.50',
        comment: 'cash',
        actor: ADMIN.login,
        paymentId: 'K-1',
        refundOf: null,
        refundable: '1500.50',
      },
    ]);
    expect((await owner.post(`${at()}/payments`, { amount: '1' })).status).toBe(403);
    expect((await viewer.get(`${at()}/balance`)).status).toBe(403);
    expect((await viewer.get(`${at()}/statement`)).status).toBe(403);
  });

  test('of another contract are not there', async () => {
    for (const id of [b.organization, 999_999]) {
      expect((await owner.get(`/organizations/${id}/balance`)).status).toBe(404);
      expect((await owner.get(`/organizations/${id}/statement`)).status).toBe(404);
    }
    expect((await admin.post('/organizations/999999/payments', { amount: '1' })).status).toBe(404);
  });

  test.each(['0', '-1', '1.001', '1,5', '', '1e5', '99999999999999.99'])('refuse a payment of "%s"', async (amount) => {
    const refused = await admin.post(`${at()}/payments`, { amount });
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.body.error.fields)).toEqual(['amount']);
  });

  test('count a payment once when the machine repeats it under its key', async () => {
    const billing = withKey(app, ADMIN.apiKey);
    const pay = () =>
      billing.post(`/organizations/${b.organization}/payments`, { amount: '7' }, { 'idempotency-key': 'x' });
    const [first, second] = [await pay(), await pay()];
    expect(second.body).toEqual(first.body);
    expect((await admin.get(`/organizations/${b.organization}/balance`)).body.balances[0].amount).toBe('7.00');
  });
});

test('the currency is set in the settings, by its code', async () => {
  expect((await admin.patch('/settings', { currency: 'rubles' })).status).toBe(400);
  expect((await admin.patch('/settings', { currency: 'KWD' })).body.currency).toBe('KWD');
  expect((await owner.get('/session')).body.domain.currency).toBe('KWD');
  expect((await plan('Dinar', { price: '1.234' })).body.price).toMatchObject({ amount: '1.234', currency: 'KWD' });
  await admin.patch('/settings', { currency: 'RUB' });
});
