import { describe, expect, test } from 'vitest';
import { devicesIn, flatIn, rowsIn, stateIn, uidsIn } from './answers.ts';
import { demoFunctions } from './demo.ts';
import { connectorOf } from './functions.ts';
import { httpFunctions } from './http.ts';
import { Settings, withEnvironment } from './settings.ts';
import { sqlFunctions } from './sql/connector.ts';
import { bind } from './sql/parameters.ts';

const none = () => undefined;
const ROW = {
  ...{ login: '00101', address: 'Tverskaya 1', internet: 100, internetdata: '2025-11-12', tv: 0, tvdata: '' },
  ...{ phone: 0, phonedata: '', cams: '261.0', camsdata: '12.11.2025', camsname: 'Smart', balans: '-50,5' },
  ...{ payment: null, invoice: 1, detail: 'true', receipt: '0' },
};

describe('contracts of a telephone', () => {
  test.each([
    [
      [10, 101],
      ['10', '101'],
    ],
    [{ uids: ['10', 10, 10n] }, ['10']],
    [
      [{ uid: '00101' }, { uid: 5 }],
      ['00101', '5'],
    ],
    [[], []],
  ])('%o', (raw, uids) => expect(uidsIn(raw)).toEqual(uids));

  test.each([
    [null, 'uidFrom: is null, and no list'],
    [{}, 'uidFrom: is {}, and no list'],
    ['<html>', 'uidFrom: is "<html>", and no list'],
    [{ error: 'no access' }, 'uidFrom: the billing says "no access"'],
    [[Number.NaN], 'uidFrom, row 1: is NaN: a uid is a whole number or a text'],
    [[1.5], 'uidFrom, row 1: is 1.5: a uid is a whole number or a text'],
    [[{ id: 5 }], 'uidFrom, row 1: there is no column uid; there is id'],
    [[{ uid: null }], 'uidFrom, row 1, column uid: is null: a uid is a whole number or a text'],
  ])('%o is no answer', (raw, message) => expect(() => uidsIn(raw)).toThrow(message));
});

test.each([
  [{ cams_open: true, cams_paid: true }, 'paid'],
  [{ cams_open: 1, cams_paid: '0' }, 'unpaid'],
  [{ cams_open: false, cams_paid: null }, 'off'],
  [{ cams_open: new Uint8Array([1]), cams_paid: new Uint8Array([1]) }, 'paid'],
  [{ cams_open: '1.0', cams_paid: 1.0 }, 'paid'],
  [{ cams_open: 'Y', cams_paid: 'n' }, 'unpaid'],
  [{ cams_open: '0.00', cams_paid: 'Y' }, 'off'],
  [{ state: 1 }, 'unpaid'],
  [{ state: 'off' }, 'off'],
])('%o is %s', (raw, state) => expect(stateIn(raw)).toBe(state));

test.each([
  [{ cams_open: true }, 'there is no column cams_paid'],
  [{ cams_open: true, cams_paid: null }, 'column cams_paid: is null'],
  [{ cams_open: 2, cams_paid: 1 }, 'column cams_open: is 2'],
  [{ cams_open: 'да', cams_paid: 1 }, 'is "да": give true or false, 1 or 0; other words by the query, as x = \'paid\''],
  [{ state: 3 }, 'is 3: give 0 (not ordered)'],
  [undefined, 'is nothing'],
  ['paid', 'is "paid", and no object'],
])('%o says nothing of a contract', (raw, message) => expect(() => stateIn(raw)).toThrow(message));

test('devices are named one by one, and one that is not named is an error unless silence means something', () => {
  expect(devicesIn({ 1: 2, 5: 0 }, [1, 5], undefined)).toEqual(
    new Map([
      [1, 'paid'],
      [5, 'off'],
    ]),
  );
  expect(devicesIn([{ device_id: 1, state: '1' }], [1, 2], 'off')).toEqual(
    new Map([
      [1, 'unpaid'],
      [2, 'off'],
    ]),
  );
  expect(() => devicesIn({ 1: 2 }, [1, 2], undefined)).toThrow('says nothing of device 2');
});

