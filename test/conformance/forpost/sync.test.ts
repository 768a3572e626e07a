import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { OnvifCamera } from '../../support/onvif-camera.ts';
import { ADD_CAMERA } from './camera-fixtures.ts';
import { type GroupFixture, groupFixture } from './group-fixtures.ts';
import { call, made, type Params } from './support.ts';

let app: TestApp;
let account: GroupFixture;
let device: OnvifCamera;
beforeAll(async () => {
  app = await testApp({ asksCameras: true, env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  account = await groupFixture(app);
  device = await new OnvifCamera({ login: 'admin', password: 'secret' }).start();
});
afterAll(async () => {
  await device.stop();
  await app.close();
});

const camera = (params: Params = {}): Params => ({
  ...ADD_CAMERA,
  AccountID: account.accountId,
  IPOrDomain: '127.0.0.1',
  Port: 1,
  Login: 'admin',
  Password: 'secret',
  HTTPPort: device.port,
  MaxBandwidth: 2048,
  SkipCameraCheck: 1,
  ...params,
});
const connection = async (id: number) =>
  (await app.core.sql`select * from camera_connection where camera_id = ${id}`)[0] ?? {};

test('SyncCamera sets the bitrate that the camera may have, and notes what camera it is', async () => {
  const id = await made(app, 'AddCamera', camera());
  expect(device.sets).toHaveLength(0);
  expect(await call(app, 'SyncCamera', { ID: id })).toEqual({ Status: 1 });
  expect(device.encoders.get('main1')?.bitrate).toBe(2048);
  expect(await connection(id)).toMatchObject({ deviceModel: 'Acme & Co NVR-2', synchronizeError: null });
  expect(await call(app, 'GetCameraState', { ID: id })).toMatchObject({ OnvifState: 1 });
  const path = `${app.url}/api/vedette/v1/cameras/${id}`;
  const headers = { 'x-vedette-key': ADMIN.apiKey };
  const again = await fetch(`${path}/synchronize`, { method: 'POST', headers });
  expect(await again.json()).toEqual({ model: 'Acme & Co NVR-2', bitrateLimit: 2048 });
  expect(await (await fetch(path, { headers })).json()).toMatchObject({
    connection: { deviceModel: 'Acme & Co NVR-2', synchronizedAt: expect.any(String), synchronizeError: null },
  });
  expect((await fetch(`${path}/synchronize`, { method: 'POST' })).status).toBe(401);
});

test('a camera that does not take its settings: ErrorCode 1 says why, and it is noted', async () => {
  const id = await made(app, 'AddCamera', camera({ Password: 'wrong', SyncCamera: 0 }));
  const refusal = { ErrorCode: 1, Error: 'Камера не синхронизирована: неверный логин или пароль' };
  expect(await call(app, 'SyncCamera', { ID: id })).toEqual(refusal);
  expect(await connection(id)).toMatchObject({ synchronizedAt: null, synchronizeError: 'wrong login or password' });
  await call(app, 'EditCamera', { ID: id, Password: 'secret', HTTPPort: 1, SkipCameraCheck: 1 });
  expect(await call(app, 'SyncCamera', { ID: id })).toEqual({
    ErrorCode: 1,
    Error: 'Камера не синхронизирована: нет связи с камерой',
  });
  expect(await call(app, 'SyncCamera', { ID: 999_999 })).toMatchObject({ ErrorCode: 2 });
  const fake = await made(app, 'AddCamera', camera({ IPOrDomain: 'clock', Protocol: 'fake' }));
  expect(await call(app, 'SyncCamera', { ID: fake })).toMatchObject({ ErrorCode: 2, Error: /ID/ });
});

test('a camera that records by motion is set up as it is added; that it is not is said beside its id', async () => {
  const added = await call(app, 'AddCamera', camera({ RecordType: 2, MaxBandwidth: 1024 }));
  expect(added).toEqual({ ID: expect.any(Number) });
  expect(device.encoders.get('main1')?.bitrate).toBe(1024);
  const unset = await call(app, 'AddCamera', camera({ RecordType: 2, Password: 'wrong' }));
  expect(unset).toEqual({
    ID: expect.any(Number),
    CameraMotionDetectorError: 'Камера не синхронизирована: неверный логин или пароль',
  });
  const sets = device.sets.length;
  await made(app, 'AddCamera', camera({ RecordType: 2, SyncCamera: 0, MaxBandwidth: 512 }));
  expect(device.sets).toHaveLength(sets);
});

test('asked whether it is there, a camera that is not is not added', async () => {
  const before = await app.core.sql`select count(*)::int as n from camera`;
  expect(await call(app, 'AddCamera', camera({ SkipCameraCheck: 0 }))).toMatchObject({
    ErrorCode: 2,
    Error: expect.stringContaining('нет связи'),
  });
  expect(await app.core.sql`select count(*)::int as n from camera`).toEqual(before);
});

test('a failure is noted under an Idempotency-Key, too', async () => {
  const id = await made(app, 'AddCamera', camera({ Password: 'wrong' }));
  const form = new URLSearchParams({ AdminLogin: ADMIN.login, AdminPassword: ADMIN.password, ID: String(id) });
  const response = await fetch(`${app.url}/system-api/SyncCamera`, {
    method: 'POST',
    body: form,
    headers: { 'idempotency-key': 'sync-1' },
  });
  expect(await response.json()).toMatchObject({ ErrorCode: 1 });
  expect(await connection(id)).toMatchObject({ synchronizeError: 'wrong login or password' });
});
