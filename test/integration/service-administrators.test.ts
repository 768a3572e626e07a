import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, post } from '../conformance/forpost/support.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let admin: Client;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  admin = await administrator(app);
});
afterAll(async () => await app.close());

const BILLING = { login: 'billing', password: 'billing-secret' };
const signed = (login = BILLING.login, password = BILLING.password) => ({ AdminLogin: login, AdminPassword: password });
const root = '/service-administrators';
const kinds = async (who: Record<string, string>, method = 'GetRecordTypes') => {
  const answer = await call<{ ErrorCode?: number; Error?: string }>(app, method, who);
  return Array.isArray(answer) ? 'list' : `${answer.ErrorCode} ${answer.Error}`;
};

describe('a service administrator', () => {
  let id = 0;

  test('is added without its password being shown, and signs calls at once', async () => {
    const created = await admin.post(root, { ...BILLING, email: 'noc@example.net' });
    expect(created).toMatchObject({
      status: 201,
      body: { login: 'billing', name: 'billing', enabled: true, allowedMethods: null, networks: [], actsForId: null },
    });
    id = created.body.id;
    expect(JSON.stringify(created.body)).not.toContain(BILLING.password);
    expect(await kinds(signed())).toBe('list');
    expect(await kinds(signed('BILLING'))).toBe('list');
    expect(await kinds(signed('billing', 'billing-Secret'))).toBe('3 Доступ запрещен');
    expect((await admin.get(`${root}/${id}`)).body.lastUsedAt).not.toBeNull();
  });

  test('is held to its methods, wherever their names are written how', async () => {
    expect((await admin.get(`${root}/methods`)).body.items).toContainEqual({ name: 'GetRecordTypes', writes: false });
    expect((await admin.patch(`${root}/${id}`, { allowedMethods: ['Nothing'] })).status).toBe(400);
    await admin.patch(`${root}/${id}`, { allowedMethods: [] });
    expect(await kinds(signed())).toBe('3 Администратору запрещен метод GetRecordTypes');
    expect(await kinds(signed(), 'getrecordTYPES/')).toBe('3 Администратору запрещен метод GetRecordTypes');
    const changed = await admin.patch(`${root}/${id}`, { allowedMethods: ['getrecordtypes'] });
    expect(changed.body.allowedMethods).toEqual(['GetRecordTypes']);
    expect(await kinds(signed())).toBe('list');
    await admin.patch(`${root}/${id}`, { allowedMethods: null });
  });

  test('is held to its networks', async () => {
    expect((await admin.patch(`${root}/${id}`, { networks: ['nowhere'] })).status).toBe(400);
    const changed = await admin.patch(`${root}/${id}`, { networks: ['10.1.2.3/8'] });
    expect(changed.body.networks).toEqual(['10.0.0.0/8']);
    expect(await kinds(signed())).toBe('3 Вызов с этого адреса запрещен');
    await admin.patch(`${root}/${id}`, { networks: ['127.0.0.0/8', 'fd00::/8'] });
    expect(await kinds(signed())).toBe('list');
  });

  test('acts for one subscriber alone where it is said so', async () => {
    expect((await admin.patch(`${root}/${id}`, { actsForId: 1 })).status).toBe(400);
    expect((await admin.patch(`${root}/${id}`, { actsForId: 999_999 })).status).toBe(400);
    expect((await admin.patch(`${root}/${id}`, { actsForId: a.viewer })).body.actsFor).toBe(a.viewerLogin);
    expect(await kinds(signed())).toBe('list');
    await admin.patch(`${root}/${id}`, { actsForId: null });
  });

  test('ends with a new password, with being switched off, with being deleted', async () => {
    await admin.patch(`${root}/${id}`, { password: 'another-secret' });
    expect(await kinds(signed())).toBe('3 Доступ запрещен');
    expect(await kinds(signed('billing', 'another-secret'))).toBe('list');
    await admin.patch(`${root}/${id}`, { enabled: false });
    expect(await kinds(signed('billing', 'another-secret'))).toBe('3 Администратор отключен');
    await admin.delete(`${root}/${id}`);
    expect(await kinds(signed('billing', 'another-secret'))).toBe('3 Доступ запрещен');
    expect((await admin.get(`${root}/${id}`)).status).toBe(404);
  });

  test('has a login of its own and a password of some length', async () => {
    const refused = async (body: object) => (await admin.post(root, body)).status;
    expect(await refused({ login: 'x', password: 'short' })).toBe(400);
    expect(await refused({ login: '', password: 'long-enough' })).toBe(400);
    expect(await refused({ login: ADMIN.login, password: 'long-enough' })).toBe(409);
    await admin.post(root, { login: 'Twice', password: 'long-enough' });
    expect(await refused({ login: 'twice', password: 'long-enough' })).toBe(409);
  });
});

describe('who may sign calls', () => {
  test('human administrators may, subscribers may not', async () => {
    expect(await kinds(signed(ADMIN.login, ADMIN.password))).toBe('list');
    expect(await kinds(signed(a.ownerLogin, PASSWORD))).toBe('3 Доступ запрещен');
    expect(await kinds(signed('nobody', PASSWORD))).toBe('3 Доступ запрещен');
  });

  test('guessing at a login ends in 429 and does not hold up the billing that is right', async () => {
    await admin.post(root, { login: 'guessed', password: 'right-secret' });
    expect(await kinds(signed('guessed', 'right-secret'))).toBe('list');
    const answers = [];
    for (let i = 0; i < 14; i++) answers.push(await post(app, 'GetRecordTypes', signed('guessed', `wrong-${i}`)));
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { ErrorCode: 3 } });
    expect(await kinds(signed('guessed', 'right-secret'))).toBe('list');
  });

  test('only administrators see and change them', async () => {
    const owner = await signedIn(app, a.ownerLogin, PASSWORD);
    const [one] = (await admin.get(root)).body.items;
    for (const answer of [
      await owner.get(root),
      await owner.get(`${root}/methods`),
      await owner.get(`${root}/${one.id}`),
      await owner.post(root, { login: 'mine', password: 'long-enough' }),
      await owner.patch(`${root}/${one.id}`, { enabled: false }),
      await owner.delete(`${root}/${one.id}`),
    ])
      expect(answer.status).toBe(403);
    expect((await withKey(app, ADMIN.apiKey).get(root)).status).toBe(200);
  });

  test('the key of the billing is none of them', async () => {
    expect((await admin.get(`${root}/1`)).status).toBe(404);
    expect((await admin.delete(`${root}/1`)).status).toBe(404);
  });
});
