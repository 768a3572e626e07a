import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correctBalance } from '../../src/core/ledger/corrections.ts';
import { debtors, moneyMonth } from '../../src/core/ledger/month.ts';
import { refundPayment } from '../../src/core/ledger/refunds.ts';
import { balanceState } from '../../src/core/ledger/state.ts';
import { type Client, signedIn } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { rateDay } from '../support/charges.ts';
import { SYSTEM } from '../support/core.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;
let owner: Client;
let viewer: Client;
let at = '';
beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
  at = `/organizations/${a.organization}`;
});
afterAll(async () => await app.close());

const fieldsOf = (answer: { body: { error: { fields?: object } } }) => Object.keys(answer.body.error.fields ?? {});

describe('corrections', () => {
  test('go both ways with a reason, and are entered once by their id', async () => {
    const up = await admin.post(`${at}/corrections`, { amount: '10', reason: 'goodwill', correctionId: 'C-1' });
    expect(up).toMatchObject({ status: 201, body: { balances: [{ amount: '10.00', currency: 'RUB' }] } });
    expect((await admin.post(`${at}/corrections`, { amount: '10.00', reason: 'x', correctionId: 'C-1' })).body).toEqual(
      up.body,
    );
    const other = await admin.post(`${at}/corrections`, { amount: '-10', reason: 'x', correctionId: 'C-1' });
    expect(other.status).toBe(409);
    expect(other.body.error).toMatchObject({
      reason: 'correction_entered',
      params: { amount: '10.00', payment: 'C-1' },
    });
    const down = await admin.post(`${at}/corrections`, { amount: '-12.5', reason: 'broken meter' });
    expect(down.body.balances[0].amount).toBe('-2.50');
    const [line] = (await owner.get(`${at}/statement?kind=correction`)).body.items;
    expect(line).toMatchObject({ amount: '-12.50', comment: 'broken meter', balance: '-2.50', refundable: null });
  });

  test.each([
    ['no reason', { amount: '1' }, 'reason'],
    ['a reason of spaces', { amount: '1', reason: '  ' }, 'reason'],
    ['nothing', { amount: '0', reason: 'x' }, 'amount'],
    ['too many decimals', { amount: '0.001', reason: 'x' }, 'amount'],
    ['too much', { amount: '-99999999999999', reason: 'x' }, 'amount'],
    ['another currency', { amount: '1', reason: 'x', currency: 'EUR' }, 'currency'],
  ])('are refused with %s', async (_what, body, field) => {
    const refused = await admin.post(`${at}/corrections`, body);
    expect([refused.status, fieldsOf(refused)]).toEqual([400, [field]]);
  });
});

describe('refunds', () => {
  test('give back what was paid and no more, once by their id', async () => {
    const { id: payment } = (await admin.post(`${at}/payments`, { amount: '100', paymentId: 'P-1' })).body;
    const refund = (body: object) => admin.post(`${at}/refunds`, { payment, reason: 'paid twice', ...body });
    const first = await refund({ amount: '60', refundId: 'R-1' });
    expect(first.status).toBe(201);
    expect((await refund({ amount: '60', refundId: 'R-1' })).body.id).toBe(first.body.id);
    expect((await refund({ amount: '61', refundId: 'R-1' })).body.error).toMatchObject({
      reason: 'refund_entered',
      params: { amount: '60.00' },
    });
    const tooMuch = await refund({ amount: '40.01' });
    expect([tooMuch.status, fieldsOf(tooMuch)]).toEqual([400, ['amount']]);
    const together = await Promise.all(Array.from({ length: 5 }, () => refund({ amount: '10' })));
    expect(together.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 400]);
    const { items } = (await admin.get(`${at}/statement?kind=payment`)).body;
    expect(items[0]).toMatchObject({ id: payment, refundable: '0.00' });
    const given = (await admin.get(`${at}/statement?kind=refund`)).body.items;
    expect(given).toHaveLength(5);
    expect(given.at(-1)).toMatchObject({
      amount: '-60.00',
      refundOf: payment,
      paymentId: 'R-1',
      comment: 'paid twice',
    });
  });

  test.each([
    ['nothing', { amount: '0', reason: 'x' }, 'amount'],
    ['less than nothing', { amount: '-1', reason: 'x' }, 'amount'],
    ['no reason', { amount: '1' }, 'reason'],
    ['another currency', { amount: '1', reason: 'x', currency: 'EUR' }, 'currency'],
    ['a payment that is not there', { amount: '1', reason: 'x', payment: 999_999 }, 'payment'],
  ])('are refused with %s', async (_what, body, field) => {
    const { id: payment } = (await admin.post(`${at}/payments`, { amount: '5' })).body;
    const refused = await admin.post(`${at}/refunds`, { payment, ...body });
    expect([refused.status, fieldsOf(refused)]).toEqual([400, [field]]);
  });

  test('are not given of a correction, nor of the payment of another contract', async () => {
    const correction = (await admin.post(`${at}/corrections`, { amount: '5', reason: 'x' })).body.id;
    const foreign = (await admin.post(`/organizations/${b.organization}/payments`, { amount: '5' })).body.id;
    for (const payment of [correction, foreign]) {
      const refused = await admin.post(`${at}/refunds`, { payment, amount: '1', reason: 'x' });
      expect([refused.status, fieldsOf(refused)]).toEqual([400, ['payment']]);
    }
  });
});

