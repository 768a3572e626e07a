import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFixture } from '../support/rtsp-fixture.ts';
import { RtspServer } from '../support/rtsp-server.ts';
import { type StartedServer, startServer } from '../support/server.ts';
import { framesAdvance, openBrowser } from './support/browser.ts';
import { callApi, seriousFaults, visit } from './support/web.ts';

/** The life of a subscriber by calls of the Forpost System API alone: real server, real RTSP, real browsers. */
let server: StartedServer;
let source: RtspServer;
let browser: Browser;
const ids = { account: 0, object: 0, camera: 0, user: 0, plan: 0 };
const USER = { UserLogin: 'petrova', UserIP: '0.0.0.0' };

type Params = Record<string, string | number>;

async function call<T = Record<string, unknown>>(method: string, params: Params = {}): Promise<T> {
  const signed = { AdminLogin: server.login, AdminPassword: server.password, ...params };
  const body = new URLSearchParams(Object.entries(signed).map(([name, value]) => [name, String(value)]));
  const response = await fetch(`${server.url}/system-api/${method}`, { method: 'POST', body });
  return (await response.json()) as T;
}

const add = async (method: string, params: Params): Promise<number> => {
  const answer = await call<{ ID?: number }>(method, params);
  if (answer.ID === undefined) throw new Error(`${method}: ${JSON.stringify(answer)}`);
  return answer.ID;
};

const watcher = async <T>(path: string): Promise<T> => {
  const response = await fetch(`${server.url}/vsaas/api/v2${path}`, { headers: { 'x-vsaas-api-key': server.apiKey } });
  return (await response.json()) as T;
};

