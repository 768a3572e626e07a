import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { visibleCamera } from '../../../src/core/cameras/reading/visible.ts';
import type { CameraProbe, Probed } from '../../../src/core/cameras/source/camera-probe.ts';
import { withKey } from '../../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { ADD_CAMERA } from './camera-fixtures.ts';
import { type GroupFixture, groupFixture } from './group-fixtures.ts';
import { call, made, type Params, writes } from './support.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads any field of any answer
type Item = any;

let app: TestApp;
let account: GroupFixture;
let other: GroupFixture;
let probed: string[] = [];
let answer: (url: string) => Probed = () => ({ reachable: true });
beforeAll(async () => {
  app = await testApp();
  account = await groupFixture(app);
  other = await groupFixture(app);
  const probe: CameraProbe = {
    check: async ({ url }) => {
      probed.push(url);
      return answer(url);
    },
  };
  Object.assign(app.core, { probe });
});
afterAll(async () => await app.close());
afterEach(() => {
  probed = [];
  answer = () => ({ reachable: true });
});

const add = async (params: Params = {}) =>
  await made(app, 'AddCamera', { ...ADD_CAMERA, AccountID: account.accountId, ...params });
const list = async (params: Params) => await call<Item[]>(app, 'GetCameras', params);
const one = async (id: number): Promise<Item> => (await list({ ID: id }))[0];
const view = async (id: number) => await visibleCamera(app.core, app.system, { id });

test('a camera is added as the document says: no recording, no sound, on, in the root group', async () => {
  const id = await add();
  expect(await one(id)).toMatchObject({
    ID: id,
    Name: 'Двор',
    AccountID: account.accountId,
    IsActive: 1,
    IsSound: 0,
    RecordType: 0,
    MaxBandwidth: null,
    Quota: 86_400,
    Groups: [],
    IPOrDomain: '10.20.0.5',
    Port: 554,
  });
  expect((await view(id)).streamUrl).toBe('rtsp://admin:p%40ss%2F1@10.20.0.5:554/play.sdp');
  expect(JSON.stringify(await one(id))).not.toContain('p@ss');
});

test('all fields are taken, and read the same through Watcher and our own API', async () => {
  const object = await made(app, 'AddObject', { AccountID: account.accountId, Name: 'Дом' });
  const id = await add({
    AccountObjectID: object,
    HTTPPort: 8080,
    IsSound: 1,
    RecordType: 2,
    MaxBandwidth: 4096,
    Address: 'Лесная, 1',
    CameraModelID: 201,
    RtspTransport: 'udp',
    PTZTypeID: 1,
    Quota: 259_200,
    LightCameraBufferEnabled: 1,
    IsActive: 0,
    SecretKey: 1,
    SyncCamera: 0,
    Channel: 2,
    MAC: '00-1A-2B-3C-4D-5E',
    ExternalID: 'ext-7',
    LightPath: 'sub.sdp',
  });
  expect(await one(id)).toMatchObject({
    AccountObjectID: object,
    IsActive: 0,
    IsSound: 1,
    RecordType: 2,
    MaxBandwidth: 4096,
    Quota: 259_200,
    ExternalID: 'ext-7',
  });
  const camera = await view(id);
  expect(camera.substreamUrl).toBe('rtsp://admin:p%40ss%2F1@10.20.0.5:554/sub.sdp');
  const watcher = await fetch(`${app.url}/vsaas/api/v2/cameras/${camera.name}`, {
    headers: { 'x-vsaas-api-key': ADMIN.apiKey },
  });
  expect(await watcher.json()).toMatchObject({
    title: 'Двор',
    dvr_depth: 3,
    enabled: false,
    video_only: false,
    organization_id: account.accountId,
    postal_address: 'Лесная, 1',
    external_id: 'ext-7',
    onvif_ptz: true,
    stream_url: camera.streamUrl,
  });
  expect((await withKey(app, ADMIN.apiKey).get(`/cameras/${id}`)).body).toMatchObject({
    title: 'Двор',
    siteId: object,
    recordMode: 'motion',
    bandwidthLimit: 4096,
    archive: { days: 3, setBy: 'camera' },
    connection: { transport: 'udp', httpPort: 8080, modelId: 201, ptzType: 1, channel: 2, mac: '00:1a:2b:3c:4d:5e' },
  });
});

