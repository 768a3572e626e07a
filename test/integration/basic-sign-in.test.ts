import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeUser, createUser } from '../../src/core/users/operations.ts';
import { type TestApp, testApp } from '../support/app.ts';

let app: TestApp;
let userId = 0;

beforeAll(async () => {
  app = await testApp();
  userId = (await createUser(app.core, app.system, { login: 'machine', password: 'right' })).id;
});
afterAll(async () => await app.close());

const ask = async (password: string): Promise<number> => {
  const authorization = `Basic ${Buffer.from(`machine:${password}`).toString('base64')}`;
  return (await fetch(`${app.url}/vsaas/api/v2/profile`, { headers: { authorization } })).status;
};

test('a login and password with every call: remembered while right, forgotten with any change of the user', async () => {
  expect([await ask('right'), await ask('right'), await ask('wrong')]).toEqual([200, 200, 403]);
  await changeUser(app.core, app.system, userId, { enabled: false });
  expect(await ask('right')).toBe(403);
  await changeUser(app.core, app.system, userId, { enabled: true });
  expect(await ask('right')).toBe(200);
  await changeUser(app.core, app.system, userId, { password: 'other' });
  expect([await ask('right'), await ask('other')]).toEqual([403, 200]);
});
