import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiClient, type Client, withKey } from '../../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { ADD_CAMERA } from './camera-fixtures.ts';
import { call, made, type Params, post, writes } from './support.ts';

let app: TestApp;
let api: Client;
beforeAll(async () => {
  app = await testApp();
  api = withKey(app, ADMIN.apiKey);
});
afterAll(async () => await app.close());

const NEW = {
  Name: 'Дом 1',
  MaxCameraCount: 4,
  MaxLoginCount: 3,
  MaxCameraOnlineTranslationCount: 5,
  MaxCameraArchivalTranslationCount: 2,
  MaxCameraUserOnlineTranslationCount: 2,
  MaxCameraUserArchivalTranslationCount: 1,
} as const;
const REST = {
  NetworkIP: '10.20.0.0',
  NetworkMask: '255.255.0.0',
  InternalServerAddr: '10.20.0.1',
  MaxSMSPerMonth: 30,
  Quota: 604_800,
  IsActive: 0,
  IsSupportEnabled: 1,
  ContractNumber: 'ДГ-77',
  IsLoginLocked: 1,
  LoginLockReason: 'Задолженность',
} as const;
const UNSET = {
  NetworkIP: '0.0.0.0',
  NetworkMask: '0.0.0.0',
  InternalServerAddr: '',
  MaxSMSPerMonth: 0,
  Quota: 0,
  IsActive: 1,
  IsSupportEnabled: 0,
  ContractNumber: '',
  IsLoginLocked: 0,
  LoginLockReason: '',
};

type Account = Record<string, unknown>;
const add = (params: Params = {}) => made(app, 'AddAccount', { ...NEW, ...params });
const edit = (ID: number, params: Params) => call(app, 'EditAccount', { ID, ...params });
const find = async (params: Params) => await call<Account[]>(app, 'FindAccounts', params);
const one = async (ID: number) => (await find({ ID }))[0];
/** As Watcher has it. */
const watcher = async (id: number) =>
  await (
    await fetch(`${app.url}/vsaas/api/v2/organizations/${id}`, { headers: { 'x-vsaas-api-key': ADMIN.apiKey } })
  ).json();