test('an edit of one field leaves the others: of login and password the whole source', async () => {
  const id = await add({ MJPEG: '/a/b?c=1&d=%20', IPOrDomain: '2001:db8::7', RecordType: 1 });
  expect(await call(app, 'EditCamera', { ID: id, Login: 'root', Password: 'новый:пароль@' })).toEqual({ ID: id });
  expect((await view(id)).streamUrl).toBe(
    `rtsp://root:${encodeURIComponent('новый:пароль@')}@[2001:db8::7]:554/a/b?c=1&d=%20`,
  );
  await call(app, 'EditCamera', { ID: id, Quota: 604_800 });
  expect(await one(id)).toMatchObject({ Quota: 604_800, RecordType: 1, IPOrDomain: '2001:db8::7' });
  await call(app, 'EditCamera', { ID: id, Quota: '', RecordType: '', MaxBandwidth: '' });
  expect(await one(id)).toMatchObject({ Quota: 86_400, RecordType: 0, MaxBandwidth: null });
  await call(app, 'EditCamera', { ID: id, OnvifMotionPort: 8000 });
  const [connection] = await app.core
    .sql`select motion_notices, http_port from camera_connection where camera_id = ${id}`;
  expect(connection).toEqual({ motionNotices: true, httpPort: 8000 });
});

test("the archive's depth comes from the account where the camera sets none", async () => {
  const id = await add();
  await app.core.sql`update organization set archive_seconds = 432000 where id = ${account.accountId}`;
  expect(await one(id)).toMatchObject({ Quota: 432_000 });
  await app.core.sql`update organization set archive_seconds = null where id = ${account.accountId}`;
});

test('a model fills protocol and path; one without a path is looked for', async () => {
  const noPath = { Protocol: undefined, MJPEG: undefined };
  const id = await add({ ...noPath, CameraModelID: 202, Channel: 3 });
  expect((await view(id)).streamUrl).toMatch(/10\.20\.0\.5:554\/Streaming\/Channels\/301$/);
  answer = (url) => (url.endsWith('/media/video1') ? { reachable: true } : { reachable: false, reason: 'not_found' });
  const found = await add({ ...noPath, CameraModelID: 101 });
  expect((await view(found)).streamUrl).toMatch(/\/media\/video1$/);
  expect(probed.length).toBeGreaterThan(2);
});

test('a camera that does not answer is not added or moved, unless nobody is to ask', async () => {
  const id = await add();
  answer = () => ({ reachable: false, reason: 'timeout' });
  const before = await writes(app);
  const refusal = { ErrorCode: 2, Error: expect.stringContaining('Камера недоступна (не отвечает)') };
  expect(await call(app, 'AddCamera', { ...ADD_CAMERA, AccountID: account.accountId })).toEqual(refusal);
  expect(await call(app, 'EditCamera', { ID: id, IPOrDomain: '10.20.0.9' })).toEqual(refusal);
  expect(await writes(app)).toBe(before);
  probed = [];
  expect(await call(app, 'EditCamera', { ID: id, Quota: 86_400, Name: 'Сад' })).toEqual({ ID: id });
  await add({ SkipCameraCheck: 1 });
  await add({ IPOrDomain: 'fake://clock', Protocol: undefined, MJPEG: undefined });
  await add({ IPOrDomain: 'clock', Protocol: 'fake' });
  expect(probed).toEqual([]);
});

test.each<[string, Params]>([
  ['Name', { Name: ' ' }],
  ['AccountID', { AccountID: 999_999 }],
  ['AccountObjectID', { AccountObjectID: 999_999 }],
  ['MasterID', { MasterID: 99 }],
  ['IPOrDomain', { IPOrDomain: 'a b' }],
  ['IPOrDomain', { IPOrDomain: '169.254.169.254' }],
  ['IPOrDomain', { IPOrDomain: '127.0.0.1' }],
  ['Port', { Port: 70_000 }],
  ['Port', { Port: 0 }],
  ['Protocol', { Protocol: 'file' }],
  ['RtspTransport', { RtspTransport: 'sctp' }],
  ['RecordType', { RecordType: 9 }],
  ['CameraModelID', { CameraModelID: 999_999 }],
  ['PTZTypeID', { PTZTypeID: 9 }],
  ['HTTPPort', { HTTPPort: 0 }],
  ['Quota', { Quota: -1 }],
  ['MaxBandwidth', { MaxBandwidth: 'x' }],
  ['MAC', { MAC: 'zz' }],
  ['IsActive', { IsActive: 'да' }],
  ['Channel', { Channel: -1 }],
])('AddCamera refuses a bad %s', async (name, params) => {
  const before = await writes(app);
  const refusal = await call(app, 'AddCamera', { ...ADD_CAMERA, AccountID: account.accountId, ...params });
  expect(refusal).toEqual({ ErrorCode: 2, Error: expect.stringMatching(new RegExp(`${name}.*[а-я]`)) });
  expect(await writes(app)).toBe(before);
});

