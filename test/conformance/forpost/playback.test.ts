import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copiesOf } from '../../../src/core/copies/copies.ts';
import { withKey } from '../../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { type Tenant, tenant } from '../../support/tenants.ts';
import { limit, rolling, until } from '../../support/viewers.ts';
import { call, type Params, post, writes } from './support.ts';

let app: TestApp;
let ann: Tenant;
let bob: Tenant;
beforeAll(async () => {
  app = await testApp({ media: { segmentSeconds: 2 } });
  [ann, bob] = [await tenant(app, 'ann'), await tenant(app, 'bob')];
  const at = `/organizations/${ann.organization}/folders/${ann.root}/grants/${ann.viewer}`;
  await withKey(app, ADMIN.apiKey).put(at, { archive: true, download: true });
  await rolling(app, ann, 6);
  await until(async () => ((await lastRecord()) ?? 0) > 0);
}, 60_000);
afterAll(() => app.close());

const now = () => Math.floor(Date.now() / 1000);
const start = () => Math.ceil((app.node?.archive.loaded(ann.camera)?.from ?? 0) / 1000);
const lastRecord = async () =>
  (await call<{ LastRecordTime?: number }>(app, 'GetCameraLastRecordTime', { CameraID: ann.camera })).LastRecordTime;

interface Answer {
  readonly URL?: string;
  readonly ErrorCode?: number;
  readonly Error?: string;
}
const translation = (more: Params = {}) =>
  call<Answer>(app, 'GetTranslationURL', { CameraID: ann.camera, UserLogin: ann.viewerLogin, ...more });
const download = (more: Params = {}) =>
  call<Answer>(app, 'GetDownloadURL', {
    CameraID: ann.camera,
    UserLogin: ann.viewerLogin,
    TS: start(),
    Duration: 1,
    ...more,
  });
const typeOf = async (url = '', init: RequestInit = {}) => {
  const response = await fetch(url, { redirect: 'manual', ...init });
  await response.body?.cancel();
  return `${response.status} ${response.headers.get('content-type')}`;
};

