import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeMonth } from '../../src/core/rating/months.ts';
import { mailSender } from '../../src/jobs/mail.ts';
import { deliverDue } from '../../src/jobs/outbox.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { rateDay } from '../support/charges.ts';
import { GERMAN_SELLER, RUSSIAN_SELLER } from '../support/requisites.ts';
import { smtpServer } from '../support/smtp.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let smtp: Server;
const letters: string[] = [];
let a: Tenant;
let b: Tenant;
let admin: Client;
let owner: Client;
let viewer: Client;
let plan = 0;
/** Of `a` and `b`, and the year in which they are issued. */
let first = 0;
let foreign = 0;
let year = '';

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  smtp = await smtpServer(letters);
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
  plan = (await admin.post('/plans', { name: 'День', presetId: a.preset })).body.id;
  for (const month of ['2026-01', '2026-02'])
    for (const organizationId of [a.organization, b.organization])
      await rateDay(app.core, `${month}-0${organizationId === a.organization ? 1 : 2}`, [
        { organizationId, planId: plan, amount: 12_200n },
      ]);
  for (const month of ['2026-01', '2026-02']) await closeMonth(app.core, app.system, month);
});
afterAll(async () => {
  smtp.close();
  await app.close();
});

const fieldsOf = (answer: { body: { error: { fields?: object } } }) => Object.keys(answer.body.error.fields ?? {});
const at = () => `/organizations/${a.organization}`;

describe('taxes', () => {
  test('hold from their day on, for every plan or for one, and are replaced and removed', async () => {
    await admin.put('/tax-rates/2025-01-01', { rate: '20' });
    await admin.put('/tax-rates/2026-01-01', { rate: '22' });
    await admin.put('/tax-rates/2026-03-01', { rate: null, planId: plan });
    const { status, body } = await admin.put('/tax-rates/2025-01-01', { rate: '20.5' });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      { plan: null, fromDate: '2025-01-01', rate: '20.5' },
      { plan: null, fromDate: '2026-01-01', rate: '22' },
      { plan: { id: plan, name: 'День' }, fromDate: '2026-03-01', rate: null },
    ]);
    expect((await admin.delete(`/tax-rates/2026-03-01?planId=${plan}`)).body.items).toHaveLength(2);
    expect((await admin.delete('/tax-rates/2026-03-01')).body.error.reason).toBe('tax_rate_not_found');
  });

  test.each([
    ['more than a hundred percent', '2026-01-01', { rate: '101' }, ['rate']],
    ['a word', '2026-01-01', { rate: 'none' }, ['rate']],
    ['no rate at all', '2026-01-01', {}, ['rate']],
    ['a day that there is not', '2026-02-30', { rate: '5' }, ['fromDate']],
  ])('are refused with %s', async (_what, day, body, fields) => {
    const refused = await admin.put(`/tax-rates/${day}`, body);
    expect([refused.status, fieldsOf(refused)]).toEqual([400, fields]);
  });

  test('of a plan that there is not are refused', async () => {
    expect((await admin.put('/tax-rates/2026-01-01', { rate: '5', planId: 999_999 })).status).toBe(404);
  });
});

