import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { issueInvoice } from '../../src/core/invoices/issuing.ts';
import { invoiceById, invoicePage } from '../../src/core/invoices/operations.ts';
import { voidInvoice } from '../../src/core/invoices/voiding.ts';
import { correctBalance } from '../../src/core/ledger/corrections.ts';
import { payIn } from '../../src/core/ledger/operations.ts';
import { refundPayment } from '../../src/core/ledger/refunds.ts';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import { createPlan } from '../../src/core/plans/operations.ts';
import { setPlanPrice } from '../../src/core/plans/prices.ts';
import { createPreset } from '../../src/core/presets/operations.ts';
import { closeMonth } from '../../src/core/rating/months.ts';
import { rateDay as rate } from '../../src/core/rating/rate.ts';
import { setRequisites } from '../../src/core/requisites/operations.ts';
import { addDays } from '../../src/core/time.ts';
import { rateDay } from '../support/charges.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';
import { RUSSIAN_SELLER } from '../support/requisites.ts';

let t: TestCore;
let id = 0;
let now = new Date();
beforeAll(async () => {
  const made = await testCore();
  t = { ...made, core: { ...made.core, clock: () => now } };
  await setRequisites(t.core, SYSTEM, RUSSIAN_SELLER);
  now = new Date('2026-07-02T10:00:00Z');
  for (const month of ['2026-04', '2026-05', '2026-06']) await closeMonth(t.core, SYSTEM, month);
});
afterAll(async () => await t.close());
beforeEach(async () => {
  now = new Date('2026-07-02T10:00:00Z');
  id = (await createOrganization(t.core, SYSTEM, { title: 'Payer' })).id;
  for (const day of ['2026-04-30', '2026-05-01', '2026-05-31', '2026-06-01', '2026-07-01'])
    await rateDay(t.core, day, [{ organizationId: id, amount: 100n }]);
});

const issue = async (month: string) => (await issueInvoice(t.core, SYSTEM, id, month))[0] ?? 0;
const pay = (amountMinor: bigint) => payIn(t.core, BILLING, { organizationId: id, amountMinor });
const correct = (amountMinor: bigint) =>
  correctBalance(t.core, SYSTEM, { organizationId: id, amountMinor, reason: 'as agreed' });
const statuses = async () => {
  const { items } = await invoicePage(t.core, SYSTEM, { organizationId: id }, { limit: 10 });
  return items.map(({ month, status }) => `${month} ${status}`).sort();
};

test('the oldest are paid first, by sums that cover all up to the end of their month, and later days do not count', async () => {
  for (const month of ['2026-06', '2026-04', '2026-05']) await issue(month);
  expect(await statuses()).toEqual(['2026-04 open', '2026-05 open', '2026-06 open']);
  await pay(99n);
  expect(await statuses()).toEqual(['2026-04 open', '2026-05 open', '2026-06 open']);
  now = new Date('2026-07-03T10:00:00Z');
  await pay(1n);
  expect(await statuses()).toEqual(['2026-04 paid', '2026-05 open', '2026-06 open']);
  const [first] = (await invoicePage(t.core, SYSTEM, { organizationId: id, status: 'paid' }, { limit: 10 })).items;
  expect(first?.paidAt).toEqual(now);
  now = new Date('2026-07-04T10:00:00Z');
  await pay(299n);
  expect(await statuses()).toEqual(['2026-04 paid', '2026-05 paid', '2026-06 open']);
  await correct(1n);
  expect(await statuses()).toEqual(['2026-04 paid', '2026-05 paid', '2026-06 paid']);
  expect((await invoiceById(t.core, SYSTEM, first?.id ?? 0)).paidAt).toEqual(new Date('2026-07-03T10:00:00Z'));
  await rateDay(t.core, '2026-07-02', [{ organizationId: id, amount: 5000n }]);
  await pay(1n);
  expect(await statuses()).toEqual(['2026-04 paid', '2026-05 paid', '2026-06 paid']);
});