describe('GetTranslationURL', () => {
  test('answers a URL and nothing else, which plays as it is', async () => {
    const plain = await translation();
    expect(Object.keys(plain)).toEqual(['URL']);
    expect(plain.URL).toMatch(new RegExp(`^${app.url}/play/[\\w-]+/index\\.m3u8$`));
    expect(await typeOf(plain.URL)).toBe('200 application/vnd.apple.mpegurl');
    for (const [params, type] of [
      [{ Format: 'HLS', LightStream: 1, UserIP: '0.0.0.0', TZ: 10800, Speed: 1 }, 'application/vnd.apple.mpegurl'],
      [{ format: 'jpg', Speed: '1.0' }, 'image/jpeg'],
      [{ Format: 'H264' }, 'video/x-flv'],
      [{ Format: 'HLS', TS: start() + 1 }, 'application/vnd.apple.mpegurl'],
      [{ Format: 'JPG', TS: start() + 1, UserIP: '127.0.0.1' }, 'image/jpeg'],
      [{ UserLogin: undefined, TS: '' }, 'application/vnd.apple.mpegurl'],
    ] as const) {
      expect([params, await typeOf((await translation(params)).URL)]).toEqual([params, `200 ${type}`]);
    }
  });

  test('answers the same as XML', async () => {
    const { body, type } = await post(app, 'GetTranslationURL', { CameraID: ann.camera, Format: 'xml' });
    expect(type).toBe('text/xml; charset=utf-8');
    expect(body).toEqual({ URL: expect.stringContaining('/index.m3u8') });
  });

  test('binds the URL to UserIP', async () => {
    const { URL } = await translation({ UserIP: '10.9.8.7' });
    expect(await typeOf(URL)).toContain('403');
  });

  test.each([
    [{ CameraID: undefined }, 'CameraID'],
    [{ CameraID: 'первая' }, 'CameraID'],
    [{ CameraID: 999_999 }, 'Камера'],
    [{ UserLogin: 'nobody' }, 'Пользователь'],
    [{ UserIP: 'дом' }, 'UserIP'],
    [{ Format: 'RTSP' }, 'Format'],
    [{ Format: 'H264', TS: 1_700_000_000 }, 'Format'],
    [{ LightStream: 'yes please' }, 'LightStream'],
    [{ TS: 'вчера' }, 'TS'],
    [{ TS: -5 }, 'TS'],
    [{ TS: 2_000_000_000 }, 'TS'],
    [{ TZ: 'UTC' }, 'TZ'],
    [{ Speed: '-1.0' }, 'Speed'],
    [{ Speed: '0.50', TS: 1_700_000_000 }, 'Speed'],
  ] as const)('refuses %j by its name', async (params, name) => {
    expect(await translation(params)).toEqual({ ErrorCode: 2, Error: expect.stringContaining(name) });
  });

  test('says from when on there is an archive, in the zone of the domain', async () => {
    const refused = await translation({ TS: start() - 86_400 });
    const [row] = await app.core.sql<{ text: string }[]>`
      select to_char(date_trunc('second', archive_from + interval '999 ms') at time zone 'Europe/Moscow', 'DD.MM.YYYY HH24:MI:SS') as text
      from stream_state where camera_id = ${ann.camera}`;
    expect(refused).toEqual({ ErrorCode: 2, Error: `Архив доступен с ${row?.text}` });
    expect(await download({ TS: start() - 86_400 })).toEqual(refused);
  });

  test('refuses who has no right, and a camera or account that is off', async () => {
    const other = await translation({ UserLogin: bob.viewerLogin });
    expect(other).toEqual({ ErrorCode: 3, Error: 'Нет прав на просмотр этой камеры' });
    const billing = withKey(app, ADMIN.apiKey);
    for (const [at, text] of [
      [`/cameras/${ann.camera}`, 'Камера выключена: ремонт'],
      [`/organizations/${ann.organization}`, 'Аккаунт'],
      [`/users/${ann.viewer}`, 'Пользователь заблокирован: ремонт'],
    ] as const) {
      expect((await billing.put(`${at}/blocks/billing`, { reason: 'ремонт' })).status).toBe(200);
      expect(await translation()).toEqual({ ErrorCode: 3, Error: expect.stringContaining(text) });
      expect(await download()).toMatchObject({ ErrorCode: 3 });
      await billing.delete(`${at}/blocks/billing`);
    }
    expect(await translation()).toHaveProperty('URL');
  });

  test('a picture of the archive needs its own right', async () => {
    const { URL } = await translation({ Format: 'JPG', TS: start() + 1 });
    const snapshots = async (allowed: boolean) => {
      await app.core.sql`update access_grant set snapshot = ${allowed} where subject_id = ${ann.viewer}`;
      await limit(app, ann.organization, {});
    };
    await snapshots(false);
    expect(await translation({ Format: 'JPG', TS: start() + 1 })).toMatchObject({ ErrorCode: 3 });
    expect(await typeOf(URL)).toContain('403');
    expect(await translation({ TS: start() + 1 })).toHaveProperty('URL');
    await snapshots(true);
    expect(await typeOf(URL)).toBe('200 image/jpeg');
  });

  test('refuses over the limit of windows, of live and of the archive, until one is closed', async () => {
    await until(() => app.node?.status(ann.camera)?.alive === true);
    app.node?.viewings.closeAll();
    await limit(app, ann.organization, { user_live_views: 1, archive_views: 0 });
    const { URL } = await translation();
    await until(async () => (await typeOf(URL)).startsWith('200'));
    await until(async () => 'ErrorCode' in (await translation()));
    expect(await translation()).toEqual({ ErrorCode: 3, Error: expect.stringContaining('(1)') });
    expect(await translation({ Format: 'JPG' })).toHaveProperty('URL');
    expect(await translation({ UserLogin: undefined })).toHaveProperty('URL');
    expect(await translation({ TS: start() + 1 })).toMatchObject({
      ErrorCode: 3,
      Error: expect.stringContaining('архива'),
    });
    expect((await fetch(URL ?? '', { method: 'POST', body: new URLSearchParams({ op: 'stop' }) })).status).toBe(200);
    expect(await translation()).toHaveProperty('URL');
    await limit(app, ann.organization, {});
  });

  test('takes the id of a copy that another account has', async () => {
    await app.core.sql`update camera set folder_id = ${ann.folder} where id = ${ann.camera}`;
    const bound = { AccountID: bob.organization, GroupIDList: `[${ann.folder}]` };
    expect(await call(app, 'BindAccountToForeignAccountGroups', bound)).toEqual({ Status: 1 });
    await app.core.feed.settled();
    const [copy] = await copiesOf(app.core, bob.organization);
    expect(copy?.cameraId).toBe(ann.camera);
    const own = await translation({ CameraID: copy?.id, UserLogin: bob.ownerLogin });
    expect(await typeOf(own.URL)).toContain('200');
  });

  test('an administrator that acts for one user has that user’s rights and no others', async () => {
    const made = await withKey(app, ADMIN.apiKey).post('/service-administrators', {
      name: 'player',
      login: 'player',
      password: 'player-password',
      actsForId: ann.viewer,
    });
    expect(made.status).toBe(201);
    const signed = { AdminLogin: 'player', AdminPassword: 'player-password' };
    expect(await translation({ ...signed, UserLogin: undefined })).toHaveProperty('URL');
    expect(await translation({ ...signed, UserLogin: ann.viewerLogin.toUpperCase() })).toHaveProperty('URL');
    expect(await translation({ ...signed, UserLogin: ann.ownerLogin })).toMatchObject({ ErrorCode: 3 });
    const foreign = await translation({ ...signed, UserLogin: undefined, CameraID: bob.camera });
    expect(foreign).toMatchObject({ ErrorCode: 3 });
    expect(await translation({ ...signed, UserLogin: undefined, CameraID: 999_999 })).toEqual(foreign);
    expect(await call(app, 'GetCameraLastRecordTime', { ...signed, CameraID: bob.camera })).toEqual(foreign);
  });

  test('refuses a wrong administrator; changes nothing', async () => {
    const before = await writes(app);
    const denied = { ErrorCode: 3, Error: 'Доступ запрещен' };
    expect(await translation({ AdminPassword: 'wrong' })).toEqual(denied);
    expect(await download({ AdminPassword: 'wrong' })).toEqual(denied);
    await translation();
    expect(await writes(app)).toBe(before);
  });
});