describe('requisites', () => {
  test('are told with what is missing, and stored whole without the spaces of copying', async () => {
    expect((await admin.get('/requisites')).body).toMatchObject({
      name: '',
      bank: null,
      creditNotePrefix: 'CN',
      missing: ['name', 'taxId', 'address', 'bank'],
    });
    const refused = await admin.post('/invoices', { month: '2026-01' });
    expect([refused.status, refused.body.error.reason]).toEqual([409, 'requisites_missing']);
    const bank = { ...RUSSIAN_SELLER.bank, account: '40702 810 4 3800 0060473' };
    const { status, body } = await admin.put('/requisites', {
      ...RUSSIAN_SELLER,
      name: ' Провайдер ',
      bank,
      makesActs: true,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Провайдер', bank: RUSSIAN_SELLER.bank, makesActs: true, missing: [] });
    expect((await admin.get('/requisites')).body).toEqual(body);
  });

  test.each([
    [{ taxId: '7707083894' }, 'taxId', 'inn_malformed'],
    [{ taxOffice: '77360100' }, 'taxOffice', 'kpp_malformed'],
    [{ email: 'nobody' }, 'email', 'email_malformed'],
    [{ bank: { ...RUSSIAN_SELLER.bank, bic: '04452522' } }, 'bank.bic', 'russian_bic_malformed'],
    [{ bank: { ...RUSSIAN_SELLER.bank, account: '4070281' } }, 'bank.account', 'account_malformed'],
    [{ bank: { ...RUSSIAN_SELLER.bank, bic: '044525974' } }, 'bank.account', 'account_of_other_bank'],
    [
      { bank: { ...RUSSIAN_SELLER.bank, correspondentAccount: '30101810400000000226' } },
      'bank.correspondentAccount',
      'account_of_other_bank',
    ],
    [{ bank: { ...GERMAN_SELLER.bank, iban: 'DE89370400440532013001' } }, 'bank.iban', 'iban_malformed'],
    [{ bank: { ...GERMAN_SELLER.bank, bic: 'COBA' } }, 'bank.bic', 'bic_malformed'],
    [{ numberPrefix: 'A/B' }, 'numberPrefix', 'number_prefix_malformed'],
    [{ numberPrefix: 'CN' }, 'creditNotePrefix', 'number_prefixes_same'],
    [{ creditNotePrefix: '' }, 'creditNotePrefix', 'number_prefixes_same'],
    [{ daysToPay: 366 }, 'daysToPay', 'number_too_large'],
    [{ signatory: { position: 'CEO', name: ' ' } }, 'signatory.name', 'text_empty'],
  ])('%j is refused by its field', async (change, field, reason) => {
    const seller = 'bank' in change && change.bank.kind === 'iban' ? GERMAN_SELLER : RUSSIAN_SELLER;
    const { status, body } = await admin.put('/requisites', { ...seller, ...change });
    expect(status).toBe(400);
    expect(body.error.fieldReasons[field]).toMatchObject({ reason });
  });

  test('of a contract go by the country of the provider; its owner reads them', async () => {
    const refused = await admin.put(`${at()}/requisites`, { taxId: '12345' });
    expect([refused.status, fieldsOf(refused)]).toEqual([400, ['taxId']]);
    const set = await admin.put(`${at()}/requisites`, {
      name: 'ООО «Анна»',
      taxId: '7736207543',
      email: 'books@ann.example',
    });
    expect([set.status, set.body.address]).toEqual([200, '']);
    expect((await owner.get(`${at()}/requisites`)).body).toEqual(set.body);
    expect((await owner.put(`${at()}/requisites`, { name: 'x' })).status).toBe(403);
    expect((await admin.put('/organizations/999999/requisites', { name: 'x' })).status).toBe(404);
  });
});

describe('invoices', () => {
  test('of a month are made by one call, and the second finds them', async () => {
    expect((await admin.post('/invoices', { month: '2026-03' })).body.error.reason).toBe('month_not_closed');
    const made = await admin.post('/invoices', { month: '2026-01' });
    expect(made).toMatchObject({ status: 200, body: { issued: 2, existing: 0, remaining: 0, next: null, failed: [] } });
    expect((await admin.post('/invoices', { month: '2026-01' })).body).toMatchObject({ issued: 0, existing: 2 });
    const { items, total } = (await admin.get('/invoices?count=true')).body;
    expect(total).toBe(2);
    year = items[0].issuedOn.slice(0, 4);
    [foreign, first] = items.map(({ id }: { id: number }) => id);
    expect(items[1]).toMatchObject({
      number: `${year}-000001`,
      month: '2026-01',
      organization: { id: a.organization, title: 'ann' },
      buyer: 'ООО «Анна»',
      total: { amount: '122.00', currency: 'RUB' },
      tax: '22.00',
      status: 'open',
      paidAt: null,
      hasAct: true,
      creditNote: null,
    });
    const { document } = (await admin.get(`/invoices/${first}`)).body;
    expect(document).toMatchObject({
      kind: 'invoice',
      lines: [{ title: 'День', cameraDays: 1, amount: '122.00', taxRate: '22', tax: '22.00' }],
      taxes: [{ rate: '22', amount: '122.00', tax: '22.00' }],
      due: '122.00',
    });
  });

  test('are found by organization, month, status and number', async () => {
    const found = async (query: string) =>
      (await admin.get(`/invoices?${query}`)).body.items.map(({ id }: { id: number }) => id);
    expect(await found(`organizationId=${a.organization}`)).toEqual([first]);
    expect(await found('month=2026-01')).toEqual([foreign, first]);
    expect(await found('month=2026-02')).toEqual([]);
    expect(await found('status=paid')).toEqual([]);
    expect(await found('search=000002')).toEqual([foreign]);
    expect(await found('search=%25')).toEqual([]);
    const page = (await admin.get('/invoices?limit=1')).body;
    expect((await admin.get(`/invoices?limit=1&after=${page.next}`)).body).toMatchObject({
      items: [{ id: first }],
      next: null,
    });
    expect((await admin.get('/invoices?month=2026-13')).status).toBe(400);
  });

  test('a payment shows them paid', async () => {
    await admin.post(`/organizations/${b.organization}/payments`, { amount: '122.00' });
    expect((await admin.get(`/invoices/${foreign}`)).body).toMatchObject({
      status: 'paid',
      paidAt: expect.any(String),
    });
  });

  test('a month says how far it is on its way to them, and what they come to; to the staff alone', async () => {
    const stateOf = async (month: string) => (await admin.get(`/money/month/invoices?month=${month}`)).body;
    const none = { currency: 'RUB', invoices: 0, void: 0, total: '0.00', tax: '0.00', open: '0.00' };
    expect(await stateOf('2026-01')).toMatchObject({
      over: true,
      unrated: null,
      closed: { month: '2026-01' },
      uninvoiced: 0,
      sums: [{ ...none, invoices: 2, total: '244.00', tax: '44.00', open: '122.00' }],
    });
    expect(await stateOf('2026-02')).toMatchObject({ closed: { month: '2026-02' }, uninvoiced: 2, sums: [none] });
    expect(await stateOf('2026-03')).toMatchObject({ over: true, closed: null, uninvoiced: 0, sums: [none] });
    expect(await stateOf('2999-01')).toMatchObject({ over: false, closed: null });
    expect((await admin.get('/money/month/invoices?month=2026-13')).status).toBe(400);
    expect((await owner.get('/money/month/invoices?month=2026-01')).status).toBe(403);
  });

  test('come as files with names that people know', async () => {
    const fileOf = async (path: string) => {
      const { headers } = await file(path);
      const [, name = ''] = /filename\*=UTF-8''(\S+)/.exec(headers.get('content-disposition') ?? '') ?? [];
      return [decodeURIComponent(name), headers.get('content-type')];
    };
    expect(await fileOf(`/invoices/${first}/document`)).toEqual([`Счёт ${year}-000001.pdf`, 'application/pdf']);
    expect(await fileOf(`/invoices/${first}/document?kind=act`)).toEqual([`Акт ${year}-000001.pdf`, 'application/pdf']);
    expect(await fileOf(`/invoices/${first}/document?format=csv`)).toEqual([
      `Счёт ${year}-000001.csv`,
      'text/csv; charset=utf-8',
    ]);
    expect(await fileOf(`${at()}/invoice-preview.pdf?month=2026-02`)).toEqual([
      'Предварительный счёт 2026-02.pdf',
      'application/pdf',
    ]);
    expect((await (await file(`/invoices/${first}/document`)).arrayBuffer()).byteLength).toBeGreaterThan(500);
    expect(await (await file(`/invoices/${first}/document?format=csv`)).text()).toContain('День');
    expect((await admin.get(`/invoices/${first}/document?kind=credit_note`)).body.error.reason).toBe(
      'invoice_no_credit_note',
    );
    const table = await (await file('/invoices.csv?month=2026-01')).text();
    expect(table.split('\r\n')[2]).toBe(
      `${year}-000001,${(await admin.get(`/invoices/${first}`)).body.issuedOn},,${a.organization},ООО «Анна»,122.00,22.00,RUB,open,,`,
    );
  });

  test('a subscriber reads its own and nobody else’s, and makes none', async () => {
    expect((await owner.get('/invoices?count=true')).body).toMatchObject({ items: [{ id: first }], total: 1 });
    expect((await owner.get(`/invoices/${first}`)).status).toBe(200);
    expect((await owner.get(`${at()}/invoice-preview?month=2026-02`)).body).toMatchObject({
      number: null,
      total: { amount: '122.00' },
    });
    expect((await viewer.get('/invoices')).body.items).toEqual([]);
    expect((await viewer.get(`${at()}/invoice-preview`)).status).toBe(403);
    for (const client of [owner, viewer])
      for (const path of ['', '/document', '/document?kind=act', '/document?format=csv']) {
        const of = async (id: number) => {
          const { status, body } = await client.get(`/invoices/${id}${path}`);
          return [status, body.error.reason];
        };
        expect(await of(foreign)).toEqual([404, 'invoice_not_found']);
        expect(await of(999_999)).toEqual([404, 'invoice_not_found']);
      }
    const closed: [keyof Client, string, unknown?][] = [
      ['post', '/invoices', { month: '2026-02' }],
      ['post', `${at()}/invoices`, { month: '2026-02' }],
      ['post', `/invoices/${first}/void`, { reason: 'x' }],
      ['post', `/invoices/${first}/mail`],
      ['get', '/requisites'],
      ['put', '/requisites', {}],
      ['get', '/tax-rates'],
      ['put', '/tax-rates/2026-01-01', { rate: '1' }],
      ['delete', '/tax-rates/2026-01-01'],
    ];
    for (const [method, path, body] of closed) {
      const { status } = await (method === 'get' || method === 'delete'
        ? owner[method](path)
        : owner[method](path, body));
      expect(status, `${method} ${path}`).toBe(403);
    }
  });

  test('are made void with a reason, and again', async () => {
    expect((await admin.post(`/invoices/${first}/void`, { reason: ' ' })).status).toBe(400);
    const { status, body } = await admin.post(`/invoices/${first}/void`, { reason: 'wrong address' });
    expect([status, body.status]).toEqual([200, 'void']);
    expect(body.creditNote).toMatchObject({ number: `CN${year}-000001`, reason: 'wrong address' });
    expect((await file(`/invoices/${first}/document?kind=credit_note`)).status).toBe(200);
    const again = await admin.post(`${at()}/invoices`, { month: '2026-01' });
    expect(again).toMatchObject({ status: 201, body: { items: [{ number: `${year}-000003` }] } });
    expect((await admin.post(`/invoices/${first}/mail`)).body.error.reason).toBe('invoice_void');
    first = again.body.items[0].id;
  });
});

describe('by mail', () => {
  test('on demand to the owner and the address of the requisites, as PDF', async () => {
    expect((await admin.post(`/invoices/${first}/mail`)).body.error.reason).toBe('mail_server_missing');
    const { port } = smtp.address() as AddressInfo;
    await admin.patch('/settings', { mailUri: `smtp://127.0.0.1:${port}`, mailFrom: 'noreply@example.net' });
    expect((await admin.post(`/invoices/${foreign}/mail`)).body.error.reason).toBe('invoice_nobody_to_mail');
    await withKey(app, ADMIN.apiKey).patch(`/users/${a.owner}`, { email: 'ann@example.org' });
    const { status, body } = await admin.post(`/invoices/${first}/mail`);
    expect([status, body.to]).toEqual([200, ['ann@example.org', 'books@ann.example']]);
    expect(await deliverDue(app.core, 'mail', mailSender(app.core))).toBe(2);
    const letter = letters.find((one) => one.includes('To: ann@example.org')) ?? '';
    expect(letter).toContain('application/pdf');
    const [, base64 = ''] = /application\/pdf[\s\S]*?base64[\s\S]*?\n\n([\s\S]*?)\n--/.exec(letter) ?? [];
    expect(Buffer.from(base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('says what is left to pay now, and does not go out when it was made void meanwhile', async () => {
    const mailed = async (id: number) => {
      letters.length = 0;
      await admin.post(`/invoices/${id}/mail`);
      await deliverDue(app.core, 'mail', mailSender(app.core));
      const letter = letters.find((one) => one.includes('To: ann@example.org')) ?? '';
      const [, base64 = ''] = /text\/plain[\s\S]*?base64\n\n([\s\S]*?)\n--/.exec(letter) ?? [];
      return Buffer.from(base64, 'base64').toString();
    };
    expect(await mailed(first)).toContain('К оплате: 122.00 RUB');
    const pay = (amount: string) => admin.post(`${at()}/payments`, { amount });
    await pay('100.00');
    expect(await mailed(first)).toContain('К оплате: 22.00 RUB');
    await pay('22.00');
    expect(await mailed(first)).toContain('Он оплачен');
    letters.length = 0;
    await admin.post(`/invoices/${first}/mail`);
    await admin.post(`/invoices/${first}/void`, { reason: 'too late' });
    await deliverDue(app.core, 'mail', mailSender(app.core));
    expect(letters).toEqual([]);
    const given = await app.core.sql`
      select distinct attempts, last_error from outbox_message where sent_at is null`;
    expect(given).toEqual([{ attempts: 8, lastError: expect.stringContaining('made void before it was sent') }]);
    await app.core.sql`delete from outbox_message`;
    await admin.post(`${at()}/corrections`, { amount: '-122.00', reason: 'back as it was' });
  });

  test('when they are issued, where the provider wants that', async () => {
    await admin.put('/requisites', { ...RUSSIAN_SELLER, mailsInvoices: true });
    expect((await admin.post('/invoices', { month: '2026-02' })).body).toMatchObject({ issued: 2, failed: [] });
    const waiting = await app.core.sql`select recipient from outbox_message where sent_at is null order by recipient`;
    expect(waiting.map(({ recipient }) => recipient)).toEqual(['ann@example.org', 'books@ann.example']);
  });
});

/** A download, as the provider's billing. */
const file = async (path: string): Promise<Response> =>
  await fetch(`${app.url}/api/vedette/v1${path}`, { headers: { authorization: `Bearer ${ADMIN.apiKey}` } });
