import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tidyPrepared } from '../../src/core/payment-gateways/tidy.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;
let gateway: { id: number; secret: string };
beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  gateway = (await admin.post('/payments/gateways', { name: 'Terminals' })).body;
  await admin.patch(`/organizations/${a.organization}`, { contractNumber: 'Д-000123', title: 'ООО Ромашка' });
  await admin.patch(`/organizations/${b.organization}`, { contractNumber: '77', externalId: 'b-77' });
});
afterAll(async () => await app.close());

interface Signing {
  readonly secret?: string;
  readonly at?: number;
  readonly headers?: Record<string, string>;
  readonly id?: number;
}

/** A provider's call, signed by the public package. */
async function call(what: string, body: unknown, { secret, at = Date.now(), headers, id = gateway.id }: Signing = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const when = new Date(at);
  const signature = new Webhook(secret ?? gateway.secret).sign('msg_1', when, text);
  const response = await fetch(`${app.url}/api/vedette/v1/payments/gateways/${id}/${what}`, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(when.getTime() / 1000)),
      'webhook-signature': signature,
      ...headers,
    },
  });
  const answer = (await response.json()) as Record<string, unknown> & { error?: Record<string, unknown> };
  return { status: response.status, body: answer };
}

const pay = (paymentId: string, more: object = {}, signing: Signing = {}) =>
  call('pay', { paymentId, account: 'Д-000123', amount: '100.50', currency: 'RUB', ...more }, signing);
const balanceOf = async (organization: number) =>
  (await admin.get(`/organizations/${organization}/balance`)).body.balances[0].amount;
const entriesOf = async (organization: number) =>
  (await admin.get(`/organizations/${organization}/statement`)).body.items as { kind: string; paymentId: string }[];

