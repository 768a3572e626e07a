import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiClient, type Client, withKey } from '../../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { call, made, type Params, writes } from './support.ts';

let app: TestApp;
let api: Client;
let account: number;
let count = 0;
beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  api = withKey(app, ADMIN.apiKey);
  account = await addAccount();
});
afterAll(async () => await app.close());

const addAccount = (MaxLoginCount = 100) =>
  made(app, 'AddAccount', {
    Name: `Дом ${++count}`,
    MaxCameraCount: 4,
    MaxLoginCount,
    MaxCameraOnlineTranslationCount: 5,
    MaxCameraArchivalTranslationCount: 2,
    MaxCameraUserOnlineTranslationCount: 2,
    MaxCameraUserArchivalTranslationCount: 1,
  });
const fresh = () => ({ AccountID: account, Login: `user-${++count}`, Password: 'correct horse' });
const add = (params: Params = {}) => made(app, 'AddUser', { ...fresh(), ...params });
const edit = (ID: number, params: Params) => call(app, 'EditUser', { ID, ...params });
const list = async (params: Params) => await call<Record<string, unknown>[]>(app, 'GetAccountUsers', params);
const signIn = async (login: string, password: string) =>
  (await apiClient(app).post('/session', { login, password })).status;

describe('users', () => {
  test('are added with the defaults of the document: administrators of their account', async () => {
    const id = await add({ Login: 'ivanov', Email: 'i@example.com', Phone: '+7900', FIO: 'Иванов И. И.' });
    const shown = { ID: id, Login: 'ivanov', IsActive: 1, IsReadOnly: 0, AccountID: account, Email: 'i@example.com' };
    expect(await list({ AccountID: account })).toEqual([shown]);
    expect(await list({ ID: id, AccountID: 77_777 })).toEqual([shown]);
    expect((await api.get(`/users/${id}`)).body).toMatchObject({
      login: 'ivanov',
      name: 'Иванов И. И.',
      phone: '+7900',
      kind: 'subscriber',
      home: { id: account },
      accountAdministrator: true,
      mayChangePassword: true,
      mayChangeProfile: true,
      mustChangePassword: false,
      passwordBy: 'own',
      blocks: [],
    });
    expect(await signIn('ivanov', 'correct horse')).toBe(200);
    const watcher = await fetch(`${app.url}/vsaas/api/v2/users/${id}`, {
      headers: { 'x-vsaas-api-key': ADMIN.apiKey },
    });
    expect(await watcher.json()).toMatchObject({ id, login: 'ivanov', enabled: true });
  });

  test('an ordinary one sees nothing, an administrator of the account sees its cameras', async () => {
    const camera = (await api.post('/cameras', { title: 'Двор', organizationId: account, sourceUrl: 'fake://clock' }))
      .body;
    const plain = await add({ IsReadOnly: 1 });
    const boss = await add();
    const sees = async (id: number) =>
      (await api.get(`/users/${id}/cameras`)).body.items.map((c: { id: number }) => c.id);
    expect(await sees(plain)).toEqual([]);
    expect(await sees(boss)).toEqual([camera.id]);
    await edit(plain, { IsReadOnly: 0 });
    await edit(boss, { IsReadOnly: 1 });
    expect(await sees(plain)).toEqual([camera.id]);
    expect(await sees(boss)).toEqual([]);
    expect(await list({ ID: boss })).toMatchObject([{ IsReadOnly: 1 }]);
  });

  test('an edit changes what is sent alone, and no password', async () => {
    const id = await add({ Login: 'petrov', IsReadOnly: 1, Email: 'p@example.com' });
    expect(
      await edit(id, { FIO: 'Петров', Password: 'other', CanChangeOwnInfo: 0, ChangePasswordAtNextLogin: 1 }),
    ).toEqual({ ID: id });
    expect((await api.get(`/users/${id}`)).body).toMatchObject({
      login: 'petrov',
      name: 'Петров',
      email: 'p@example.com',
      accountAdministrator: false,
      mayChangePassword: false,
      mayChangeProfile: false,
      mustChangePassword: true,
    });
    expect(await signIn('petrov', 'other')).toBe(401);
    await edit(id, { IsActive: 0, Email: '', CanChangeOwnInfo: '', Login: 'petrov2' });
    expect(await list({ ID: id })).toMatchObject([{ Login: 'petrov2', IsActive: 0, Email: '' }]);
    expect(await signIn('petrov2', 'correct horse')).toBe(403);
    await edit(id, { IsActive: 1 });
    expect(await signIn('petrov2', 'correct horse')).toBe(200);
    expect((await api.get(`/users/${id}`)).body.mayChangePassword).toBe(true);
  });

  test('move to another account with their role, and leave the rights of the old one', async () => {
    const from = await addAccount();
    const to = await addAccount(1);
    const id = await add({ AccountID: from });
    await edit(id, { AccountID: to });
    expect(await list({ AccountID: from })).toEqual([]);
    expect(await list({ AccountID: to })).toMatchObject([{ ID: id, AccountID: to, IsReadOnly: 0 }]);
    const other = await add({ AccountID: from });
    const full = { ErrorCode: 2, Error: 'Достигнуто ограничение на количество пользователей.' };
    expect(await edit(other, { AccountID: to })).toEqual(full);
    expect(await call(app, 'AddUser', { ...fresh(), AccountID: to })).toEqual(full);
    expect(await list({ ID: other })).toMatchObject([{ AccountID: from }]);
  });

  test('a new password ends the sessions of the old one', async () => {
    const id = await add({ Login: 'sidorov' });
    const session = await apiClient(app).post('/session', { login: 'sidorov', password: 'correct horse' });
    const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const me = async () => (await apiClient(app, { cookie, 'x-requested-with': 'vedette' }).get('/session')).status;
    expect(await me()).toBe(200);
    expect(await call(app, 'EditUserPassword', { ID: id, Password: 'next one' })).toEqual({ ID: id });
    expect(await me()).toBe(401);
    expect(await signIn('sidorov', 'correct horse')).toBe(401);
    expect(await signIn('sidorov', 'next one')).toBe(200);
  });

  test('what is taken, missing or not there is refused by name and changes nothing', async () => {
    const id = await add({ Login: 'busy' });
    const before = await writes(app);
    const refused = (text: string) => ({ ErrorCode: 2, Error: expect.stringContaining(text) });
    expect(await call(app, 'AddUser', { ...fresh(), Login: 'BUSY' })).toEqual(refused('уже занят'));
    const other = await add();
    expect(await edit(other, { Login: 'busy' })).toEqual(refused('уже занят'));
    expect(await call(app, 'AddUser', { ...fresh(), AccountID: 77_777 })).toEqual(refused('AccountID'));
    expect(await edit(id, { AccountID: 77_777 })).toEqual(refused('AccountID'));
    for (const name of ['Login', 'AccountID']) expect(await edit(id, { [name]: '' })).toEqual(refused(name));
    for (const name of ['IsReadOnly', 'CanChangeOwnInfo', 'ChangePasswordAtNextLogin', 'IsActive', 'AuthProviderID'])
      expect(await edit(id, { [name]: 'x' })).toEqual(refused(name));
    expect(await edit(id, { AuthProviderID: 7 })).toEqual(refused('AuthProviderID'));
    for (const name of ['Email', 'FIO', 'Login', 'Phone'])
      expect(await edit(id, { [name]: 'x'.repeat(300) })).toEqual(refused(name));
    expect(await call(app, 'EditUserPassword', { ID: id, Password: 'x'.repeat(2000) })).toEqual(refused('Password'));
    for (const method of ['EditUser', 'EditUserPassword', 'DeleteUser'])
      expect(await call(app, method, { ID: 77_777, Password: 'x' })).toEqual(refused('Параметр ID'));
    expect(await call(app, 'GetAccountUsers')).toEqual(refused('AccountID'));
    expect(await writes(app)).toBe(before + 1);
  });

  test("the provider's own people are no users of accounts", async () => {
    const [administrator] = await app.core.sql`select id from app_user where kind = 'administrator'`;
    const ID = administrator?.id;
    expect(await list({ ID })).toEqual([]);
    for (const method of ['EditUser', 'EditUserPassword', 'DeleteUser'])
      expect(await call(app, method, { ID, Password: 'x' })).toMatchObject({ ErrorCode: 2 });
  });

  test('are deleted, once', async () => {
    const id = await add();
    expect(await call(app, 'DeleteUser', { ID: id })).toEqual({ Status: 1 });
    expect(await list({ ID: id })).toEqual([]);
    expect(await call(app, 'DeleteUser', { ID: id })).toMatchObject({ ErrorCode: 2 });
  });

  test('what Watcher makes in an organization is a user of that account', async () => {
    const response = await fetch(`${app.url}/vsaas/api/v2/users`, {
      method: 'POST',
      headers: { 'x-vsaas-api-key': ADMIN.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'from-watcher', password: 'pw', organization_id: account }),
    });
    const { id } = (await response.json()) as { id: number };
    expect(await list({ ID: id })).toMatchObject([{ Login: 'from-watcher', AccountID: account, IsReadOnly: 1 }]);
  });
});