async function untilTrue(what: string, done: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await done().catch(() => false))) {
    if (Date.now() > end) throw new Error(`Not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const embed = async (params: Params = {}) =>
  (await call<{ Url: string }>('GetEmbedClient', { ...USER, ...params })).Url;
const translation = async (params: Params = {}) =>
  await call<{ URL?: string; ErrorCode?: number; Error?: string }>('GetTranslationURL', {
    CameraID: ids.camera,
    Format: 'HLS',
    ...USER,
    ...params,
  });

beforeAll(async () => {
  server = await startServer();
  source = await new RtspServer(await makeFixture(), { auth: 'digest', user: 'viewer', password: 'p@ss/word' }).start();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await source?.stop();
});

test('an account with a network, an object, a camera on real RTSP, and a user with rights', async () => {
  ids.account = await add('AddAccount', {
    Name: 'Петрова А. И.',
    MaxCameraCount: 1,
    MaxLoginCount: 1,
    NetworkIP: '127.0.0.0',
    NetworkMask: '255.0.0.0',
    MaxCameraOnlineTranslationCount: 1,
    MaxCameraArchivalTranslationCount: 1,
    MaxCameraUserOnlineTranslationCount: 1,
    MaxCameraUserArchivalTranslationCount: 1,
    Quota: 86_400,
    ContractNumber: 'Д-1007',
  });
  ids.object = await add('AddObject', {
    AccountID: ids.account,
    Name: 'Дом',
    Address: 'Березовая, 7',
    Lat: '55.75',
    Lon: '37.6',
  });
  const camera = {
    Name: 'Двор',
    AccountID: ids.account,
    AccountObjectID: ids.object,
    MasterID: 1,
    Login: 'viewer',
    Password: 'p@ss/word',
    IPOrDomain: '127.0.0.1',
    Port: source.port,
    Protocol: 'rtsp',
    RtspTransport: 'tcp',
    MJPEG: '/yard',
    RecordType: 1,
  };
  expect(await call('AddCamera', { ...camera, IPOrDomain: '10.9.8.7' })).toMatchObject({ ErrorCode: 2 });
  expect(await call('AddCamera', { ...camera, Port: 9 })).toMatchObject({ ErrorCode: 2 });
  expect(await call('AddCamera', { ...camera, Password: 'wrong' })).toMatchObject({ ErrorCode: 2 });
  ids.camera = await add('AddCamera', camera);
  expect(await call('AddCamera', { ...camera, Name: 'Вторая' })).toMatchObject({ ErrorCode: 2 });
  ids.user = await add('AddUser', {
    AccountID: ids.account,
    Login: 'petrova',
    Password: 'secret-7',
    FIO: 'Петрова Анна',
    IsReadOnly: 1,
  });
  expect(await call('GetUserCameraAccessRights', { UserID: ids.user })).toEqual([]);
  const rights = { Review: 1, ViewArchive: 1, Admin: 0, PTZ: 0, Download: 1, Snapshot: 1 };
  const updated = await call('UpdateUserCameraAccessRights', { UserID: ids.user, CameraID: ids.camera, ...rights });
  expect(updated).toEqual({ Status: 1 });
  expect(await call('GetUserCameraAccessRights', { UserID: ids.user })).toEqual([{ CameraID: ids.camera, ...rights }]);
  await untilTrue(
    'the camera is available',
    async () => (await call<{ State: number }>('GetCameraState', { ID: ids.camera })).State === 1,
    20_000,
  );
});

test('the other dialects see the same account, camera and user', async () => {
  expect(await watcher(`/organizations/${ids.account}`)).toMatchObject({
    title: 'Петрова А. И.',
    camera_limit: 1,
    user_limit: 1,
  });
  const { items } = await callApi<{ items: { id: number; title: string; archiveDays: number }[] }>(
    server,
    'GET',
    `/cameras?organizationId=${ids.account}`,
  );
  expect(items).toMatchObject([{ id: ids.camera, title: 'Двор' }]);
  expect(await callApi(server, 'GET', `/users/${ids.user}`)).toMatchObject({ login: 'petrova', name: 'Петрова Анна' });
});

let first: { context: BrowserContext; page: Page };

test('the session that the cabinet is given signs the subscriber in', async () => {
  const { SessionID } = await call<{ SessionID: string }>('CreateUserSession', USER);
  const { context, page } = await visit(browser, server, { language: 'ru-RU' });
  await page.goto(`/login.html?SessionID=${SessionID}`);
  await page.getByRole('link', { name: /Двор/ }).first().waitFor();
  await context.close();
});

test('the embedded page plays', async () => {
  first = await visit(browser, server, { language: 'ru-RU' });
  await first.page.goto(await embed());
  await first.page.getByRole('button', { name: 'Двор' }).click();
  await framesAdvance(first.page);
  expect(await seriousFaults(first.page)).toEqual([]);
});

test('a second browser is refused while the one window is taken, and plays when it is free', async () => {
  const second = await visit(browser, server, { language: 'ru-RU' });
  await second.page.goto(await embed({ CameraID: ids.camera, IsTimeline: 0 }));
  await second.page
    .getByText(/окон|окна/)
    .first()
    .waitFor();
  await untilTrue('the link is refused as well', async () => (await translation()).ErrorCode === 3, 10_000);
  await first.context.close();
  await second.page.reload();
  await framesAdvance(second.page);
  await second.context.close();
});

test('players get URLs that play by themselves', async () => {
  let url = '';
  await untilTrue(
    'a free window',
    async () => {
      url = (await translation()).URL ?? '';
      return url !== '';
    },
    20_000,
  );
  const playlist = await (await fetch(url)).text();
  expect(playlist).toContain('#EXTM3U');
  await fetch(url, { method: 'POST', body: new URLSearchParams({ op: 'stop' }) });
  const picture = await fetch((await translation({ Format: 'JPG' })).URL ?? '');
  expect(picture.headers.get('content-type')).toBe('image/jpeg');
  const recordedTo = async () =>
    (await call<{ LastRecordTime: number }>('GetCameraLastRecordTime', { CameraID: ids.camera })).LastRecordTime;
  let link: string | undefined;
  await untilTrue(
    'a link to a piece of the archive',
    async () => {
      const piece = { CameraID: ids.camera, ...USER, Container: 'mp4', TS: (await recordedTo()) - 2, Duration: 1 };
      link = (await call<{ URL?: string }>('GetDownloadURL', piece)).URL;
      return link !== undefined;
    },
    90_000,
  );
  // The last seconds of it may not be on the disk yet: players ask the same address again until they are.
  let file = new Response();
  await untilTrue(
    'the piece as a file',
    async () => {
      file = await fetch(link ?? '');
      return file.status === 200;
    },
    30_000,
  );
  expect(Buffer.from(await file.arrayBuffer()).toString('latin1', 4, 8)).toBe('ftyp');
});

test('a tariff and a payment', async () => {
  const [preset] = (await callApi<{ items: { id: number }[] }>(server, 'GET', '/presets')).items;
  const plan = await callApi<{ id: number }>(server, 'POST', '/plans', {
    name: 'Неделя',
    presetId: preset?.id,
    price: '300',
  });
  ids.plan = plan.id;
  expect(await call('SetAllowedAccountTariffs', { AccountID: ids.account, TariffIDList: `[${plan.id}]` })).toEqual({
    Status: 1,
  });
  expect(await call('GetAllowedAccountTariffs', { AccountID: ids.account })).toEqual([{ ID: plan.id }]);
  expect(await call('GetTariffs')).toContainEqual(expect.objectContaining({ ID: plan.id, Price: 300 }));
  const paid = { AccountID: ids.account, Value: '150,50', ExtPaymentID: 'p-1' };
  expect(await call('PayIn', paid)).toEqual({ Status: 1 });
  expect(await call('PayIn', paid)).toEqual({ Status: 1 });
});

test('a lock says its reason at sign-in and cuts what plays; unlocked, all is back', async () => {
  const { context, page } = await visit(browser, server, { language: 'ru-RU' });
  await page.goto(await embed({ CameraID: ids.camera }));
  await framesAdvance(page);
  const locked = { ID: ids.account, IsLoginLocked: 1, LoginLockReason: 'Долг за октябрь' };
  expect(await call('EditAccount', locked)).toEqual({ ID: ids.account });
  await page.getByText('Доступ').first().waitFor({ timeout: 5000 });
  expect(await translation()).toMatchObject({ ErrorCode: 3 });
  expect((await call<{ State: number }>('GetCameraState', { ID: ids.camera })).State).toBe(1);
  const signIn = await visit(browser, server, { language: 'ru-RU' });
  await signIn.page.goto('/sign-in');
  await signIn.page.getByLabel('Логин').fill('petrova');
  await signIn.page.getByLabel('Пароль', { exact: true }).fill('secret-7');
  await signIn.page.getByRole('button', { name: 'Войти' }).click();
  await signIn.page.getByText('Долг за октябрь').waitFor();
  expect(await call('EditAccount', { ID: ids.account, IsLoginLocked: 0 })).toEqual({ ID: ids.account });
  await signIn.page.getByRole('button', { name: 'Войти' }).click();
  await signIn.page.getByRole('link', { name: /Двор/ }).first().waitFor();
  await signIn.context.close();
  await page.goto(await embed({ CameraID: ids.camera }));
  await framesAdvance(page);
  await context.close();
});

test('deleted, nothing of it is left in any dialect', async () => {
  expect(await call('DeleteAccount', { ID: ids.account })).toEqual({ Status: 1 });
  expect(await call('DeleteAccount', { ID: ids.account })).toMatchObject({ ErrorCode: 2 });
  expect(await call('FindAccounts', { ID: ids.account })).toEqual([]);
  expect(await call('GetCameras', { ID: ids.camera })).toEqual([]);
  expect(await call('GetAccountUsers', { ID: ids.user })).toEqual([]);
  expect(await call('CreateUserSession', USER)).toMatchObject({ ErrorCode: 2 });
});