describe('accounts', () => {
  test('are added by the seven fields that clients send, with nothing unset being null', async () => {
    const id = await add();
    expect(await one(id)).toEqual({ ID: id, ...NEW, ...UNSET, Groups: [] });
  });

  test('keep every field, and are the same organization in Watcher and in our own API', async () => {
    const id = await add({ ...REST });
    expect(await one(id)).toEqual({ ID: id, ...NEW, ...REST, Groups: [] });
    expect((await api.get(`/organizations/${id}`)).body).toMatchObject({
      title: 'Дом 1',
      cameraLimit: 4,
      userLimit: 3,
      liveViews: 5,
      archiveViews: 2,
      userLiveViews: 2,
      userArchiveViews: 1,
      networks: ['10.20.0.0/16'],
      internalAddress: '10.20.0.1',
      smsPerMonth: 30,
      archiveSeconds: 604_800,
      notifyOutages: true,
      contractNumber: 'ДГ-77',
      blocks: [{ reason: '' }],
    });
    expect(await watcher(id)).toMatchObject({ id, title: 'Дом 1', camera_limit: 4, user_limit: 3 });
  });

  test('what Watcher and our own API write is read here; a limit that nobody set is 0', async () => {
    const { id } = (await api.post('/organizations', { title: 'Наш', liveViews: 7, networks: ['fd00::/8'] })).body;
    expect(await one(id)).toMatchObject({
      Name: 'Наш',
      MaxCameraCount: 0,
      MaxLoginCount: 0,
      MaxCameraOnlineTranslationCount: 7,
      NetworkIP: '0.0.0.0',
    });
    await fetch(`${app.url}/vsaas/api/v2/organizations/${id}`, {
      method: 'PUT',
      headers: { 'x-vsaas-api-key': ADMIN.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ camera_limit: 9, title: 'Watcher' }),
    });
    expect(await one(id)).toMatchObject({ Name: 'Watcher', MaxCameraCount: 9 });
  });

  test('an edit changes what is sent alone; an empty value is the default, of a limit an error', async () => {
    const id = await add({ ...REST, ContractNumber: 'edit-1' });
    expect(await edit(id, { Name: 'Дом 2' })).toEqual({ ID: id });
    expect(await edit(id, { MaxCameraCount: 0, NetworkMask: '255.255.255.0' })).toEqual({ ID: id });
    const changed = { ...REST, Name: 'Дом 2', MaxCameraCount: 0, NetworkMask: '255.255.255.0' };
    expect(await one(id)).toMatchObject({ ...NEW, ...changed, ContractNumber: 'edit-1' });
    const emptied = Object.fromEntries(Object.keys(UNSET).map((name) => [name, '']));
    expect(await edit(id, emptied)).toEqual({ ID: id });
    expect(await one(id)).toMatchObject(UNSET);
    for (const name of Object.keys(NEW))
      expect(await edit(id, { [name]: '' })).toMatchObject({ ErrorCode: 2, Error: expect.stringContaining(name) });
  });

  test('are switched off and on, locked with a reason that may change, and unlocked', async () => {
    const id = await add();
    await edit(id, { IsLoginLocked: 1, LoginLockReason: 'Долг' });
    await edit(id, { LoginLockReason: 'Долг 100 руб.' });
    await edit(id, { IsLoginLocked: 1, IsActive: 0 });
    expect(await one(id)).toMatchObject({ IsActive: 0, IsLoginLocked: 1, LoginLockReason: 'Долг 100 руб.' });
    await edit(id, { IsLoginLocked: 0, IsActive: 1 });
    await edit(id, { LoginLockReason: 'Ничего' });
    expect(await one(id)).toMatchObject({ IsActive: 1, IsLoginLocked: 0, LoginLockReason: '' });
  });

  test.each([
    [{ NetworkIP: '10.0.0.0' }, 'NetworkMask'],
    [{ NetworkMask: '255.0.0.0' }, 'NetworkIP'],
    [{ NetworkIP: '10.0.0.0', NetworkMask: '0.0.0.0' }, 'NetworkMask'],
    [{ NetworkIP: '10.0.0.0', NetworkMask: '255.0.255.0' }, 'NetworkMask'],
    [{ NetworkIP: '10.0.0', NetworkMask: '255.0.0.0' }, 'NetworkIP'],
    [{ NetworkIP: '10.0.0.256', NetworkMask: '255.0.0.0' }, 'NetworkIP'],
    [{ InternalServerAddr: 'server' }, 'InternalServerAddr'],
    [{ MaxCameraCount: -1 }, 'MaxCameraCount'],
    [{ MaxLoginCount: '1.5' }, 'MaxLoginCount'],
    [{ MaxSMSPerMonth: -3 }, 'MaxSMSPerMonth'],
    [{ Quota: 99_999_999_999 }, 'Quota'],
    [{ IsActive: 2 }, 'IsActive'],
    [{ IsSupportEnabled: 'да' }, 'IsSupportEnabled'],
    [{ IsLoginLocked: 'x' }, 'IsLoginLocked'],
    [{ Name: 'я'.repeat(256) }, 'Name'],
    [{ LoginLockReason: 'я'.repeat(501), IsLoginLocked: 1 }, 'LoginLockReason'],
    [{ ContractNumber: '7'.repeat(256) }, 'ContractNumber'],
  ])('%j is refused by name and changes nothing', async (wrong, name) => {
    const id = await add();
    const before = await writes(app);
    const refused = { ErrorCode: 2, Error: expect.stringMatching(new RegExp(`${name}.*[а-я]`)) };
    expect(await call(app, 'AddAccount', { ...NEW, ...wrong })).toEqual(refused);
    expect(await edit(id, wrong)).toEqual(refused);
    expect(await writes(app)).toBe(before);
  });

  test('0.0.0.0 with 0.0.0.0 is no network, and host bits are not looked at', async () => {
    const id = await add({ NetworkIP: '0.0.0.0', NetworkMask: '0.0.0.0' });
    expect(await one(id)).toMatchObject({ NetworkIP: '0.0.0.0', NetworkMask: '0.0.0.0' });
    await edit(id, { NetworkIP: '10.1.2.3', NetworkMask: '255.255.255.128' });
    expect(await one(id)).toMatchObject({ NetworkIP: '10.1.2.0', NetworkMask: '255.255.255.128' });
    await edit(id, { NetworkIP: '10.1.2.3', NetworkMask: '255.255.255.255' });
    expect(await one(id)).toMatchObject({ NetworkIP: '10.1.2.3', NetworkMask: '255.255.255.255' });
  });

  test('take cameras of their network alone, when they are added and when they are changed', async () => {
    const id = await add({ NetworkIP: '10.20.0.0', NetworkMask: '255.255.0.0' });
    const camera = { ...ADD_CAMERA, AccountID: id, SkipCameraCheck: 1, IPOrDomain: '10.20.0.5' };
    const ID = await made(app, 'AddCamera', camera);
    const before = await writes(app);
    const outside = { ErrorCode: 2, Error: expect.stringMatching(/IPOrDomain.*вне сети аккаунта/) };
    for (const IPOrDomain of ['10.21.0.5', 'fd00::1']) {
      expect(await call(app, 'AddCamera', { ...camera, IPOrDomain })).toEqual(outside);
      expect(await call(app, 'EditCamera', { ID, IPOrDomain, SkipCameraCheck: 1 })).toEqual(outside);
    }
    expect(await writes(app)).toBe(before);
    await edit(id, { NetworkIP: '0.0.0.0', NetworkMask: '0.0.0.0' });
    expect(await call(app, 'EditCamera', { ID, IPOrDomain: '10.21.0.5', SkipCameraCheck: 1 })).toEqual({ ID });
  });

  test('a switched off or locked one lets nobody in, and the lock says why', async () => {
    const id = await add();
    await made(app, 'AddUser', { AccountID: id, Login: 'locked-out', Password: 'correct horse' });
    const signIn = async () =>
      await apiClient(app).post('/session', { login: 'locked-out', password: 'correct horse' });
    await edit(id, { IsLoginLocked: 1, LoginLockReason: 'Долг 100 руб.' });
    expect(await signIn()).toMatchObject({
      status: 403,
      body: { error: { message: expect.stringContaining('Долг 100 руб') } },
    });
    await edit(id, { IsLoginLocked: 0 });
    expect((await signIn()).status).toBe(200);
    await edit(id, { IsActive: 0 });
    expect((await signIn()).status).toBe(403);
    await edit(id, { IsActive: 1 });
    expect((await signIn()).status).toBe(200);
  });

  test('the limit of cameras holds, 0 means none', async () => {
    const id = await add({ MaxCameraCount: 0 });
    const camera = { ...ADD_CAMERA, AccountID: id, SkipCameraCheck: 1 };
    const full = { ErrorCode: 2, Error: 'Достигнуто ограничение на количество камер.' };
    expect(await call(app, 'AddCamera', camera)).toEqual(full);
    await edit(id, { MaxCameraCount: 1 });
    expect(await made(app, 'AddCamera', camera)).toBeGreaterThan(0);
    expect(await call(app, 'AddCamera', camera)).toEqual(full);
    expect(await edit(id, { MaxCameraCount: 0 })).toEqual({ ID: id });
  });

  test('a contract number is one account’s alone', async () => {
    const id = await add({ ContractNumber: 'Л-1' });
    const taken = { ErrorCode: 2, Error: `Параметр ContractNumber: номер счета уже занят аккаунтом ${id}` };
    expect(await call(app, 'AddAccount', { ...NEW, ContractNumber: 'Л-1' })).toEqual(taken);
    const other = await add();
    expect(await edit(other, { ContractNumber: 'Л-1' })).toEqual(taken);
    expect(await edit(id, { ContractNumber: 'Л-1' })).toEqual({ ID: id });
  });

  test('an id that is not there is refused by its parameter', async () => {
    const gone = { ErrorCode: 2, Error: 'Параметр ID: аккаунт 77777 не найден' };
    expect(await edit(77_777, { Name: 'x' })).toEqual(gone);
    expect(await call(app, 'DeleteAccount', { ID: 77_777 })).toEqual(gone);
    expect(await call(app, 'DeleteAccount', { ID: 'x' })).toMatchObject({ ErrorCode: 2 });
  });

  test('go with their users, sessions and cameras; the second time there is nothing', async () => {
    const id = await add();
    const user = await made(app, 'AddUser', { AccountID: id, Login: 'gone', Password: 'correct horse' });
    const camera = (await api.post('/cameras', { title: 'gone', organizationId: id, sourceUrl: 'fake://clock' })).body;
    expect(await call(app, 'DeleteAccount', { ID: id })).toEqual({ Status: 1 });
    expect(await find({ ID: id })).toEqual([]);
    expect((await api.get(`/users/${user}`)).status).toBe(404);
    expect((await api.get(`/cameras/${camera.id}`)).status).toBe(404);
    expect(await call(app, 'DeleteAccount', { ID: id })).toMatchObject({ ErrorCode: 2 });
    const [standard] = await app.core.sql`select id from organization where is_default`;
    expect(await call(app, 'DeleteAccount', { ID: standard?.id })).toMatchObject({ ErrorCode: 2 });
  });
});