describe('password checks', () => {
  let backend: Server;
  beforeAll(async () => {
    backend = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://backend');
      response.writeHead(searchParams.get('password') === 'outside' ? 200 : 403).end();
    });
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void backend.close());

  test('are the own password alone, until the provider has an outside system', async () => {
    expect(await call(app, 'GetAuthProviders')).toEqual([{ ID: 1, Name: expect.any(String) }]);
    expect(await call(app, 'AddUser', { ...fresh(), AuthProviderID: 2 })).toMatchObject({ ErrorCode: 2 });
  });

  test('each user signs in by its own', async () => {
    const { port } = backend.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/check`;
    expect((await api.patch('/settings', { authBackendUrl: url })).status).toBe(200);
    expect(await call(app, 'GetAuthProviders')).toMatchObject([{ ID: 1 }, { ID: 2 }]);
    await add({ Login: 'by-own' });
    const id = await add({ Login: 'by-backend', AuthProviderID: 2 });
    expect(await signIn('by-own', 'outside')).toBe(401);
    expect(await signIn('by-own', 'correct horse')).toBe(200);
    expect(await signIn('by-backend', 'correct horse')).toBe(401);
    expect(await signIn('by-backend', 'outside')).toBe(200);
    await edit(id, { AuthProviderID: 1 });
    expect(await signIn('by-backend', 'outside')).toBe(401);
    expect(await signIn('by-backend', 'correct horse')).toBe(200);
  });
});