test('a row of the contracts page is read from text, numbers and truth in any form', () => {
  const remarks: string[] = [];
  expect(rowsIn([ROW], (remark) => void remarks.push(remark))).toMatchObject([
    {
      uid: null,
      services: {
        internet: { price: 100, until: '2025-11-12' },
        tv: { price: 0, until: null },
        cameras: { price: 261, until: '2025-11-12' },
      },
      balance: -50.5,
      payment: 0,
      ...{ mayShowInvoices: true, mayShowDetails: true, mayShowReceipt: false },
    },
  ]);
  expect(remarks).toEqual(['billingList has no column uid: rows are told apart by their order']);
});

test.each([
  [{ balans: Number.NaN }, 'column balans: is NaN, and no number'],
  [{ cams: 'free' }, 'column cams: is "free", and no number'],
  [
    { address: Buffer.from('ул. Мира') },
    'column address: is binary of 14 bytes, and no text: give convert(column using utf8mb4)',
  ],
  [{ camsdata: '2025-02-31' }, 'column camsdata: is "2025-02-31", and no date'],
  [{ tv: undefined, balans: undefined }, 'there is no column balans'],
])('a row with %o is no answer', (change, message) =>
  expect(() => rowsIn([{ ...ROW, ...change }], none)).toThrow(message),
);

test.each([
  ['33.3333333333333333', 33.33],
  ['-0.30000000000000004', -0.3],
  [261.29998779296875, 261.3],
  ['1.005', 1.01],
  [-1636.706685, -1636.71],
  [-0.001, 0],
  ['1234567890123456.5', undefined],
  ['1e3', undefined],
])('a sum of %s, as databases have it, is read to the kopeck', (balans, sum) => {
  if (sum === undefined) expect(() => rowsIn([{ ...ROW, balans }], none)).toThrow('column balans: is');
  else expect(rowsIn([{ ...ROW, balans }], none)[0]?.balance).toBe(sum);
});

test('an unknown column beside a missing one is a wrong name; alone it harms nobody', () => {
  const { tv: _, ...without } = ROW;
  expect(() => rowsIn([{ ...without, tv_price: 5 }], none)).toThrow('unknown column tv_price and lacks tv, uid');
  expect(rowsIn([{ ...ROW, uid: 7, comment: 'vip' }], none)).toHaveLength(1);
});

test('a flat begins with its number, or is none', () => {
  expect([17, '17', { flat: 17 }, [{ flat: '17' }], 17.0].map(flatIn)).toEqual(['17', '17', '17', '17', '17']);
  expect(['11а', { flat: '12-1' }, [{ flat: 'кв.9' }], '0009'].map(flatIn)).toEqual(['11а', '12-1', '9', '9']);
  expect([null, 0, '', [], [{ flat: null }]].map(flatIn)).toEqual([null, null, null, null, null]);
  expect(() => flatIn('офис 3')).toThrow(
    'column flat: is "офис 3", and no flat: it has to begin with its number, as 11, 11а, 12-1 or кв. 9',
  );
});

test('names in a query become placeholders, and nothing in quotes, comments or casts does', () => {
  const query = `select ':uid', "a:phone", uid::text -- :uid\n/* :phone */ from t where u = :uid and d in (:devices) and @x := 1`;
  const { text, values } = bind(query, { uid: '5', devices: [1, 2] }, (n) => `$${n}`);
  expect(text).toBe(
    `select ':uid', "a:phone", uid::text -- :uid\n/* :phone */ from t where u = $1 and d in ($2, $3) and @x := 1`,
  );
  expect(values).toEqual(['5', '1', '2']);
  expect(bind(':phone :phone7 :phone10', { phone: '89103523378' }, () => '?').values).toEqual([
    '89103523378',
    '79103523378',
    '9103523378',
  ]);
});

test('settings say which file and field is wrong', () => {
  const settings = new Settings('/etc/billing.json', { kind: 'sqll', queries: { uidFrom: 5 }, extra: 1 });
  expect(() => settings.choice('kind', ['sql', 'http'])).toThrow(
    '/etc/billing.json: "kind" is "sqll": give one of sql, http',
  );
  expect(() => settings.inner('queries', '').text('uidFrom', '')).toThrow(
    '/etc/billing.json: "queries.uidFrom" has to be a text',
  );
  expect(() => settings.text('url', 'give it')).toThrow('/etc/billing.json: "url" is missing: give it');
  expect(() => settings.end()).toThrow('"extra" is not known here: there is kind, queries, url');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what stands in the file
  const file = { password: '${PW}', list: ['a${PW}'] };
  expect(withEnvironment('f', file, { PW: 'x' })).toEqual({ password: 'x', list: ['ax'] });
  expect(() => withEnvironment('f', file, {})).toThrow('f: "password" asks for the environment variable PW');
});