test("an account's limits hold: how many cameras, and where they stand", async () => {
  const { accountId } = await groupFixture(app);
  await app.core.sql`update organization set camera_limit = 2, networks = '{10.30.0.0/16}' where id = ${accountId}`;
  const params = { ...ADD_CAMERA, AccountID: accountId };
  expect(await call(app, 'AddCamera', params)).toMatchObject({
    ErrorCode: 2,
    Error: expect.stringContaining('IPOrDomain'),
  });
  const id = await made(app, 'AddCamera', { ...params, IPOrDomain: '10.30.0.1' });
  expect(await call(app, 'AddCamera', { ...params, IPOrDomain: '10.30.0.2' })).toEqual({
    ErrorCode: 2,
    Error: 'Достигнуто ограничение на количество камер.',
  });
  expect(await call(app, 'EditCamera', { ID: id, IPOrDomain: '10.31.0.1' })).toMatchObject({ ErrorCode: 2 });
});

test('a foreign object is refused; a camera of nobody is not found, and lists of it are empty', async () => {
  const object = await made(app, 'AddObject', { AccountID: other.accountId, Name: 'Чужой' });
  const id = await add();
  expect(await call(app, 'EditCamera', { ID: id, AccountObjectID: object })).toMatchObject({ ErrorCode: 2 });
  for (const [method, params] of [
    ['EditCamera', { ID: 999_999, Quota: 1 }],
    ['DeleteCamera', { ID: 999_999 }],
    ['GetCameraState', { ID: 999_999 }],
    ['SetCameraStreamer', { CameraID: 999_999, StreamerID: 1 }],
    ['SetCameraStreamer', { CameraID: id, StreamerID: 99 }],
    ['DeleteObject', { ID: 999_999 }],
  ] as const)
    expect(await call(app, method, params), method).toMatchObject({
      ErrorCode: 2,
      Error: expect.stringMatching(/найден/),
    });
  expect(await list({ ID: 999_999, AccountID: account.accountId })).toEqual([]);
  expect(await list({ AccountID: 999_999 })).toEqual([]);
  expect(await call(app, 'GetCameras', {})).toMatchObject({
    ErrorCode: 2,
    Error: expect.stringContaining('AccountID'),
  });
});

test('groups are told of each camera; a copy has its own id, and those of its original as ParentGroups', async () => {
  await call(app, 'BindAccountToForeignAccountGroups', {
    AccountID: account.accountId,
    GroupIDList: `[${other.groupId}]`,
  });
  const cameras = await list({ AccountID: account.accountId, IncludeParentGroups: 1 });
  expect(cameras.find((c) => c.ID === account.cameraId)).toMatchObject({
    Groups: [{ ID: account.groupId, ParentID: 0 }],
    ParentGroups: [],
  });
  const copy = cameras.find((c) => c.ParentID === String(other.cameraId));
  expect(copy).toMatchObject({ AccountID: account.accountId, Groups: [], ParentGroups: [{ ID: other.groupId }] });
  expect(await list({ ID: copy.ID })).toEqual(
    [{ ...copy, ParentGroups: undefined }].map(({ ParentGroups: _, ...c }) => c),
  );
  expect(await call(app, 'DeleteCamera', { ID: copy.ID })).toMatchObject({
    ErrorCode: 2,
    Error: expect.stringContaining('копи'),
  });
  expect(await call(app, 'GetCameraState', { ID: copy.ID })).toEqual({ State: 0, OnvifState: 0 });
});

test('cameras are found by address, MAC address and a part of the name', async () => {
  const id = await add({ IPOrDomain: '10.77.0.1', MAC: '02:00:00:00:00:77', Name: 'Северный въезд' });
  const v6 = await add({ IPOrDomain: '2001:DB8::77' });
  const ids = async (params: Params) => (await call<Item[]>(app, 'FindCameras', params)).map(({ ID }) => ID);
  expect(await ids({ IP: '10.77.0.1' })).toEqual([id]);
  expect(await ids({ IP: '2001:db8::77' })).toEqual([v6]);
  expect(await ids({ MAC: '02-00-00-00-00-77' })).toEqual([id]);
  expect(await ids({ Name: 'северный' })).toEqual([id]);
  expect(await ids({ ID: id, IP: '10.77.0.2' })).toEqual([]);
  expect(await call(app, 'FindCameras', {})).toMatchObject({ ErrorCode: 2 });
});