test('a refund and a correction open the newest again', async () => {
  const payment = await pay(400n);
  const invoices = [await issue('2026-04'), await issue('2026-05'), await issue('2026-06')];
  expect(await statuses()).toEqual(['2026-04 paid', '2026-05 paid', '2026-06 paid']);
  await refundPayment(t.core, SYSTEM, { organizationId: id, paymentId: payment, amountMinor: 1n, reason: 'back' });
  expect(await statuses()).toEqual(['2026-04 paid', '2026-05 paid', '2026-06 open']);
  expect(await invoiceById(t.core, SYSTEM, invoices[2] ?? 0)).toMatchObject({ status: 'open', paidAt: null });
  await correct(-300n);
  expect(await statuses()).toEqual(['2026-04 open', '2026-05 open', '2026-06 open']);
});

test('what was paid before is paid at once, and says how much is left otherwise', async () => {
  await pay(250n);
  const [april, may, june] = [await issue('2026-04'), await issue('2026-05'), await issue('2026-06')];
  const dues = await Promise.all(
    [april, may, june].map(async (one) => (await invoiceById(t.core, SYSTEM, one)).document.due),
  );
  expect(dues).toEqual([0n, 50n, 100n]);
  expect(await statuses()).toEqual(['2026-04 paid', '2026-05 open', '2026-06 open']);
});

test('a void invoice stays void whatever is paid, and money in another currency pays nothing', async () => {
  const april = await issue('2026-04');
  await voidInvoice(t.core, SYSTEM, april, 'wrong');
  const again = await issue('2026-04');
  await t.core.sql`update domain set currency = 'EUR'`;
  await pay(1000n);
  await t.core.sql`update domain set currency = 'RUB'`;
  expect((await invoiceById(t.core, SYSTEM, again)).status).toBe('open');
  await pay(1000n);
  expect((await invoiceById(t.core, SYSTEM, again)).status).toBe('paid');
  expect((await invoiceById(t.core, SYSTEM, april)).status).toBe('void');
});

test('payments that come while invoices are made miss none of them', async () => {
  const made: number[] = [];
  for (let i = 0; i < 12; i++) {
    id = (await createOrganization(t.core, SYSTEM, { title: `At once ${i}` })).id;
    await rateDay(t.core, '2026-04-30', [{ organizationId: id, amount: 100n }]);
    const [invoices] = await Promise.all([issueInvoice(t.core, SYSTEM, id, '2026-04'), pay(60n), pay(40n)]);
    made.push(...invoices);
  }
  const all = await Promise.all(made.map(async (one) => (await invoiceById(t.core, SYSTEM, one)).status));
  expect(all).toEqual(made.map(() => 'paid'));
});

test('an earlier month that is rated again opens what it no longer pays', async () => {
  const { core } = t;
  now = new Date('2027-03-31T08:00:00Z');
  await core.sql`update domain set time_zone = 'UTC', charging = 'postpaid', charging_from = '2027-03-31'`;
  const preset = await createPreset(core, SYSTEM, { title: 'day', archiveDays: 1 });
  const plan = await createPlan(core, SYSTEM, { name: 'Day', presetId: preset.id, isDefault: true });
  await setPlanPrice(core, SYSTEM, plan.id, '2027-03-31', 3100n);
  await setPlanPrice(core, SYSTEM, plan.id, '2027-04-01', 3000n);
  await createCamera(core, SYSTEM, { name: 'rated', organizationId: id, presetId: preset.id });
  now = new Date('2027-05-02T08:00:00Z');
  for (let day = '2027-03-31'; day < '2027-05-01'; day = addDays(day, 1)) await rate(core, SYSTEM, day);
  await closeMonth(core, SYSTEM, '2027-04');
  await pay(500n + 100n + 3000n);
  const april = await issue('2027-04');
  expect(await invoiceById(core, SYSTEM, april)).toMatchObject({ status: 'paid', total: { amount: 3000n } });
  await setPlanPrice(core, SYSTEM, plan.id, '2027-03-31', 6200n);
  await rate(core, SYSTEM, '2027-03-31');
  expect((await invoiceById(core, SYSTEM, april)).status).toBe('open');
  await pay(100n);
  expect((await invoiceById(core, SYSTEM, april)).status).toBe('paid');
  await core.sql`update domain set charging = 'none'`;
});
