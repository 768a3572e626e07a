import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balances } from '../../../src/core/ledger/operations.ts';
import { createOrganization } from '../../../src/core/organizations/operations.ts';
import { changePlan, createPlan } from '../../../src/core/plans/operations.ts';
import { setPlanPrice } from '../../../src/core/plans/prices.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { call, writes } from './support.ts';

let app: TestApp;
let preset = 0;
let account = 0;
beforeAll(async () => {
  app = await testApp();
  const [row] = await app.core.sql`select id from preset limit 1`;
  preset = row?.id;
  account = (await createOrganization(app.core, app.system, { title: 'Берёзовая, 7' })).id;
});
afterAll(async () => await app.close());

const plan = async (name: string, note = '') =>
  (await createPlan(app.core, app.system, { name, note, presetId: preset })).id;
const balance = async () => (await balances(app.core, app.system, account))[0]?.amount;
/** Another domain's account and plan. */
async function foreign(): Promise<{ account: number; plan: number }> {
  const [domain] = await app.core.sql`insert into domain (title) values ('Other') returning id`;
  const [organization] = await app.core.sql`
    insert into organization (domain_id, title) values (${domain?.id}, 'other') returning id`;
  const [other] = await app.core.sql`
    insert into plan (domain_id, preset_id, name) values (${domain?.id}, ${preset}, 'foreign') returning id`;
  return { account: organization?.id, plan: other?.id };
}

describe('GetTariffs', () => {
  test('has the price in force today as a number, and no archived tariffs', async () => {
    const week = await plan('Неделя', '7 дней архива');
    await setPlanPrice(app.core, app.system, week, '2020-01-01', 19_990n);
    await setPlanPrice(app.core, app.system, week, '2999-01-01', 50_000n);
    const free = await plan('Без цены');
    const old = await plan('Старый');
    await changePlan(app.core, app.system, old, { active: false });
    const { plan: other } = await foreign();
    const list = await call<{ ID: number }[]>(app, 'GetTariffs');
    expect(list).toContainEqual({ ID: week, Name: 'Неделя', Comment: '7 дней архива', Price: 199.9 });
    expect(list).toContainEqual({ ID: free, Name: 'Без цены', Comment: '', Price: 0 });
    expect(list.map(({ ID }) => ID)).not.toContain(old);
    expect(list.map(({ ID }) => ID)).not.toContain(other);
  });
});

describe('the tariffs of an account', () => {
  const allowed = async () => await call<unknown>(app, 'GetAllowedAccountTariffs', { AccountID: account });
  const byDefault = async () => await call<unknown>(app, 'GetAccountDefaultCameraTariff', { AccountID: account });

  test('are all until some are named; an empty list is all again', async () => {
    const [a, b] = [await plan('a'), await plan('b')];
    expect(await allowed()).toEqual([]);
    for (const list of [`[${b}, ${a}]`, `["${b}","${a}"]`, `${b},${a}`]) {
      const answer = await call(app, 'SetAllowedAccountTariffs', { AccountID: account, TariffIDList: list });
      expect(answer).toEqual({ Status: 1 });
      expect(await allowed()).toEqual([{ ID: a }, { ID: b }]);
    }
    await call(app, 'SetAllowedAccountTariffs', { AccountID: account, TariffIDList: '[]' });
    expect(await allowed()).toEqual([]);
  });

  test('have a default that 0 takes away', async () => {
    const a = await plan('by default');
    expect(await byDefault()).toEqual({ ID: 0 });
    expect(await call(app, 'SetAccountDefaultCameraTariff', { AccountID: account, TariffID: a })).toEqual({
      Status: 1,
    });
    expect(await byDefault()).toEqual({ ID: a });
    await call(app, 'SetAccountDefaultCameraTariff', { AccountID: account, TariffID: 0 });
    expect(await byDefault()).toEqual({ ID: 0 });
  });

  test('are refused when they are unknown, foreign, archived or no list, and nothing is changed', async () => {
    const old = await plan('old');
    await changePlan(app.core, app.system, old, { active: false });
    const other = await foreign();
    const before = await writes(app);
    const refused = async (method: string, params: Record<string, string | number>, error: RegExp) =>
      expect(await call(app, method, params)).toEqual({ ErrorCode: 2, Error: expect.stringMatching(error) });
    for (const list of ['[999999]', `[${other.plan}]`, `[${old}]`, 'abc', '{"a":1}', '[1.5]', '[[1]]', '["x"]', '[-1]'])
      await refused('SetAllowedAccountTariffs', { AccountID: account, TariffIDList: list }, /TariffIDList/);
    for (const id of [999_999, other.plan, old, -1])
      await refused('SetAccountDefaultCameraTariff', { AccountID: account, TariffID: id }, /TariffID/);
    for (const AccountID of [999_999, other.account, 0, -1]) {
      await refused('SetAllowedAccountTariffs', { AccountID, TariffIDList: '[]' }, /Аккаунт/);
      await refused('GetAllowedAccountTariffs', { AccountID }, /Аккаунт/);
      await refused('SetAccountDefaultCameraTariff', { AccountID, TariffID: 0 }, /Аккаунт/);
      await refused('GetAccountDefaultCameraTariff', { AccountID }, /Аккаунт/);
    }
    expect(await writes(app)).toBe(before);
  });

  test('do not have a default that is not among them', async () => {
    const [a, b] = [await plan('in'), await plan('out')];
    await call(app, 'SetAllowedAccountTariffs', { AccountID: account, TariffIDList: `[${a}]` });
    expect(await call(app, 'SetAccountDefaultCameraTariff', { AccountID: account, TariffID: b })).toEqual({
      ErrorCode: 2,
      Error: 'Тариф недоступен аккаунту',
    });
    await call(app, 'SetAllowedAccountTariffs', { AccountID: account, TariffIDList: '[]' });
  });
});