const HTTP = {
  uidFrom: 'http://127.0.0.1/contracts?phone={phone}',
  camsActiv: 'http://127.0.0.1/contracts/{uid}',
  billingList: { url: 'http://127.0.0.1/rows', body: { phone: ['{phone7}'] } },
};
const http = (change: object) => httpFunctions(new Settings('f', { requests: { ...HTTP, ...change } }));

test('a mistake in a request is found before anything is asked', () => {
  expect(http({}).remarks).toEqual([]);
  expect(http({ camsActiv: 'http://127.0.0.1/open' }).remarks).toEqual([
    'camsActiv does not ask with {uid}: every contract gets the same answer',
  ]);
  expect(() => http({ uidFrom: 'http://127.0.0.1/?p={fone}' })).toThrow(
    'f: "requests.uidFrom" asks with {fone}: here there is {phone}, {phone7}, {phone10}',
  );
  expect(() => http({ camsActiv: 'http://127.0.0.1/{phone}' })).toThrow(
    'f: "requests.camsActiv" asks with {phone}: here there is {uid}',
  );
  expect(() => http({ uidFrom: 'http://127.0.0.1/contracts' })).toThrow(
    'f: "requests.uidFrom" does not ask with {phone}, {phone7} or {phone10}: everybody would get the same contracts',
  );
  expect(() => http({ billingList: { url: 'http://127.0.0.1/', body: { phone: '{uid}' } } })).toThrow(
    'f: "requests.billingList" asks with {uid}: here there is {phone}',
  );
  const { camsActiv, ...others } = HTTP;
  expect(() => httpFunctions(new Settings('f', { requests: { ...others, camsActive: camsActiv } }))).toThrow(
    'f: "requests.camsActive" is not known here: there is billingList, camsActiv, flatFromUid, isActiv, uidFrom',
  );
});

const SQL = {
  uidFrom: 'select uid from phones where phone = :phone',
  camsActiv: 'select 1 as cams_open, 1 as cams_paid',
  billingList: 'select 1 as login, 1 as balans where 1 = :phone7',
};
const sql = async (change: object, url = 'mysql://reader@127.0.0.1/billing') => {
  const functions = await sqlFunctions(new Settings('f', { url, queries: { ...SQL, ...change } }), 1000);
  await functions.close();
  return functions;
};

test('and in a query, and in the address of a database', async () => {
  expect((await sql({})).remarks).toEqual(['camsActiv does not ask with :uid: every contract gets the same answer']);
  await expect(sql({ uidFrom: "select uid from phones where phone = ':phone'" })).rejects.toThrow(
    'f: "queries.uidFrom" does not ask with :phone, :phone7 or :phone10: everybody would get the same contracts',
  );
  await expect(sql({ uidFrom: 'select :tel' })).rejects.toThrow(
    'asks with :tel: here there is :phone, :phone7, :phone10',
  );
  await expect(sql({ camsActive: 'select 1' })).rejects.toThrow(
    '"queries.camsActive" is not known here: there is bill',
  );
  for (const url of ['mysql://u@h/b?sslmode=prefer', 'postgres://u@h/b?sslmode=verify-ca', 'mysql://u@h/b?ssl=true'])
    await expect(sql({}, url)).rejects.toThrow(/^f: "url" has \?ssl\S*: here there is/);
  await expect(sql({}, 'mysql://u@h/b?password=hidden')).rejects.toThrow(/^(?!.*hidden)/);
  await expect(sql({}, 'mysql://u:100%@h/b')).rejects.toThrow('f: "url" has a % that stands for nothing: write %25');
  await sql({}, 'postgres://u@h/b?sslmode=verify-full');
});

test('the demo knows its own contracts and bars no other', async () => {
  const demo = connectorOf(demoFunctions(), { silenceMeansOff: false });
  const { signal } = new AbortController();
  expect(await demo.contractsOf('89100000001', signal)).toEqual(['1007', '1013']);
  expect(await demo.stateOf('1007', [], signal)).toEqual({ state: 'paid' });
  expect(await demo.rowsOf('89100000001', signal)).toHaveLength(2);
  await expect(demo.stateOf('5', [], signal)).rejects.toThrow('no row for contract 5');
});
