import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tidy } from '../../src/jobs/housekeeping.ts';
import { type Client, signedIn } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;
beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  await admin.patch(`/organizations/${a.organization}`, { contractNumber: 'Д-000123' });
  await admin.patch(`/organizations/${b.organization}`, { contractNumber: 'Д-000077' });
});
afterAll(async () => await app.close());

const OWN = '40702810900000000001';

interface Doc {
  readonly number: string;
  readonly sum: string;
  readonly purpose: string;
  readonly account?: string;
  readonly date?: string;
}

const document = ({
  number,
  sum,
  purpose,
  account = OWN,
  date = '29.11.2026',
}: Doc) => `СекцияДокумент=Платежное поручение
Номер=${number}
Дата=${date}
Сумма=${sum}
ПлательщикСчет=40817810000000000002
Плательщик1=ЁЛКИНА ЮЛИЯ
ПолучательСчет=${account}
ДатаПоступило=${date}
НазначениеПлатежа=${purpose}
КонецДокумента
`;
const statement = (documents: readonly Doc[], own = OWN) =>
  `1CClientBankExchange\nКодировка=Windows\nРасчСчет=${own}\n${documents.map(document).join('')}КонецФайла\n`;

async function upload(body: string | Uint8Array, query: Record<string, string> = {}) {
  const search = new URLSearchParams({ fileName: 'kl_to_1c.txt', ...query });
  const response = await fetch(`${app.url}/api/vedette/v1/bank-statements?${search}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN.apiKey}`, 'content-type': 'text/plain' },
    body,
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

async function commit(id: number) {
  for (;;) {
    const answer = await admin.post(`/bank-statements/${id}/commit?limit=2`);
    if (answer.status !== 200 || answer.body.counts.waiting === 0) return answer;
  }
}

/** Read and committed; its payments in their order. */
async function taken(body: string | Uint8Array, query: Record<string, string> = {}) {
  const { id } = (await upload(body, query)).body;
  const { body: committed } = await commit(id);
  const { items } = (await admin.get(`/bank-payments?statementId=${id}`)).body;
  return { id, committed, items };
}

const balanceOf = async (organization: number) =>
  Number((await admin.get(`/organizations/${organization}/balance`)).body.balances[0].amount);

describe('a statement', () => {
  test('is looked at first, and books what names its contract once it is committed', async () => {
    const before = await balanceOf(a.organization);
    const read = await upload(
      statement([
        { number: '1', sum: '100.50', purpose: 'Оплата по дог. Д-000123' },
        { number: '2', sum: '200.00', purpose: 'За интернет' },
        { number: '3', sum: '50.25', purpose: 'ДОГОВОР №Д 000123' },
        { number: '3', sum: '50.25', purpose: 'ДОГОВОР №Д 000123' },
        { number: '4', sum: 'сто', purpose: 'дог. Д-000123' },
        { number: '5', sum: '7.00', purpose: 'дог. Д-000077', date: '31.02.2026' },
        { number: '6', sum: '0.00', purpose: 'дог. Д-000077' },
      ]),
    );
    expect(read.status).toBe(201);
    expect(read.body).toMatchObject({
      format: '1c',
      charset: 'utf-8',
      committedAt: null,
      counts: { waiting: 2, unmatched: 1, duplicate: 1, ignored: 3, matched: 0 },
    });
    expect(await balanceOf(a.organization)).toBe(before);
    expect((await admin.get('/bank-payments')).body.items).toEqual([]);
    expect((await admin.get('/bank-statements')).body.items).toEqual([]);

    const { body } = await commit(read.body.id);
    expect(body.counts).toEqual({ waiting: 0, unmatched: 1, duplicate: 1, ignored: 3, matched: 2 });
    expect((await balanceOf(a.organization)) - before).toBeCloseTo(150.75);
    const { items } = (await admin.get(`/bank-payments?statementId=${read.body.id}`)).body;
    expect(items[0]).toMatchObject({
      status: 'matched',
      match: 'contract',
      organization: { id: a.organization, title: 'ann' },
      amount: '100.50',
      day: '2026-11-29',
      problem: null,
    });
    expect(items.map(({ problem }: { problem: { reason: string } | null }) => problem?.reason)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'statement_sum_unreadable',
      'statement_day_unreadable',
      'payment_not_positive',
    ]);
    const [line] = (await admin.get(`/organizations/${a.organization}/statement`)).body.items;
    expect(line).toMatchObject({ kind: 'payment', actor: ADMIN.login });
    expect((await admin.delete(`/bank-statements/${read.body.id}`)).status).toBe(409);
    expect((await commit(read.body.id)).body.counts).toEqual(body.counts);
  });

  test('that comes again, whole or in another file, books nothing twice', async () => {
    const documents = [{ number: '10', sum: '10.00', purpose: 'дог. Д-000123' }];
    await taken(statement(documents));
    const before = await balanceOf(a.organization);
    const again = await taken(statement([...documents, { number: '11', sum: '1.00', purpose: 'дог. Д-000123' }]));
    expect(again.committed.counts).toMatchObject({ duplicate: 1, matched: 1 });
    expect((await balanceOf(a.organization)) - before).toBeCloseTo(1);
  });

  test('looked at twice and committed by two at once is taken once', async () => {
    const text = statement([{ number: '20', sum: '5.00', purpose: 'дог. Д-000123' }]);
    const ids = [(await upload(text)).body.id, (await upload(text)).body.id];
    const before = await balanceOf(a.organization);
    await Promise.all([...ids, ...ids].map(commit));
    expect((await balanceOf(a.organization)) - before).toBeCloseTo(5);
    const counts = await Promise.all(ids.map(async (id) => (await admin.get(`/bank-statements/${id}`)).body.counts));
    expect(counts.map(({ matched, duplicate }) => [matched, duplicate]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test('in another currency than the service’s books nothing', async () => {
    const dollars = '40702840900000000001';
    const doc = { number: '30', sum: '5.00', purpose: 'дог. Д-000123', account: dollars };
    const { items } = await taken(statement([doc], dollars));
    expect(items).toMatchObject([{ status: 'ignored', amount: null, problem: { reason: 'sum_in_other_currency' } }]);
    expect((await admin.post(`/bank-payments/${items[0].id}/return`, { reason: 'x' })).status).toBe(409);
  });

  test('is known again in another format, and what only counts its rows is no number', async () => {
    await taken(statement([{ number: '35', sum: '1234.50', purpose: 'дог. Д-000123' }]));
    const csv = `Дата;Номер документа;Сумма;Счет;Счет плательщика;Назначение\n29.11.2026;35;1 234,50;${OWN};40817810000000000002;x\n`;
    expect((await taken(csv)).committed.counts).toMatchObject({ duplicate: 1, matched: 0, unmatched: 0 });
    const row = (n: number, day: string) => `${n};${day}.11.2026;7,00;дог. Д-000077\n`;
    const head = '№ п/п;Дата;Сумма;Назначение\n';
    expect((await taken(head + row(1, '01') + row(2, '02'))).committed.counts).toMatchObject({ matched: 2 });
    expect((await taken(head + row(1, '02') + row(2, '03'))).committed.counts).toMatchObject({
      duplicate: 1,
      matched: 1,
    });
  });

  test('that nobody commits goes after a day, and one that was committed stays', async () => {
    const doc = { number: '36', sum: '1.00', purpose: 'x' };
    const kept = await taken(statement([doc]));
    const { id } = (await upload(statement([{ ...doc, number: '37' }]))).body;
    await tidy(app.core, new AbortController().signal);
    expect((await admin.get(`/bank-statements/${id}`)).status).toBe(200);
    await app.core
      .sql`update bank_statement set uploaded_at = uploaded_at - interval '25 hours' where id in (${id}, ${kept.id})`;
    await tidy(app.core, new AbortController().signal);
    expect((await admin.get(`/bank-statements/${id}`)).status).toBe(404);
    expect((await admin.get(`/bank-statements/${kept.id}`)).status).toBe(200);
  });

  test('whose contract is gone when it is committed goes on the list with the reason, and stops no other', async () => {
    const gone = (await admin.post('/organizations', { title: 'Gone', contractNumber: 'Г-900' })).body.id;
    const read = await upload(
      statement([
        { number: '40', sum: '5.00', purpose: 'дог. Г-900' },
        { number: '41', sum: '6.00', purpose: 'дог. Д-000077' },
      ]),
    );
    await admin.delete(`/organizations/${gone}?force=true`);
    await commit(read.body.id);
    const { items } = (await admin.get(`/bank-payments?statementId=${read.body.id}`)).body;
    expect(items).toMatchObject([
      { status: 'unmatched', problem: { reason: 'organization_not_found' } },
      { status: 'matched', organization: { id: b.organization } },
    ]);
  });

  test.each([
    ['nothing', '', 'file'],
    ['a page of a proxy', '<html><body>502; Bad, Gateway</body></html>', 'file'],
    ['words', 'just words', 'file'],
    ['a file without what came in', '1CClientBankExchange\nРасчСчет=1\nКонецФайла\n', 'file'],
    ['CSV without a date', 'Имя;Телефон\nа;1\n', 'columns'],
  ])('that is %s is refused with what to give', async (_what, body, field) => {
    const refused = await upload(body);
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.body.error.fields)).toEqual([field]);
  });

  test('beyond 20 MB is refused, and one that breaks off is shown as such', async () => {
    expect((await upload(new Uint8Array(21 * 1024 * 1024))).status).toBe(413);
    const whole = statement([
      { number: '50', sum: '5.00', purpose: 'x' },
      { number: '51', sum: '5.00', purpose: 'y' },
    ]);
    const read = await upload(whole.slice(0, whole.lastIndexOf('Сумма')));
    expect(read.body).toMatchObject({ complete: false, counts: { unmatched: 1 } });
    expect((await admin.delete(`/bank-statements/${read.body.id}`)).status).toBe(200);
    expect((await admin.get(`/bank-statements/${read.body.id}`)).status).toBe(404);
  });
});

describe('a statement as CSV', () => {
  const TEXT = 'Дата;Номер;Приход;Плательщик;Назначение платежа\n29.11.2026;c1;1 100,50;"ООО ""Ёлка""";дог. Д-000123\n';
  /** Bytes of windows-1251. */
  const old = (text: string) => {
    const letters = [...new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, code) => code))];
    return Uint8Array.from([...text].map((sign) => letters.indexOf(sign)));
  };

  test('is read in the old charset, by the bank’s names of columns', async () => {
    const { committed, items } = await taken(old(TEXT), { fileName: 'выписка.csv' });
    expect(committed).toMatchObject({
      format: 'csv',
      charset: 'windows-1251',
      columns: { date: 'Дата', sum: 'Приход', number: 'Номер', payer: 'Плательщик', purpose: 'Назначение платежа' },
    });
    expect(items).toMatchObject([{ status: 'matched', amount: '1100.50', payer: 'ООО "Ёлка"' }]);
  });

  test('columns that are named are remembered for the next file of the same kind', async () => {
    const odd = 'Когда,Сколько,Зачем\n2026-11-30,"12,5",дог. Д-000077\n';
    expect((await upload(odd)).body.error.fields.columns).toContain('Сколько');
    const query = { dateColumn: 'Когда', sumColumn: 'сколько', purposeColumn: '3' };
    const { items } = await taken(odd, { ...query, purposeColumn: 'Зачем' });
    expect(items).toMatchObject([{ status: 'matched', amount: '12.50' }]);
    const next = await upload(odd.replace('12,5', '13,5'));
    expect(next.body).toMatchObject({ columns: { sum: 'сколько' }, counts: { waiting: 1 } });
    const numbered = await upload(odd.replace('12,5', '14,5'), query);
    expect(numbered.body.counts).toMatchObject({ waiting: 1 });
  });

  test('two rows without a number that are the same are two payments, and the file again is none', async () => {
    const text = 'Дата;Сумма;Назначение\n30.11.2026;3;дог. Д-000077\n30.11.2026;3;дог. Д-000077\n';
    expect((await taken(text)).committed.counts).toMatchObject({ matched: 2, duplicate: 0 });
    expect((await taken(text)).committed.counts).toMatchObject({ matched: 0, duplicate: 2 });
  });
});

