import { afterAll, beforeAll, expect, test } from 'vitest';
import { syncContracts } from '../../src/core/billing/synchronization.ts';
import { openSession } from '../../src/core/sessions/sessions.ts';
import { apiClient, type Client } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { phoneUser } from '../support/asking.ts';
import { connectorFile } from '../support/billing.ts';
import { HttpBilling } from '../support/http-billing.ts';
import { administrator } from '../support/tenants.ts';

const PHONE = '89103523378';
const billing = new HttpBilling();
let app: TestApp;
let admin: Client;

beforeAll(async () => {
  await billing.start();
  billing.contracts.set(101, { phones: [PHONE], open: true, paid: true });
  billing.contracts.set(102, { phones: [PHONE, '89160000000'], open: true, paid: false });
  const file = connectorFile(billing.config({ cacheSeconds: 1 }));
  app = await testApp({ env: { CONNECTOR: file.path } }).finally(file.remove);
  admin = await administrator(app);
});
afterAll(async () => {
  await app?.close();
  await billing.stop();
});

/** Signed in by a telephone. */
async function person(phone: string): Promise<Client> {
  const user = await phoneUser(app.core, phone);
  await syncContracts(app.core, user);
  const session = await openSession(app.core, user, app.system.trace);
  return apiClient(app, { cookie: `vedette_session=${session}`, 'x-requested-with': 'vedette' });
}

test('a person of a telephone sees its contracts as the billing has them, each with whether it is paid', async () => {
  const client = await person(PHONE);
  const { status, body } = await client.get('/me/contracts');
  expect(status).toBe(200);
  expect(body).toMatchObject({ connected: true, stale: false, asOf: expect.stringMatching(/Z$/) });
  const own = (
    await app.core.sql`select id, outside_uid as uid from organization where outside_uid is not null order by id`
  ).map(({ id, uid }) => ({ organizationId: id, uid }));
  expect(body.items).toMatchObject(own);
  expect(body.items[0]).toEqual({
    organizationId: own[0]?.organizationId,
    uid: '101',
    login: '00101',
    address: 'Contract 101',
    state: 'paid',
    services: {
      internet: { price: 0, until: null },
      tv: { price: 0, until: null },
      phone: { price: 0, until: null },
      cameras: { name: '', price: 261, until: '2035-11-12' },
    },
    currency: 'RUB',
    balance: 50,
    payment: 500,
    mayShowInvoices: true,
    mayShowDetails: false,
    mayShowReceipt: false,
  });
  expect(body.items[1].state).toBe('unpaid');
});

test('and nobody else sees them', async () => {
  const other = await person('89160000000');
  expect((await other.get('/me/contracts')).body.items.map(({ uid }: { uid: string }) => uid)).toEqual(['102']);
  expect((await admin.get('/me/contracts')).body).toEqual({ connected: true, items: [], asOf: null, stale: false });
});

test('who signs in by password sees the contract that they belong to and whether it is paid, without its prices', async () => {
  const [contract] = await app.core.sql<{ id: number; title: string }[]>`
    select id, title from organization where outside_uid = '102'`;
  const member = { login: 'member', password: 'a-good-password', organizationId: contract?.id };
  const { id } = (await admin.post('/users', member)).body;
  const session = await openSession(app.core, id, app.system.trace);
  const client = apiClient(app, { cookie: `vedette_session=${session}`, 'x-requested-with': 'vedette' });
  const { body } = await client.get('/me/contracts');
  expect(body).toMatchObject({ connected: true, stale: false, asOf: expect.stringMatching(/Z$/) });
  expect(body.items).toMatchObject([
    {
      ...{ organizationId: contract?.id, uid: '102', login: '102', address: contract?.title, state: 'unpaid' },
      ...{ services: null, balance: null, payment: null },
    },
  ]);
});

test('while the billing is down they see what it said last, marked so; who was never asked about is told the truth', async () => {
  const client = await person('89170000000');
  const known = await person('89161111111');
  billing.contracts.set(103, { phones: ['89161111111'], open: true, paid: true });
  await expect
    .poll(async () => (await known.get('/me/contracts')).body.items[0]?.state, { timeout: 10_000 })
    .toBe('paid');
  billing.mood = 'page';
  await expect.poll(async () => (await known.get('/me/contracts')).body.stale, { timeout: 10_000 }).toBe(true);
  expect((await known.get('/me/contracts')).body.items).toMatchObject([{ uid: '103', state: 'paid' }]);
  const never = await client.get('/me/contracts');
  expect([never.status, never.body.error.code]).toEqual([503, 'unavailable']);
  const { body } = await admin.get('/connector');
  expect(body.lastError.message).toContain('the billing answers what is no JSON (text/html');
  billing.mood = 'well';
});

test('an administrator asks the billing and is told what is wrong with its answers', async () => {
  const good = await admin.post('/connector/ask', { phone: '+7 910 352-33-78' });
  expect(
    good.body.tried.map(({ question, subject }: { question: string; subject: string }) => `${question} ${subject}`),
  ).toEqual([`contracts ${PHONE}`, `rows ${PHONE}`, 'state 101', 'apartment 101', 'state 102', 'apartment 102']);
  expect(good.body.remarks).toContain('billingList has no column detail: none is shown');
  billing.mood = 'nonsense';
  const bad = await admin.post('/connector/ask', { uid: '101' });
  billing.mood = 'well';
  expect(bad.body.tried[0]).toMatchObject({ problem: 'camsActiv: the billing says "table crashed"' });
  expect((await admin.post('/connector/ask', { phone: '12' })).body.error.fields).toHaveProperty('phone');
  expect((await admin.post('/connector/ask', {})).status).toBe(400);
});

test('what the billing barred is lifted by its answer alone while it is asked', async () => {
  const rows = await app.core.sql`select id from organization where outside_uid = '102'`;
  const path = `/organizations/${rows[0]?.id}/blocks/connector`;
  expect((await admin.delete(path)).status).toBe(403);
  const alone = await testApp();
  const id = (await (await administrator(alone)).post('/organizations', { title: 'Left' })).body.id;
  await alone.core
    .sql`insert into block (subject_kind, subject_id, source, reason) values ('organization', ${id}, 'connector', 'unpaid')`;
  const client = await administrator(alone);
  expect((await client.put(`/organizations/${id}/blocks/connector`, {})).status).toBe(403);
  expect((await client.delete(`/organizations/${id}/blocks/connector`)).status).toBe(200);
  expect((await client.get(`/organizations/${id}`)).body.blocks).toEqual([]);
  await alone.close();
});
