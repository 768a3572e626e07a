import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CameraProbe } from '../../../src/core/cameras/source/camera-probe.ts';
import { copiesOf } from '../../../src/core/copies/copies.ts';
import { createOrganization } from '../../../src/core/organizations/operations.ts';
import { actorById } from '../../../src/core/sessions/sessions.ts';
import { createTicket } from '../../../src/core/tickets/operations.ts';
import { signedIn, withKey } from '../../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { PASSWORD, type Tenant, tenant } from '../../support/tenants.ts';
import { ADD_CAMERA } from './camera-fixtures.ts';
import { call, type Params, post, writes } from './support.ts';

interface Refusal {
  readonly ErrorCode: number;
  readonly Error: string;
}

let app: TestApp;
let ann: Tenant;
let bob: Tenant;
const probed: string[] = [];
beforeAll(async () => {
  app = await testApp();
  ann = await tenant(app, 'ann');
  bob = await tenant(app, 'bob');
  for (const [login, actsForId] of [
    ['viewing', ann.viewer],
    ['owning', ann.owner],
  ] as const)
    await withKey(app, ADMIN.apiKey).post('/service-administrators', { login, password: PASSWORD, actsForId });
  const probe: CameraProbe = {
    check: async ({ url }) => {
      probed.push(url);
      return { reachable: true };
    },
  };
  Object.assign(app.core, { probe });
});
afterAll(async () => await app.close());

/** Signed by the administrator that acts for the viewer, or for the owner of the contract. */
const as = async <T = Refusal>(AdminLogin: 'viewing' | 'owning', method: string, params: Params = {}): Promise<T> =>
  await call<T>(app, method, { ...params, AdminLogin, AdminPassword: PASSWORD });

test('nobody is asked whether a camera is there for whoever may not edit it', async () => {
  const before = await writes(app);
  const edit = { ID: ann.camera, IPOrDomain: '10.66.6.6' };
  expect(await as('viewing', 'EditCamera', edit)).toMatchObject({ ErrorCode: 3 });
  expect(await as('owning', 'EditCamera', { ...edit, ID: bob.camera })).toMatchObject({ ErrorCode: 2 });
  expect(await as('viewing', 'AddCamera', { ...ADD_CAMERA, AccountID: ann.organization })).toMatchObject({
    ErrorCode: 3,
  });
  expect(await as('owning', 'AddCamera', { ...ADD_CAMERA, AccountID: bob.organization })).toMatchObject({
    ErrorCode: 3,
  });
  expect(probed).toEqual([]);
  expect(await writes(app)).toBe(before);
});

test('a subscriber takes a camera elsewhere with a password that it knows alone', async () => {
  const edit = { ID: ann.camera, IPOrDomain: '10.66.6.6' };
  expect(await as('owning', 'EditCamera', edit)).toEqual({
    ErrorCode: 2,
    Error: 'Параметр Password: укажите его: камера переносится на другой адрес',
  });
  expect(await as('owning', 'EditCamera', { ...edit, SkipCameraCheck: 1 })).toMatchObject({ ErrorCode: 2 });
  expect(probed).toEqual([]);
  expect(await as('owning', 'EditCamera', { ID: ann.camera, MJPEG: '/other' })).toEqual({ ID: ann.camera });
  expect(await as('owning', 'EditCamera', { ...edit, Login: 'me', Password: 'mine' })).toEqual({ ID: ann.camera });
  expect(probed).toEqual(['rtsp://root:secret@10.1.2.3/other', 'rtsp://me:mine@10.66.6.6/other']);
});

test('an administrator who may only read hands out no session', async () => {
  const billing = withKey(app, ADMIN.apiKey);
  const reading = { login: 'reading', password: PASSWORD, administrator: true, readonly: true };
  expect((await billing.post('/users', reading)).status).toBe(201);
  const signed = { AdminLogin: 'reading', AdminPassword: PASSWORD, UserLogin: ann.ownerLogin, UserIP: '0.0.0.0' };
  expect(await call(app, 'CreateUserSession', signed)).toEqual({ ErrorCode: 3, Error: 'Нет прав на это действие' });
  expect(await call(app, 'GetEmbedClient', signed)).toHaveProperty('Url');
  const own = { UserLogin: ann.viewerLogin, UserIP: '0.0.0.0' };
  expect(await as('viewing', 'CreateUserSession', own)).toHaveProperty('SessionID');
  expect(await as('viewing', 'CreateUserSession', { ...own, UserLogin: ann.ownerLogin })).toMatchObject({
    ErrorCode: 3,
  });
});

test('cameras of an account are those that the user sees; of a foreign one none, and nothing is made', async () => {
  const ids = (cameras: readonly { ID: number }[]) => cameras.map(({ ID }) => ID);
  const list = async (who: 'viewing' | 'owning', AccountID: number) =>
    ids(await as<{ ID: number }[]>(who, 'GetCameras', { AccountID }));
  expect(await list('viewing', ann.organization)).toEqual([ann.camera]);
  const bind = { AccountID: bob.organization, GroupIDList: `[${ann.folder}]` };
  await app.core.sql`update camera set folder_id = ${ann.folder} where id = ${ann.camera}`;
  expect(await call(app, 'BindAccountToForeignAccountGroups', bind)).toEqual({ Status: 1 });
  await app.core.feed.settled();
  expect(await list('owning', bob.organization)).toEqual([]);
  expect(await app.core.sql`select from camera_copy`).toHaveLength(0);
  const [copy] = await copiesOf(app.core, bob.organization);
  expect(ids(await call(app, 'GetCameras', { AccountID: bob.organization }))).toEqual([bob.camera, copy?.id]);
});