describe('lists of accounts', () => {
  test('hold every account, by id, under both names, as JSON and as XML', async () => {
    const ids = [await add({ Name: 'А & <Б>' }), await add({ Name: 'Я' })];
    const all = await call<Account[]>(app, 'masAccounts');
    expect(all.map(({ ID }) => ID)).toEqual(expect.arrayContaining(ids));
    expect(all.map(({ ID }) => ID)).toEqual(all.map(({ ID }) => Number(ID)).sort((a, b) => a - b));
    expect(await call(app, 'GetAccounts')).toEqual(all);
    expect(all[0]).not.toHaveProperty('Groups');
    const xml = await post(app, 'masAccounts', { Format: 'xml' });
    expect(xml.type).toBe('text/xml; charset=utf-8');
    const texts = all.map((account) => Object.fromEntries(Object.entries(account).map(([k, v]) => [k, String(v)])));
    expect((xml.body as { Item: unknown }).Item).toEqual(texts);
  });

  test('are found by part of the name, the same name first, and by the whole contract number', async () => {
    const long = await add({ Name: 'Берёзовая 10' });
    const exact = await add({ Name: 'берёзовая 1', ContractNumber: 'Ф-10' });
    expect((await find({ Name: 'БЕРЁЗОВАЯ 1' })).map(({ ID }) => ID)).toEqual([exact, long]);
    expect((await find({ ContractNumber: 'Ф-10' })).map(({ ID }) => ID)).toEqual([exact]);
    expect(await find({ ContractNumber: 'Ф-1' })).toEqual([]);
    expect(await find({ Name: 'Берёзовая', ID: exact, ContractNumber: 'Ф-11' })).toEqual([]);
    expect(await find({ Name: '%' })).toEqual([]);
    expect((await find({})).length).toBeGreaterThan(2);
    const none = await post(app, 'FindAccounts', { Name: 'нет такого', Format: 'xml' });
    expect(none.text).toBe('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
  });

  test('tell the groups of what was found', async () => {
    const id = await add({ Name: 'С группами' });
    const { id: above } = (await api.post(`/organizations/${id}/folders`, { title: 'Двор' })).body;
    const { id: below } = (await api.post(`/organizations/${id}/folders`, { title: 'Ворота', parentId: above })).body;
    expect((await one(id))?.Groups).toEqual([
      { ID: above, Name: 'Двор', ParentID: 0 },
      { ID: below, Name: 'Ворота', ParentID: above },
    ]);
  });

  test('of ten thousand go out in pieces, whole', async () => {
    await app.core.sql`
      insert into organization (domain_id, title) select 1, 'Абонент ' || n from generate_series(1, 10000) n`;
    const all = await call<Account[]>(app, 'masAccounts');
    expect(all.length).toBeGreaterThan(10_000);
    expect(new Set(all.map(({ ID }) => ID)).size).toBe(all.length);
  });
});