test('the state of a camera, and those that are not there', async () => {
  const id = await add();
  expect(await call(app, 'GetCameraState', { ID: id })).toEqual({ State: 0, OnvifState: 0 });
  await app.core.sql`
    insert into stream_state (camera_id, alive, error, down_since, updated_at)
    values (${id}, false, 'no answer', '2026-01-02T03:04:05Z', now())`;
  const down = (await call<Item[]>(app, 'GetUnavailableCameras')).find(({ CameraID }) => CameraID === id);
  expect(down).toEqual({
    CameraID: id,
    Status: 0,
    LastAvailableDate: '02.01.2026 06:04:05',
    LastNotAvailableDate: '02.01.2026 06:04:05',
    ONVIFStatus: 0,
  });
  await app.core
    .sql`update stream_state set alive = true, error = null, down_since = null, updated_at = now() where camera_id = ${id}`;
  expect(await call(app, 'GetCameraState', { ID: id })).toEqual({ State: 1, OnvifState: 0 });
});

test('a camera goes to a streamer of the cluster that is named, and to the one that is set', async () => {
  const cluster = (await withKey(app, ADMIN.apiKey).post('/clusters', { title: 'Север' })).body.id;
  expect(
    await call(app, 'AddCamera', { ...ADD_CAMERA, AccountID: account.accountId, MasterID: cluster }),
  ).toMatchObject({
    ErrorCode: 2,
    Error: expect.stringContaining('MasterID'),
  });
  const [streamer] = await app.core.sql`
    insert into streamer (domain_id, hostname, is_local, cluster_id) values (1, 'north', false, ${cluster}) returning id`;
  const id = await add({ MasterID: cluster });
  expect((await view(id)).streamerId).toBe(streamer?.id);
  await call(app, 'SetCameraStreamer', { CameraID: id, StreamerID: 1 });
  expect((await view(id)).streamerId).toBe(1);
  await call(app, 'EditCamera', { ID: id, MasterID: cluster });
  expect((await view(id)).streamerId).toBe(streamer?.id);
  expect(await call(app, 'GetStreamers')).toContainEqual({ ID: streamer?.id, Name: 'north', MasterID: cluster });
  expect(await call(app, 'GetMasters')).toContainEqual({ ID: cluster, Name: 'Север' });
});

test('objects are made, changed, listed and deleted; their cameras stay', async () => {
  const at = { AccountID: account.accountId };
  const object = await made(app, 'AddObject', { ...at, Name: 'Дом', Lat: '55,75', Lon: '37.6' });
  const id = await add({ AccountObjectID: object });
  expect(await call(app, 'EditObject', { ID: object, Address: 'Лесная, 2' })).toEqual({ ID: object });
  expect(await call(app, 'GetObjects', { ID: object, AccountID: 999_999 })).toMatchObject([
    { ID: object, Name: 'Дом', Address: 'Лесная, 2', Lat: '55.75', Lon: '37.6' },
  ]);
  for (const params of [{ Lat: '91' }, { Lon: 'восток' }, { Name: '' }, { AccountID: other.accountId }])
    expect(await call(app, 'EditObject', { ID: object, ...params }), JSON.stringify(params)).toMatchObject({
      ErrorCode: 2,
    });
  expect(await call(app, 'DeleteObject', { ID: object })).toEqual({ Status: 1 });
  expect(await call(app, 'DeleteObject', { ID: object })).toMatchObject({ ErrorCode: 2 });
  expect(await call(app, 'GetObjects', { ID: object })).toEqual([]);
  expect(await one(id)).toMatchObject({ AccountObjectID: 0 });
});

test('aliases and the directory', async () => {
  expect(await call(app, 'getrtsptransport')).toEqual(await call(app, 'GetRtspTransports'));
  expect(await call(app, 'GetPTZType')).toEqual(await call(app, 'GetPTZTypes'));
  const { Models, Brands } = await call<Item>(app, 'GetCameraModelsAndBrands');
  expect(Brands.length).toBeGreaterThanOrEqual(30);
  const brandIds = new Set(Brands.map(({ ID }: Item) => ID));
  expect(Models.every(({ BrandID }: Item) => brandIds.has(BrandID))).toBe(true);
  expect(await call(app, 'GetCameraModels', { BrandID: 999 })).toEqual([]);
});

test('calls that name different parts of one source at once lose none of them', async () => {
  const id = await add({ Login: 'first', Password: 'one', IPOrDomain: '10.20.0.1', MJPEG: '/a' });
  const edit = async (params: Params) => await call(app, 'EditCamera', { ID: id, ...params });
  const answers = await Promise.all([edit({ Port: 8554 }), edit({ MJPEG: '/b' }), edit({ Login: 'second' })]);
  expect(answers).toEqual([{ ID: id }, { ID: id }, { ID: id }]);
  expect((await view(id)).streamUrl).toBe('rtsp://second:one@10.20.0.1:8554/b');
});
