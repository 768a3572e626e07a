import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueInvoice } from '../../../src/core/invoices/issuing.ts';
import { voidInvoice } from '../../../src/core/invoices/voiding.ts';
import { payIn } from '../../../src/core/ledger/operations.ts';
import { setMember } from '../../../src/core/organizations/members.ts';
import { closeMonth } from '../../../src/core/rating/months.ts';
import { setRequisites } from '../../../src/core/requisites/operations.ts';
import { openSession } from '../../../src/core/sessions/sessions.ts';
import { createUser } from '../../../src/core/users/operations.ts';
import { rateDay } from '../../support/charges.ts';
import { RUSSIAN_SELLER } from '../../support/requisites.ts';
import { MobileBed, OFF, OK } from './mobile-bed.ts';
import { ANNA, row } from './mobile-support.ts';
import { type Answer, send } from './support.ts';

/** Moved forward by a test, never back. */
let ahead = 0;
let bed: MobileBed;
let year: string;
beforeAll(async () => {
  bed = await MobileBed.start({ clock: () => new Date(Date.now() + ahead) });
  const { core, system } = bed.app;
  year = new Date().toISOString().slice(0, 4);
  await setRequisites(core, system, { ...RUSSIAN_SELLER, numberPrefix: 'VS-', makesActs: true });
  for (const month of ['2026-01', '2026-02']) {
    for (const organizationId of [bed.a.organization, bed.b.organization])
      await rateDay(core, `${month}-0${organizationId === bed.a.organization ? 3 : 4}`, [
        { organizationId, amount: 12_200n },
      ]);
    await closeMonth(core, system, month);
    await issueInvoice(core, system, bed.a.organization, month);
  }
  await rateDay(core, '2026-03-01', [{ organizationId: bed.a.organization, amount: 50n }]);
  await payIn(core, system, { organizationId: bed.a.organization, amountMinor: 10_000n, outsideId: 'K-7' });
});
afterAll(async () => await bed.app.close());

const ask = (method: string, body: object = {}, token?: string) =>
  bed.ask(`pay/${method}`, { clientId: '10', ...body }, token);

/** As a browser opens a link that an app was given. */
const open = (link: string): Promise<Answer> => send(bed.app, new URL(link).pathname, { method: 'GET' });

async function details(): Promise<readonly { id: number; date: string; sum: number; dsc: string }[]> {
  return (await ask('getDetail', { year: '2026' })).json.data;
}