describe('GetDownloadURL', () => {
  test('is 404 until all of it is recorded, then 200 as often as one asks', async () => {
    const { URL, ...rest } = await download({ Container: 'mp4', Format: 'HLS', TS: now() + 2 });
    expect(rest).toEqual({});
    expect(await typeOf(URL)).toContain('404');
    await until(async () => (await typeOf(URL)) === '200 video/mp4', 40_000);
    expect(await typeOf(URL, { method: 'HEAD' })).toBe('200 video/mp4');
    expect(await typeOf(URL)).toBe('200 video/mp4');
  });

  test.each([
    [{ TS: undefined }, 'TS'],
    [{ Duration: undefined }, 'Duration'],
    [{ Duration: 'час' }, 'Duration'],
    [{ Duration: 0 }, 'Duration'],
    [{ Duration: 1441 }, 'Duration'],
    [{ Container: 'avi' }, 'Container'],
  ] as const)('refuses %j by its name', async (params, name) => {
    expect(await download(params)).toEqual({ ErrorCode: 2, Error: expect.stringContaining(name) });
  });
});

describe('GetCameraLastRecordTime', () => {
  test('is a number: the last recorded second, or 0', async () => {
    const last = (await lastRecord()) ?? 0;
    expect(Number.isInteger(last)).toBe(true);
    expect(Math.abs(now() - last)).toBeLessThan(30);
    expect(await call(app, 'GetCameraLastRecordTime', { CameraID: bob.camera })).toEqual({ LastRecordTime: 0 });
  });

  test('refuses an unknown camera and none', async () => {
    expect(await call(app, 'GetCameraLastRecordTime', { CameraID: 999_999 })).toMatchObject({ ErrorCode: 2 });
    const none = await call(app, 'GetCameraLastRecordTime');
    expect(none).toMatchObject({ ErrorCode: 2, Error: expect.stringContaining('CameraID') });
  });
});

test('URLs begin with what the server is called from outside', async () => {
  const named = await testApp({ env: { PUBLIC_URL: 'https://video.example.net/' } });
  const one = await tenant(named, 'one');
  const { URL } = await call<Answer>(named, 'GetTranslationURL', { CameraID: one.camera });
  expect(URL).toMatch(/^https:\/\/video\.example\.net\/play\//);
  await named.close();
});