describe('who may', () => {
  test('see the balance and the statement: the owner; enter anything: the provider alone', async () => {
    for (const path of ['balance', 'balance?asOf=2026-01-01', 'statement', 'statement?from=2026-01-01&kind=charge']) {
      expect((await owner.get(`${at}/${path}`)).status).toBe(200);
      expect((await viewer.get(`${at}/${path}`)).status).toBe(403);
      for (const id of [b.organization, 999_999])
        expect((await owner.get(`/organizations/${id}/${path}`)).status).toBe(404);
    }
    const bodies = {
      payments: { amount: '1' },
      corrections: { amount: '1', reason: 'x' },
      refunds: { payment: 1, amount: '1', reason: 'x' },
    };
    for (const [path, body] of Object.entries(bodies)) {
      for (const client of [owner, viewer]) expect((await client.post(`${at}/${path}`, body)).status).toBe(403);
      expect((await admin.post(`/organizations/999999/${path}`, body)).status).toBe(404);
    }
    for (const client of [owner, viewer]) {
      expect((await client.get('/money/month?month=2026-01')).status).toBe(403);
      expect((await client.get('/money/month/debtors?month=2026-01')).status).toBe(403);
    }
  });

  test('reach nothing of another domain', async () => {
    const { core } = app;
    await core.sql`insert into domain (id, title) values (77, 'Elsewhere')`;
    const stranger = { ...SYSTEM, domainId: 77 };
    const { organization: organizationId } = a;
    const [payment] = await core.sql`select min(id) as id from ledger_entry where kind = 'payment'`;
    const missing = { kind: 'not_found' };
    const correction = { organizationId, amountMinor: 1n, reason: 'x' };
    await expect(correctBalance(core, stranger, correction)).rejects.toMatchObject(missing);
    const refund = { ...correction, paymentId: Number(payment?.id) };
    await expect(refundPayment(core, stranger, refund)).rejects.toMatchObject(missing);
    await expect(balanceState(core, stranger, organizationId)).rejects.toMatchObject(missing);
    const month = await moneyMonth(core, stranger, new Date().toISOString().slice(0, 7));
    expect(month.currencies).toMatchObject([{ charged: 0n, paid: 0n, refunded: 0n, corrected: 0n, owed: 0n }]);
    expect((await debtors(core, stranger, '2026-11', { limit: 10 })).items).toEqual([]);
  });
});

describe('the month', () => {
  test('counts what was charged, paid, given back and corrected, and what is owed at its end', async () => {
    const { core } = app;
    await rateDay(core, '2026-02-28', [{ organizationId: b.organization, amount: 5000n }]);
    await rateDay(core, '2026-03-01', [
      { organizationId: b.organization, amount: 700n },
      { organizationId: a.organization, amount: 100n },
    ]);
    const february = (await admin.get('/money/month?month=2026-02')).body;
    expect(february.currencies).toEqual([
      { currency: 'RUB', charged: '50.00', paid: '0.00', refunded: '0.00', corrected: '0.00', owed: '50.00' },
    ]);
    const march = (await admin.get('/money/month?month=2026-03')).body;
    expect(march.currencies[0]).toMatchObject({ charged: '8.00', owed: '58.00' });
    const first = (await admin.get('/money/month/debtors?month=2026-03&limit=1')).body;
    expect(first.items).toEqual([
      {
        organization: { id: b.organization, title: 'bob' },
        owes: { amount: '57.00', currency: 'RUB' },
        blockedForBalance: false,
      },
    ]);
    const second = (await admin.get(`/money/month/debtors?month=2026-03&limit=1&after=${first.next}`)).body;
    expect(second.items.map((item: { organization: { id: number } }) => item.organization.id)).toEqual([
      a.organization,
    ]);
    expect(second.next).toBeNull();
    const now = (await admin.get(`/money/month?month=${new Date().toISOString().slice(0, 7)}`)).body;
    expect(Number(now.currencies[0].paid)).toBeGreaterThan(100);
    expect(Number(now.currencies[0].refunded)).toBe(100);
  });

  test.each(['2026-13', '2026-00', '1969-01', '2026-1', 'x', ''])('is not "%s"', async (month) => {
    expect((await admin.get(`/money/month?month=${month}`)).status).toBe(400);
    expect((await admin.get(`/money/month/debtors?month=${month}`)).status).toBe(400);
  });

  test.each(['2026-02-30', '2026-13-01', '9999-12-31', 'x'])('has no day "%s"', async (day) => {
    expect((await admin.get(`${at}/balance?asOf=${day}`)).status).toBe(400);
    expect((await admin.get(`${at}/statement?from=${day}`)).status).toBe(400);
    expect((await admin.get(`${at}/statement?to=${day}`)).status).toBe(400);
  });
});

test('a prepaid contract is told what to pay, and its cameras come back with the payment', async () => {
  await admin.patch('/settings', { charging: 'prepaid', creditFloor: '-10.00', balanceWarningDays: 2 });
  const balance = Number((await admin.get(`${at}/balance`)).body.balances[0].amount);
  await admin.post(`${at}/corrections`, { amount: String(-20 - balance), reason: 'below' });
  expect((await owner.get(`${at}/balance`)).body).toMatchObject({
    charging: 'prepaid',
    floor: { amount: '-10.00', currency: 'RUB' },
    due: { amount: '10.00', currency: 'RUB' },
    blockedForBalance: true,
    daysLeft: 0,
    lastsUntil: null,
  });
  expect((await admin.get(at)).body.blocks).toMatchObject([{ source: 'billing', reason: 'balance' }]);
  expect((await admin.get('/money/month?month=2026-11')).body.blocked).toBeGreaterThan(0);
  await admin.post(`${at}/payments`, { amount: '10' });
  expect((await admin.get(at)).body.blocks).toEqual([]);
  expect((await admin.patch('/settings', { creditFloor: '1,5' })).status).toBe(400);
});