test('an embedded page takes the id of a copy, and an address in any spelling', async () => {
  const [copy] = await copiesOf(app.core, bob.organization);
  const { Url } = await call<{ Url: string }>(app, 'GetEmbedClient', {
    UserLogin: bob.ownerLogin,
    UserIP: '0:0:0:0:0:0:0:1',
    CameraID: copy?.id,
  });
  const { port } = new URL(app.url);
  const link = Url.split('/').at(-1);
  const page = await app.server.inject({
    url: `/api/vedette/v1/embed/${link}`,
    remoteAddress: '::1',
    headers: { host: `[::1]:${port}` },
  });
  expect(page.json()).toMatchObject({ single: true, cameras: [{ id: ann.camera }] });
});

test('a subscriber is not told who answers tickets', async () => {
  const owner = await actorById(app.core, ann.owner, app.system.trace);
  const { id: TicketID } = await createTicket(app.core, owner, { title: 'Нет картинки', text: 'С утра' });
  expect(await call(app, 'AddTicketMessage', { TicketID, Message: 'Смотрим' })).toEqual({ Status: 1 });
  const last = async (tickets: readonly { LastMessage: string }[]) => JSON.parse(tickets[0]?.LastMessage ?? '');
  expect(await last(await as('owning', 'GetTickets'))).toMatchObject({
    Message: 'Смотрим',
    UserID: 0,
    Login: '',
    FIO: '',
    Email: '',
    Phone: '',
    IsAdmin: 1,
  });
  expect(await last(await call(app, 'GetTickets'))).toMatchObject({ Login: ADMIN.login, IsAdmin: 1 });
});

test('refusals are in Russian', async () => {
  const latin = /[a-z]{3,} [a-z]{3,}/i;
  const refusals = [
    await as('owning', 'PayIn', { AccountID: ann.organization, Value: 1 }),
    await as('viewing', 'EditCamera', { ID: ann.camera, Name: 'x' }),
    await as('owning', 'AddCamera', { ...ADD_CAMERA, AccountID: bob.organization }),
    await as('owning', 'AddAccount', {
      Name: 'x',
      MaxCameraCount: 1,
      MaxLoginCount: 1,
      MaxCameraOnlineTranslationCount: 1,
      MaxCameraArchivalTranslationCount: 1,
      MaxCameraUserOnlineTranslationCount: 1,
      MaxCameraUserArchivalTranslationCount: 1,
    }),
    await as('viewing', 'EditAccount', { ID: ann.organization, Name: 'x' }),
    await as('owning', 'EditAccount', { ID: ann.organization, IsActive: 0 }),
    await as('owning', 'AddUser', { AccountID: ann.organization, Login: 'x', Password: 'correct horse' }),
    await as('viewing', 'AddObject', { AccountID: ann.organization, Name: 'x' }),
    await as('owning', 'GetMasters'),
    await as('owning', 'GetTariffs'),
    await as('owning', 'DeleteUser', { ID: ann.owner }),
    await as('owning', 'EditUser', { ID: ann.owner, IsActive: 0 }),
    await call<Refusal>(app, 'PayIn', { AccountID: ann.organization, Value: '99999999999999' }),
    await call<Refusal>(app, 'EditUser', { ID: ann.owner, AccountID: bob.organization }),
    await call<Refusal>(app, 'EditUser', { ID: ann.owner, IsReadOnly: 1 }),
  ];
  for (const { ErrorCode, Error: text } of refusals) {
    expect([2, 3], text).toContain(ErrorCode);
    expect(text).not.toMatch(latin);
  }
});

test('what cannot be written as text is a parameter that does not do', async () => {
  const body = { AdminLogin: ADMIN.login, AdminPassword: ADMIN.password };
  const send = async (more: object) => {
    const headers = { 'content-type': 'application/json' };
    const json = JSON.stringify({ ...body, ...more });
    return await (await fetch(`${app.url}/system-api/FindAccounts`, { method: 'POST', headers, body: json })).text();
  };
  expect(JSON.parse(await send({ Name: { toString: 1 } }))).toEqual({
    ErrorCode: 2,
    Error: 'Параметр Name должен быть строкой',
  });
  expect(JSON.parse(await send({ Format: { toString: 1 } }))).toEqual({
    ErrorCode: 2,
    Error: 'Параметр Format должен быть строкой',
  });
});

test('a blocked subscriber hears why in one language', async () => {
  const billing = withKey(app, ADMIN.apiKey);
  await billing.put(`/users/${bob.viewer}/blocks/billing`, {});
  expect(await call(app, 'CreateUserSession', { UserLogin: bob.viewerLogin, UserIP: '::' })).toEqual({
    ErrorCode: 3,
    Error: 'Пользователь заблокирован',
  });
  await expect(signedIn(app, bob.viewerLogin, PASSWORD)).rejects.toThrow();
});

test('long lists go out as they are read, also where an account has nothing but copies', async () => {
  const { id } = await createOrganization(app.core, app.system, { title: 'receives' });
  const bind = { AccountID: id, GroupIDList: `[${ann.folder}]` };
  expect(await call(app, 'BindAccountToForeignAccountGroups', bind)).toEqual({ Status: 1 });
  const { text, type } = await post(app, 'GetCameras', { AccountID: id });
  expect(type).toBe('application/json; charset=utf-8');
  expect(JSON.parse(text)).toMatchObject([{ AccountID: id, ParentID: String(ann.camera) }]);
  expect((await post(app, 'GetTickets', { State: -1, Format: 'xml' })).text).toMatch(/<Response><Item><ID>\d+<\/ID>/);
  expect((await post(app, 'GetUnavailableCameras')).text).toMatch(/^\[.*\]$/);
});