describe('a gateway', () => {
  test('is asked whether a payment would be taken, by any name of the contract', async () => {
    for (const account of ['Д-000123', ' д-000123 ', `id:${a.organization}`]) {
      expect(await call('check', { account, amount: '5', currency: 'RUB' })).toEqual({
        status: 200,
        body: { payable: true, account: { title: 'О** Р******', due: { amount: '0.00', currency: 'RUB' } } },
      });
    }
    expect((await call('check', { account: 'B-77' })).body).toMatchObject({ payable: true });
  });

  test.each([
    ['an account that is not there', { account: 'Д-9' }, 'account_unknown'],
    ['no account', {}, 'account_unknown'],
    ['the id of an organization without its mark', { account: '1' }, 'account_unknown'],
    ['the organization that nobody pays for', { account: 'id:1' }, 'account_unknown'],
    ['a payment that nobody prepared', { prepared: 'vp00' }, 'account_unknown'],
    ['another currency', { account: '77', amount: '1', currency: 'EUR' }, 'sum_in_other_currency'],
    ['a sum of nothing', { account: '77', amount: '0.00', currency: 'RUB' }, 'payment_not_positive'],
  ])('says why it would not be: %s', async (_what, body, reason) => {
    expect(await call('check', body)).toMatchObject({ status: 200, body: { payable: false, reason } });
  });

  test('books what was paid once, and answers a repeat the same', async () => {
    const before = await balanceOf(a.organization);
    const first = await pay('p-1', { paidAt: '2026-11-29T10:00:00Z', comment: 'card' });
    expect(first).toMatchObject({ status: 200, body: { status: 'paid' } });
    expect(await pay('p-1')).toEqual(first);
    expect(await pay('p-1', { account: `id:${a.organization}` })).toEqual(first);
    expect(Number(await balanceOf(a.organization)) - Number(before)).toBeCloseTo(100.5);
    const [line] = await entriesOf(a.organization);
    expect(line).toMatchObject({ kind: 'payment', paymentId: `gateway:${gateway.id}:p-1`, actor: 'Terminals' });
    expect((await call('status', { paymentId: 'p-1' })).body).toEqual({
      status: 'paid',
      payment: {
        amount: '100.50',
        currency: 'RUB',
        entryId: first.body.entryId,
        refundId: null,
        account: 'Д-000123',
        paidAt: '2026-11-29T10:00:00.000Z',
      },
    });
    expect((await call('status', { paymentId: 'none' })).body).toEqual({ status: 'unknown', payment: null });
  });

  test('twenty of the same at once enter it once', async () => {
    const before = (await entriesOf(a.organization)).length;
    const answers = await Promise.all(Array.from({ length: 20 }, () => pay('p-20', { amount: '1' })));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.entryId}`)).size).toBe(1);
    expect((await entriesOf(a.organization)).length).toBe(before + 1);
  });

  test('of two sums at once for one id books one, and the other is a conflict that a person sees', async () => {
    const answers = await Promise.all(['2', '3', '2', '3'].map((amount) => pay('p-race', { amount })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    const list = (await admin.get('/payments/conflicts')).body.items;
    expect(list.filter((one: { paymentId: string }) => one.paymentId === 'p-race')).toMatchObject([{ times: 2 }]);
  });

  test.each([
    ['another sum', { amount: '100.51' }],
    ['another account', { account: '77' }],
    ['an account that is not there', { account: 'nobody' }],
  ])('a payment that comes again with %s is a conflict', async (_what, more) => {
    const paymentId = `c-${JSON.stringify(more)}`;
    const first = await pay(paymentId);
    const again = await pay(paymentId, more);
    expect(again).toMatchObject({
      status: 409,
      body: { error: { reason: 'gateway_payment_differs', existingId: first.body.entryId } },
    });
    await pay(paymentId, more);
    const list = (await admin.get('/payments/conflicts')).body.items;
    const found = list.find((one: { paymentId: string }) => one.paymentId === paymentId);
    expect(found).toMatchObject({
      gateway: { id: gateway.id, name: 'Terminals' },
      booked: { amount: '100.50', account: 'Д-000123', organization: { id: a.organization, title: 'ООО Ромашка' } },
      times: 2,
    });
    expect((await admin.post(`/payments/conflicts/${found.id}/close`)).status).toBe(200);
    expect((await admin.post(`/payments/conflicts/${found.id}/close`)).status).toBe(404);
  });

  test('gives a payment back whole, once, and says so of it', async () => {
    await pay('p-back', { amount: '7' });
    const before = await balanceOf(a.organization);
    const cancelled = await call('cancel', { paymentId: 'p-back', reason: 'Card holder' });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    const again = await Promise.all([1, 2, 3].map(() => call('cancel', { paymentId: 'p-back', reason: 'Again' })));
    for (const answer of again) expect(answer).toEqual(cancelled);
    expect(Number(before) - Number(await balanceOf(a.organization))).toBeCloseTo(7);
    expect((await call('status', { paymentId: 'p-back' })).body.status).toBe('cancelled');
    expect((await pay('p-back', { amount: '7' })).body.status).toBe('cancelled');
    expect(await call('cancel', { paymentId: 'never', reason: 'x' })).toMatchObject({ status: 404 });
  });

  test('does not give back what was given back by hand', async () => {
    const { entryId } = (await pay('p-hand', { amount: '7' })).body;
    const refund = { payment: entryId, amount: '2', reason: 'By hand' };
    await admin.post(`/organizations/${a.organization}/refunds`, refund);
    expect(await call('cancel', { paymentId: 'p-hand', reason: 'x' })).toMatchObject({
      status: 409,
      body: { error: { reason: 'payment_given_back', params: { amount: '5.00' } } },
    });
  });

  test.each([
    ['nothing', { amount: '0' }, 'amount'],
    ['less than nothing', { amount: '-5' }, 'amount'],
    ['a comma', { amount: '1,5' }, 'amount'],
    ['a number', { amount: 5 }, 'amount'],
    ['too many decimals', { amount: '1.001' }, 'amount'],
    ['beyond measure', { amount: '9999999999999999' }, 'amount'],
    ['another currency', { currency: 'USD' }, 'currency'],
    ['no account', { account: undefined }, 'account'],
    ['an unknown account', { account: 'Д-1' }, 'account'],
    ['no id', { paymentId: '' }, 'paymentId'],
    ['an id beyond measure', { paymentId: 'x'.repeat(201) }, 'paymentId'],
  ])('refuses a payment of %s by the field', async (_what, more, field) => {
    const { status, body } = await pay('bad', more);
    expect(status).toBe(400);
    expect(Object.keys(body.error?.fields ?? {})).toContain(field);
  });

  test('told again in another currency is a conflict, and in its own the same, whatever the service counts in now', async () => {
    const first = await pay('currency-1');
    await app.core.sql`update domain set currency = 'EUR' where id = 1`;
    const [other, same] = [await pay('currency-1', { currency: 'EUR' }), await pay('currency-1')];
    await app.core.sql`update domain set currency = 'RUB' where id = 1`;
    expect(other).toMatchObject({ status: 409, body: { error: { reason: 'gateway_payment_differs' } } });
    expect(same).toEqual(first);
  });

  test('of a contract that was deleted is answered as before, and not cancelled', async () => {
    const gone = (await admin.post('/organizations', { title: 'Gone', contractNumber: 'Г-1' })).body.id;
    const first = await pay('gone-1', { account: 'Г-1' });
    await admin.delete(`/organizations/${gone}?force=true`);
    expect(await pay('gone-1', { account: 'Г-1' })).toEqual(first);
    expect((await call('status', { paymentId: 'gone-1' })).body.status).toBe('paid');
    expect(await call('cancel', { paymentId: 'gone-1', reason: 'x' })).toMatchObject({ status: 404 });
    expect((await pay('gone-2', { account: 'Г-1' })).status).toBe(400);
  });

  test('a payment that an app prepared and nobody made is forgotten after thirty days', async () => {
    await app.core.sql`
      insert into prepared_payment (id, domain_id, organization_id, amount, currency, created_at)
      select id, 1, ${a.organization}, 100, 'RUB', now() - make_interval(days => days)
      from (values ('vp-old', 31), ('vp-new', 29)) as v(id, days)`;
    expect([await tidyPrepared(app.core.sql), await tidyPrepared(app.core.sql)]).toEqual([1, 0]);
    expect((await call('check', { prepared: 'vp-old' })).body).toMatchObject({ payable: false });
    expect((await call('check', { prepared: 'vp-new' })).body).toMatchObject({ payable: true });
  });

  test('ids of two gateways never meet', async () => {
    const other = (await admin.post('/payments/gateways', { name: 'Bank' })).body;
    const one = await pay('same', { amount: '3' });
    const two = await pay('same', { amount: '4', account: '77' }, other);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(two.body.entryId).not.toBe(one.body.entryId);
    expect((await admin.delete(`/payments/gateways/${other.id}`)).status).toBe(409);
    const unused = (await admin.post('/payments/gateways', { name: 'Unused' })).body;
    expect((await admin.delete(`/payments/gateways/${unused.id}`)).status).toBe(200);
  });

  test('an account that means two contracts is refused', async () => {
    await admin.patch(`/organizations/${a.organization}`, { externalId: '77' });
    const refused = await pay('twice', { account: '77' });
    expect(refused).toMatchObject({ status: 400, body: { error: { reason: 'account_ambiguous' } } });
    await admin.patch(`/organizations/${a.organization}`, { externalId: null });
  });
});

describe('the signature', () => {
  const MINUTE = 60_000;

  test.each([
    ['none', { headers: { 'webhook-signature': '' } }, 'gateway_unsigned'],
    ['no time', { headers: { 'webhook-timestamp': '' } }, 'gateway_unsigned'],
    ['a time that is no number', { headers: { 'webhook-timestamp': 'now' } }, 'gateway_unsigned'],
    ['one of six minutes ago', { at: Date.now() - 6 * MINUTE }, 'gateway_signature_old'],
    ['one of six minutes ahead', { at: Date.now() + 6 * MINUTE }, 'gateway_signature_early'],
    ['that of another secret', { secret: `whsec_${'ab'.repeat(22)}` }, 'gateway_signature_wrong'],
    ['that of another id', { headers: { 'webhook-id': 'msg_2' } }, 'gateway_signature_wrong'],
    ['that of no version', { headers: { 'webhook-signature': 'v2,abc v1' } }, 'gateway_signature_wrong'],
    ['that of another gateway', { id: 999_999 }, 'gateway_signature_wrong'],
    ['that of a gateway beyond measure', { id: 99_999_999_999 }, 'gateway_signature_wrong'],
  ])('%s is refused with what to do', async (_what, signing, reason) => {
    const refused = await pay('unsigned', {}, signing);
    expect(refused).toMatchObject({ status: 401, body: { error: { reason } } });
    expect((await call('status', { paymentId: 'unsigned' })).body.status).toBe('unknown');
  });

  test('of four minutes ago, and one right among several, are taken', async () => {
    expect((await pay('s-1', {}, { at: Date.now() - 4 * MINUTE })).status).toBe(200);
    const text = JSON.stringify({ paymentId: 's-1' });
    const right = new Webhook(gateway.secret).sign('msg_1', new Date(), text);
    const headers = { 'webhook-signature': `v1,d3Jvbmc= ${right}` };
    expect((await call('status', text, { headers })).body.status).toBe('paid');
  });

  test('is over the bytes: spaces and order in them count, and what is signed and no JSON is refused as such', async () => {
    expect((await call('status', '{ "paymentId" :\n "s-1" }')).body.status).toBe('paid');
    expect(await call('status', '{"paymentId"')).toMatchObject({ status: 400 });
    expect(await call('status', '')).toMatchObject({ status: 400 });
  });

  test('a new secret goes beside the former one for a day', async () => {
    const made = (await admin.post('/payments/gateways', { name: 'Rotated' })).body;
    const { secret } = (await admin.post(`/payments/gateways/${made.id}/secret`)).body;
    expect(secret).toMatch(/^whsec_/);
    const body = { paymentId: 'r' };
    for (const good of [secret, made.secret])
      expect((await call('status', body, { id: made.id, secret: good })).status).toBe(200);
    expect((await admin.get(`/payments/gateways/${made.id}`)).body.formerSecretUntil).not.toBeNull();
    await app.core.sql`update payment_gateway set former_until = now() - interval '1 second' where id = ${made.id}`;
    expect((await call('status', body, { id: made.id, secret: made.secret })).status).toBe(401);
    expect((await call('status', body, { id: made.id, secret })).status).toBe(200);
  });

  test('secrets are told once, and stand nowhere in the database', async () => {
    const { items } = (await admin.get('/payments/gateways')).body;
    expect(JSON.stringify(items)).not.toContain('whsec_');
    const [stored] = await app.core.sql<{ text: string }[]>`
      select (select string_agg(g::text, ' ') from payment_gateway g) || (select string_agg(c::text, ' ') from audit_change c) as text`;
    expect(stored?.text).not.toContain(gateway.secret.slice(6));
  });

  test('a gateway that is off, or is called from elsewhere, says so to whoever signs', async () => {
    const made = (await admin.post('/payments/gateways', { name: 'Off' })).body;
    const at = `/payments/gateways/${made.id}`;
    await admin.patch(at, { networks: ['192.0.2.0/24'] });
    expect(await pay('n', {}, made)).toMatchObject({
      status: 403,
      body: { error: { reason: 'gateway_address_foreign' } },
    });
    await admin.patch(at, { networks: ['127.0.0.1', '::1'] });
    expect((await call('status', { paymentId: 'n' }, made)).status).toBe(200);
    await admin.patch(at, { enabled: false });
    expect(await pay('n', {}, made)).toMatchObject({ status: 403, body: { error: { reason: 'gateway_off' } } });
  });

  test('whoever sends wrong ones again and again has to wait, and right ones do not', async () => {
    const statuses = [];
    for (let i = 0; i < 70; i++) statuses.push((await pay('flood', {}, { headers: { 'webhook-id': 'x' } })).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await call('status', { paymentId: 's-1' })).status).toBe(200);
    // Keys are counted apart: a billing beside a provider with an old secret goes on.
    expect((await withKey(app, 'a-key-that-is-wrong').get('/organizations')).status).toBe(401);
  });
});

describe('gateways are the provider’s alone', () => {
  test('twenty at the most', async () => {
    const { items } = (await admin.get('/payments/gateways')).body;
    for (let i = items.length; i < 20; i++) await admin.post('/payments/gateways', { name: `g${i}` });
    const refused = await admin.post('/payments/gateways', { name: 'one more' });
    expect(refused.body.error).toMatchObject({ code: 'limit', reason: 'gateways_too_many' });
  });

  test('nobody else reads or changes them', async () => {
    const owner = await signedIn(app, a.ownerLogin, PASSWORD);
    const viewer = await signedIn(app, a.viewerLogin, PASSWORD);
    for (const client of [owner, viewer]) {
      expect((await client.get('/payments/gateways')).status).toBe(403);
      expect((await client.get(`/payments/gateways/${gateway.id}`)).status).toBe(403);
      expect((await client.post('/payments/gateways', { name: 'mine' })).status).toBe(403);
      expect((await client.patch(`/payments/gateways/${gateway.id}`, { enabled: false })).status).toBe(403);
      expect((await client.post(`/payments/gateways/${gateway.id}/secret`)).status).toBe(403);
      expect((await client.delete(`/payments/gateways/${gateway.id}`)).status).toBe(403);
      expect((await client.get('/payments/conflicts')).status).toBe(403);
      expect((await client.post('/payments/conflicts/1/close')).status).toBe(403);
    }
  });

  test('another domain’s gateways and conflicts are not there', async () => {
    await app.core.sql`insert into domain (id, title) overriding system value values (77, 'Other')`;
    const [foreign] = await app.core.sql<{ id: number }[]>`
      insert into payment_gateway (domain_id, name) values (77, 'foreign') returning id`;
    const at = `/payments/gateways/${foreign?.id}`;
    const key = withKey(app, ADMIN.apiKey);
    for (const client of [admin, key]) {
      expect((await client.get(at)).status).toBe(404);
      expect((await client.patch(at, { name: 'mine' })).status).toBe(404);
      expect((await client.post(`${at}/secret`)).status).toBe(404);
      expect((await client.delete(at)).status).toBe(404);
    }
  });
});