describe('the list of what was not matched', () => {
  let serial = 1000;
  const unmatched = async (purpose: string, sum = '15.00') => {
    const { items } = await taken(statement([{ number: String(serial++), sum, purpose }]));
    return items[0];
  };
  const act = async (id: number, what: string, body: object) => await admin.post(`/bank-payments/${id}/${what}`, body);

  test('suggests who owes exactly that sum, and books when a person says so', async () => {
    await admin.post(`/organizations/${b.organization}/corrections`, { amount: '-5000', reason: 'x' });
    const due = (await admin.get(`/organizations/${b.organization}/balance`)).body.due.amount;
    const row = await unmatched('за свет', due);
    expect(row).toMatchObject({ status: 'unmatched', match: 'sum', organization: { id: b.organization } });
    const booked = await act(row.id, 'assign', { organizationId: b.organization });
    expect(booked.body).toMatchObject({ status: 'matched', match: 'sum', changedBy: ADMIN.login });
    expect(await balanceOf(b.organization)).toBe(0);
    expect((await act(row.id, 'assign', { organizationId: b.organization })).body).toEqual(booked.body);
    expect((await act(row.id, 'assign', { organizationId: a.organization })).status).toBe(409);
    expect((await act(row.id, 'ignore', { reason: 'x' })).status).toBe(409);
  });

  test('suggests nobody where two owe exactly that sum', async () => {
    for (const { organization } of [a, b]) {
      const { amount } = (await admin.get(`/organizations/${organization}/balance`)).body.balances[0];
      const text = `-${(Number(amount) + 77.77).toFixed(2)}`.replace('--', '');
      await admin.post(`/organizations/${organization}/corrections`, { amount: text, reason: 'x' });
    }
    expect(await unmatched('за воду', '77.77')).toMatchObject({ match: null, organization: null });
  });

  test('is not booked in another currency than it was read in', async () => {
    const row = await unmatched('до перехода');
    await app.core.sql`update domain set currency = 'EUR' where id = 1`;
    expect((await admin.get(`/bank-payments?statementId=${row.statementId}`)).body.items).toMatchObject([
      { amount: '15.00', currency: 'RUB' },
    ]);
    const refused = await act(row.id, 'assign', { organizationId: b.organization });
    await app.core.sql`update domain set currency = 'RUB' where id = 1`;
    expect(refused.body.error.reason).toBe('sum_in_other_currency');
    expect((await act(row.id, 'assign', { organizationId: b.organization })).status).toBe(200);
  });

  test('suggests whose requisites have the payer’s tax id', async () => {
    await app.core.sql`
      insert into organization_requisites (organization_id, domain_id, name, tax_id, tax_office, address, phone, email)
      values (${b.organization}, 1, '', '7707083893', '', '', '', '')`;
    const text = statement([{ number: 'inn', sum: '3.33', purpose: 'за свет' }]);
    const { items } = await taken(text.replace('Плательщик1=', 'ПлательщикИНН=7707083893\nПлательщик1='));
    expect(items).toMatchObject([{ status: 'unmatched', match: 'tax_id', organization: { id: b.organization } }]);
  });

  test('by twenty people at once a payment is booked once', async () => {
    const row = await unmatched('за двадцать');
    const before = (await balanceOf(a.organization)) + (await balanceOf(b.organization));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        act(row.id, 'assign', { organizationId: i % 2 ? a.organization : b.organization }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect((await balanceOf(a.organization)) + (await balanceOf(b.organization)) - before).toBeCloseTo(15);
  });

  test('a wrong match is given back and goes to somebody else, as often as it takes', async () => {
    const row = await unmatched('кому-то');
    const [ofA, ofB] = [await balanceOf(a.organization), await balanceOf(b.organization)];
    await act(row.id, 'assign', { organizationId: a.organization });
    const back = await act(row.id, 'return', { reason: 'Wrong one' });
    expect(back.body).toMatchObject({ status: 'unmatched', organization: null, entryId: null });
    expect(await balanceOf(a.organization)).toBeCloseTo(ofA);
    expect((await act(row.id, 'return', { reason: 'again' })).status).toBe(409);
    await act(row.id, 'assign', { organizationId: a.organization });
    await act(row.id, 'return', { reason: 'Wrong again' });
    await act(row.id, 'assign', { organizationId: b.organization });
    expect(await balanceOf(a.organization)).toBeCloseTo(ofA);
    expect((await balanceOf(b.organization)) - ofB).toBeCloseTo(15);
    const kinds = (await admin.get(`/organizations/${a.organization}/statement`)).body.items.slice(0, 4);
    expect(kinds.map(({ kind }: { kind: string }) => kind)).toEqual(['refund', 'payment', 'refund', 'payment']);
  });

  test('what is nobody’s is ignored with the reason, and comes back', async () => {
    const row = await unmatched('возврат поставщика');
    expect((await act(row.id, 'ignore', { reason: ' ' })).status).toBe(400);
    expect((await act(row.id, 'ignore', { reason: 'Supplier' })).body).toMatchObject({
      status: 'ignored',
      note: 'Supplier',
    });
    const listed = (await admin.get('/bank-payments?status=ignored&search=ПОСТАВЩИКА')).body.items;
    expect(listed.map(({ id }: { id: number }) => id)).toEqual([row.id]);
    expect((await act(row.id, 'return', { reason: 'After all' })).body).toMatchObject({
      status: 'unmatched',
      note: '',
    });
  });

  test('goes by pages, and names nobody that is not there', async () => {
    const { items, next } = (await admin.get('/bank-payments?status=unmatched&limit=1')).body;
    expect([items.length, next]).toEqual([1, String(items[0].id)]);
    expect((await act(items[0].id, 'assign', { organizationId: 999_999 })).status).toBe(404);
    expect((await act(9_999_999, 'assign', { organizationId: a.organization })).status).toBe(404);
    expect((await act(9_999_999, 'return', { reason: 'x' })).status).toBe(404);
  });
});

describe('statements are the provider’s alone', () => {
  test('nobody else sees, sends or settles any', async () => {
    const owner = await signedIn(app, a.ownerLogin, PASSWORD);
    for (const [method, path, body] of [
      ['get', '/bank-statements'],
      ['get', '/bank-statements/1'],
      ['get', '/bank-payments'],
      ['post', '/bank-statements?fileName=x'],
      ['post', '/bank-statements/1/commit'],
      ['delete', '/bank-statements/1'],
      ['post', '/bank-payments/1/assign', { organizationId: a.organization }],
      ['post', '/bank-payments/1/ignore', { reason: 'x' }],
      ['post', '/bank-payments/1/return', { reason: 'x' }],
    ] as const)
      expect((await owner[method](path, body as never)).status).toBe(403);
  });

  test('another domain’s are not there, and its payments are no duplicates here', async () => {
    await app.core.sql`insert into domain (id, title) overriding system value values (77, 'Other')`;
    const [row] = await app.core.sql<{ id: number; statementId: number }[]>`
      with s as (
        insert into bank_statement (domain_id, file_name, format, charset, checks, uploaded_by, uploaded_at, committed_at)
        values (77, 'x', '1c', 'utf-8', '{"accounts":[],"others":0,"complete":true,"headers":[]}', 'x', now(), now()) returning id)
      insert into bank_payment (statement_id, domain_id, position, identity, taken, status, amount, day, account, number, payer,
        payer_tax_id, payer_account, purpose)
      select s.id, 77, 1, p.identity || 'x', true, 'unmatched', 1, '2026-11-29', '', '', '', '', '', ''
      from s, (select identity from bank_payment limit 1) p
      returning id, statement_id`;
    const { id = 0, statementId = 0 } = row ?? {};
    expect((await admin.get(`/bank-statements/${statementId}`)).status).toBe(404);
    expect((await admin.post(`/bank-statements/${statementId}/commit`)).status).toBe(404);
    expect((await admin.delete(`/bank-statements/${statementId}`)).status).toBe(404);
    expect((await admin.get(`/bank-payments?statementId=${statementId}`)).body.items).toEqual([]);
    expect((await admin.post(`/bank-payments/${id}/assign`, { organizationId: a.organization })).status).toBe(404);
    expect((await admin.post(`/bank-payments/${id}/ignore`, { reason: 'x' })).status).toBe(404);
    expect((await admin.post(`/bank-payments/${id}/return`, { reason: 'x' })).status).toBe(404);
  });
});
