import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { bill, writes } from './support.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => await app.close());

const KEY = '00000075BCD01A';
const keys = async (uid: unknown) => (await bill(app, 'keys_list', { uid })).json;

test('a key is added once, in small letters, for a contract that nobody knew', async () => {
  expect(await keys(5)).toEqual({ keys: [] });
  const add = { uid: '5', key: KEY, comment: 'к' };
  expect(await bill(app, 'keys_add', add)).toMatchObject({ status: 200, text: '' });
  expect(await keys('5')).toEqual({ keys: [{ comment: 'к', key: '00000075bcd01a' }] });
  const before = await writes(app);
  expect(await bill(app, 'keys_add', { ...add, key: KEY.toLowerCase() })).toMatchObject({ status: 200, text: '' });
  expect(await bill(app, 'keys_add', { uid: 5, key: KEY })).toMatchObject({ status: 200, text: '' });
  expect(await writes(app)).toBe(before);
  expect(await app.core.sql`select title from organization where outside_uid = '5'`).toEqual([{ title: 'Договор 5' }]);
});

test('one of an odd number of digits is a key too; none of other signs is', async () => {
  expect(await bill(app, 'keys_add', { uid: 5, key: 'abc' })).toMatchObject({ status: 200, text: '' });
  const before = await writes(app);
  for (const key of ['xyz', 'None', '', undefined, 'a'.repeat(31), { a: 1 }, '12 34']) {
    const answer = await bill(app, 'keys_add', { uid: 5, key });
    expect(answer).toMatchObject({ status: 422, json: { error: expect.stringContaining('key') } });
    expect((await bill(app, 'keys_del', { uid: 5, key })).status).toBe(422);
  }
  for (const method of ['keys_add', 'keys_del', 'keys_list'])
    expect((await bill(app, method, { key: KEY })).json.error).toContain('uid');
  expect(await writes(app)).toBe(before);
});

test('many that come at once are all there', async () => {
  const many = Array.from({ length: 64 }, (_, i) => (0x1000 + i).toString(16));
  await Promise.all(many.map((key) => bill(app, 'keys_add', { uid: 'many', key, comment: '' })));
  const listed = (await keys('many')).keys.map(({ key }: { key: string }) => key);
  expect(listed.sort()).toEqual(many);
});

test('a key is taken away in any case; one that is not there, too', async () => {
  for (const uid of [5, 5, 'nobody']) {
    expect(await bill(app, 'keys_del', { uid, key: KEY })).toMatchObject({ status: 200, text: '' });
    expect(await keys(5)).toEqual({ keys: [{ comment: '', key: 'abc' }] });
  }
  expect(await app.core.sql`select from organization where outside_uid = 'nobody'`).toEqual([]);
});