describe('PayIn', () => {
  const pay = async (Value: string | number, more = {}) =>
    await call(app, 'PayIn', { AccountID: account, Value, ...more });

  test.each([
    ['100', 10_000n],
    ['100.5', 10_050n],
    ['100,55', 10_055n],
    ['0,01', 1n],
    ['+2.10', 210n],
    ['.5', 50n],
    ['7.', 700n],
    ['3.1000', 310n],
    [' 4 ', 400n],
  ])('adds %s', async (value, minor) => {
    const before = (await balance()) ?? 0n;
    expect(await pay(value)).toEqual({ Status: 1 });
    expect(await balance()).toBe(before + minor);
  });

  test.each([
    '0',
    '0,00',
    '-1',
    '-0.01',
    '1.001',
    '0,009',
    '1e3',
    '1 000',
    '1,000.50',
    'NaN',
    'Infinity',
    '0x10',
    'сто',
    '99999999999999999',
  ])('refuses %s and adds nothing', async (value) => {
    const before = [await balance(), await writes(app)];
    expect(await pay(value)).toEqual({ ErrorCode: 2, Error: expect.stringMatching(/Value/) });
    expect([await balance(), await writes(app)]).toEqual(before);
  });

  test('takes JSON numbers', async () => {
    const before = (await balance()) ?? 0n;
    const response = await fetch(`${app.url}/system-api/PayIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ AdminLogin: 'admin', AdminPassword: 'admin-password', AccountID: account, Value: 10.25 }),
    });
    expect(await response.json()).toEqual({ Status: 1 });
    expect(await balance()).toBe(before + 1025n);
  });

  test('without an id of the payment counts each call; with one, the first alone', async () => {
    const before = (await balance()) ?? 0n;
    await pay('10');
    await pay('10');
    await pay('5', { ExtPaymentID: 'T-1' });
    expect(await pay('5.00', { ExtPaymentID: 'T-1' })).toEqual({ Status: 1 });
    expect(await balance()).toBe(before + 2500n);
    expect(await pay('6', { ExtPaymentID: 'T-1' })).toEqual({
      ErrorCode: 2,
      Error: 'Платеж с таким ExtPaymentID уже проведен на другую сумму или другой аккаунт',
    });
    expect(await balance()).toBe(before + 2500n);
  });

  test('is refused for accounts that are not there or foreign, and for a comment that is too long', async () => {
    const other = await foreign();
    const before = await writes(app);
    for (const AccountID of [999_999, other.account, 0, -1])
      expect(await pay('1', { AccountID })).toEqual({ ErrorCode: 2, Error: `Аккаунт ${AccountID} не найден` });
    const long = await pay('1', { Comment: 'x'.repeat(1001) });
    expect(long).toEqual({ ErrorCode: 2, Error: 'Параметр Comment: не длиннее 1000 символов' });
    expect(await writes(app)).toBe(before);
  });
});