describe('pay/getInvoice', () => {
  test('answers the newest, with a link that a browser opens without a token', async () => {
    const { status, json } = await ask('getInvoice', { amount: '100' });
    expect(status).toBe(200);
    const link = expect.stringMatching(/^http:\/\/[^/]+\/api\/pay\/document\/[\w-]{44}$/);
    const date = expect.stringMatching(/^\d\d\.\d\d\.\d{4}$/);
    expect(json).toEqual({ ...OK, data: { invoice: link, number: `VS-${year}-000002`, date } });
    const file = await open(json.data.invoice);
    expect([file.status, file.headers['content-type'], file.text.slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    expect(file.headers['content-disposition']).toBe(
      `inline; filename*=UTF-8''${encodeURIComponent(`Счёт VS-${year}-000002.pdf`)}`,
    );
    expect(file.headers['cache-control']).toBe('private, no-store');
  });

  test('answers that of a month', async () => {
    expect((await ask('getInvoice', { month: '2026-01' })).json.data.number).toBe(`VS-${year}-000001`);
    expect((await ask('getInvoice', { month: '2026-03' })).status).toBe(404);
    expect((await ask('getInvoice', { month: '2026-13' })).status).toBe(422);
  });

  test('says so where there is none yet', async () => {
    const { status, json } = await ask('getInvoice', { clientId: '101' });
    expect([status, json.message]).toEqual([404, 'Счетов пока нет']);
  });
});

test('pay/getDetail answers the movements of a year, newest first, sums with a decimal', async () => {
  const { text } = await ask('getDetail');
  expect(text).toMatch(/"sum":100\.0,/);
  const items = await details();
  const charged = (day: string, sum: number) => ({
    id: expect.any(Number),
    date: expect.stringMatching(new RegExp(`^\\d\\d:\\d\\d ${day}$`)),
    sum,
    dsc: `Начисление за ${day}`,
  });
  const paid = {
    id: expect.any(Number),
    date: expect.stringMatching(/^\d\d:\d\d \d\d\.\d\d\.\d{4}$/),
    sum: 100,
    dsc: 'Платеж',
  };
  expect(items.filter(({ dsc }) => dsc.startsWith('Начисление'))).toEqual([
    charged('01.03.2026', -0.5),
    charged('03.02.2026', -122),
    charged('03.01.2026', -122),
  ]);
  const thisYear = (await ask('getDetail')).json.data;
  expect(thisYear[0]).toEqual(paid);
  expect((await ask('getDetail', { year: '2020' })).json.data).toEqual([]);
  expect((await ask('getDetail', { year: 'now' })).status).toBe(422);
});

describe('pay/getReceipt', () => {
  test('of a charge answers the act of its month', async () => {
    const charge = (await details()).find(({ dsc }) => dsc.endsWith('03.01.2026'));
    const { json } = await ask('getReceipt', { receiptId: charge?.id });
    expect(json.data).toMatchObject({
      number: `VS-${year}-000001`,
      date: '31.01.2026',
      sum: 122,
      start: '01.01.2026',
      end: '31.01.2026',
    });
    const file = await open(json.data.receipt);
    expect([file.status, file.text.slice(0, 5)]).toEqual([200, '%PDF-']);
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain(`Акт VS-${year}-000001.pdf`);
  });

  test('of a month without one says so, and without an id answers the newest', async () => {
    const charge = (await details()).find(({ dsc }) => dsc.endsWith('01.03.2026'));
    expect((await ask('getReceipt', { receiptId: charge?.id })).json.message).toBe(
      'Акт за этот месяц еще не выставлен',
    );
    expect((await ask('getReceipt')).json.data.number).toBe(`VS-${year}-000002`);
  });

  test('of a payment answers what was paid', async () => {
    const [payment] = (await ask('getDetail')).json.data;
    const { json } = await ask('getReceipt', { receiptId: String(payment.id) });
    expect(json.data).toMatchObject({ receipt: '', number: 'K-7', sum: 100, dsc: 'Платеж' });
  });

  test('of another contract’s movement, and of none, is not found', async () => {
    const { core } = bed.app;
    const [foreign] = await core.sql<{ id: number }[]>`
      select p.entry_id as id from ledger_posting p join ledger_account a on a.id = p.account_id
      where a.organization_id = ${bed.b.organization} limit 1`;
    for (const receiptId of [foreign?.id, 0, 999_999_999, 'x'])
      expect((await ask('getReceipt', { receiptId })).status).toBe(404);
  });
});

describe.each(['getInvoice', 'getDetail', 'getReceipt'])('pay/%s', (method) => {
  test.each(['20', '30', 'none'])('of the contract %s, which is not the caller’s, is refused', async (clientId) => {
    const { status, json } = await ask(method, { clientId });
    expect([status, json]).toEqual([404, OFF]);
  });

  test('without a contract is malformed', async () => {
    expect((await bed.ask(`pay/${method}`, {})).status).toBe(422);
  });

  test('knows a contract by the login of the billing’s rows', async () => {
    bed.billing.rows.set(ANNA, [row({ uid: '10', login: '00101' })]);
    expect((await ask(method, { clientId: '00101' })).status).toBe(200);
  });

  test('is closed for somebody who merely watches cameras of the contract', async () => {
    const { core, system } = bed.app;
    const { id } = await createUser(core, system, { login: `guest-${method}`, password: 'guest-password' });
    await setMember(core, system, bed.a.organization, id, {});
    await core.feed.settled();
    const guest = await openSession(core, id, system.trace);
    expect((await ask(method, {}, guest)).status).toBe(403);
    await setMember(core, system, bed.a.organization, id, { editUsers: true });
    await core.feed.settled();
    expect((await ask(method, {}, guest)).status).toBe(200);
  });
});

describe('a link to a document', () => {
  const link = async () => (await ask('getInvoice')).json.data.invoice as string;

  test('changed in any letter opens nothing', async () => {
    const good = await link();
    const at = good.lastIndexOf('/') + 1;
    for (const i of [0, 11, 20, 43]) {
      const letter = good[at + i] === 'A' ? 'B' : 'A';
      expect((await open(good.slice(0, at + i) + letter + good.slice(at + i + 1))).status).toBe(403);
    }
    expect((await open(`${good.slice(0, at)}1`)).status).toBe(403);
  });

  test('opens nothing once the contract is the user’s no more', async () => {
    const good = await link();
    bed.billing.phones.set(ANNA, ['101']);
    await bed.ask('address/getAddressList');
    await bed.app.core.feed.settled();
    expect((await open(good)).status).toBe(403);
    bed.billing.phones.set(ANNA, ['10', '101']);
    await bed.ask('address/getAddressList');
    await bed.app.core.feed.settled();
  });

  test('is good for a quarter of an hour', async () => {
    const good = await link();
    ahead += 14 * 60_000;
    expect((await open(good)).status).toBe(200);
    ahead += 60_000;
    expect((await open(good)).status).toBe(403);
  });
});

test('an invoice that was made void is not answered any more', async () => {
  const { core, system } = bed.app;
  const [made] = await core.sql<
    { id: number }[]
  >`select id from invoice where month = '2026-02-01' and organization_id = ${bed.a.organization}`;
  await voidInvoice(core, system, made?.id ?? 0, 'wrong');
  expect((await ask('getInvoice')).json.data.number).toBe(`VS-${year}-000001`);
  expect((await ask('getInvoice', { month: '2026-02' })).status).toBe(404);
});
