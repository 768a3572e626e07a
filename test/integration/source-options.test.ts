import { afterAll, beforeAll, expect, test } from 'vitest';
import { wantedStreams } from '../../src/core/cameras/recording/streams.ts';
import { caller, signedIn } from '../conformance/watcher/client.ts';
import { apiClient } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

let app: TestApp;
let billing: ReturnType<typeof caller>;
let own: ReturnType<typeof apiClient>;
beforeAll(async () => {
  app = await testApp();
  billing = caller(app);
  own = apiClient(app, { authorization: `Bearer ${ADMIN.apiKey}` });
});
afterAll(async () => await app.close());

const wanted = async (name: string) => {
  const streams = await wantedStreams(app.core.sql, app.core.sealer);
  return streams.find((stream) => stream.name === name);
};
const idOf = async (name: string) => (await own.get(`/cameras?search=${name}`)).body.items[0].id as number;

const SOURCE = 'rtsp://admin:s3cret@10.0.0.5:554/v tracks=1 rtp=udp timeout=30 vendor=x';
const SUBSTREAM = 'rtsp://admin:s3cret@10.0.0.5:554/w tracks=1;rtsp://10.0.0.5/u tracks=2 odd=1';

test('a source with options comes back exactly as it was sent, and they are used', async () => {
  const made = await billing('POST', '/cameras', { name: 'opt', stream_url: SOURCE, substream_url: SUBSTREAM });
  expect(made.body).toMatchObject({ stream_url: SOURCE, substream_url: SUBSTREAM, video_only: true });
  const again = await billing('PUT', '/cameras/opt', { stream_url: SOURCE, title: 'Again' });
  expect(again.body).toMatchObject({ stream_url: SOURCE, title: 'Again' });
  const row = await billing('POST', '/cameras/import', [{ name: 'opt', stream_url: SOURCE }]);
  expect(row.body).toEqual({ created: 0, updated: 1, deleted: 0, errors: {} });
  expect(await wanted('opt')).toMatchObject({
    url: 'rtsp://admin:s3cret@10.0.0.5:554/v',
    transport: 'udp',
    tracks: [1],
    timeoutSeconds: 30,
    sound: false,
  });
  const admin = await signedIn(app, ADMIN.login, ADMIN.password);
  expect((await admin('GET', '/cameras/opt')).body).toMatchObject({
    stream_url: 'rtsp://***@10.0.0.5:554/v tracks=1 rtp=udp timeout=30 vendor=x',
    substream_url: 'rtsp://***@10.0.0.5:554/w tracks=1;rtsp://10.0.0.5/u tracks=2 odd=1',
  });
  const csv = 'name,stream_url\nopt-csv,rtsp://10.0.0.6/v tracks=1\n';
  await billing('POST', '/cameras/import', csv, { 'content-type': 'text/csv' });
  expect((await billing('GET', '/cameras/opt-csv')).body.stream_url).toBe('rtsp://10.0.0.6/v tracks=1');
});

test('a program of MPEG-TS over HTTP is a source, too', async () => {
  const url = 'tshttp://10.0.0.7:8080/stream program=21 pids=45,46,47';
  expect((await billing('POST', '/cameras', { name: 'ts', stream_url: url })).body.stream_url).toBe(url);
  expect(await wanted('ts')).toMatchObject({ url: 'http://10.0.0.7:8080/stream', transport: null });
});

test('what the URL says of transport and sound is what the other APIs show, and theirs goes into it', async () => {
  await billing('POST', '/cameras', { name: 'agree', stream_url: SOURCE });
  const id = await idOf('agree');
  const { body: camera } = await own.get(`/cameras/${id}`);
  expect(camera).toMatchObject({
    source: { url: 'rtsp://***@10.0.0.5:554/v tracks=1 rtp=udp timeout=30 vendor=x', hasCredentials: true },
    sound: false,
    connection: { transport: 'udp' },
  });
  const changed = await own.patch(`/cameras/${id}`, { sound: true, connection: { transport: 'tcp' } });
  expect(changed.body).toMatchObject({ sound: true, connection: { transport: 'tcp' } });
  expect((await billing('GET', '/cameras/agree')).body).toMatchObject({
    stream_url: 'rtsp://admin:s3cret@10.0.0.5:554/v timeout=30 vendor=x rtp=tcp',
    video_only: false,
  });
  expect(await wanted('agree')).toMatchObject({ transport: 'tcp', tracks: undefined, sound: true });
  const options = { sourceUrl: 'rtsp://***@10.0.0.5:554/v tracks=1,2' };
  expect((await own.patch(`/cameras/${id}`, options)).body.source.url).toBe(options.sourceUrl);
  expect(await wanted('agree')).toMatchObject({
    url: 'rtsp://admin:s3cret@10.0.0.5:554/v',
    tracks: [1, 2],
    sound: true,
  });
  expect((await own.patch(`/cameras/${id}`, { sourceUrl: 'rtsp://***@10.0.0.9/v tracks=1' })).status).toBe(400);
});

test('Forpost sees the pieces of the URL and leaves its options', async () => {
  await billing('POST', '/cameras', { name: 'pieces', title: 'Pieces', stream_url: SOURCE });
  const id = await idOf('pieces');
  const ask = async (method: string, more: Record<string, string>) => {
    const response = await fetch(`${app.url}/system-api/${method}`, {
      method: 'POST',
      body: new URLSearchParams({ AdminLogin: ADMIN.login, AdminPassword: ADMIN.password, ...more }),
    });
    return (await response.json()) as unknown;
  };
  expect(JSON.stringify(await ask('GetCameras', { AccountID: '1', ID: String(id) }))).toContain(
    '"IPOrDomain":"10.0.0.5","Port":554',
  );
  await ask('EditCamera', { ID: String(id), Password: 'n3w', IPOrDomain: '10.0.0.8' });
  expect((await billing('GET', '/cameras/pieces')).body.stream_url).toBe(
    'rtsp://admin:n3w@10.0.0.8:554/v tracks=1 rtp=udp timeout=30 vendor=x',
  );
});

test.each([
  ['rtsp://10.0.0.5/v tracks=a', 'tracks= takes numbers'],
  ['rtsp://10.0.0.5/v rtp=pigeon', 'rtp= takes tcp or udp'],
  ['rtsp://10.0.0.5/v timeout=0', 'timeout= takes seconds'],
  ['rtsp://10.0.0.5/v and more', 'holds a space'],
  ['rtsp://127.0.0.1/v tracks=1', 'may not be reached'],
  ['tshttp://127.0.0.1/v tracks=1', 'may not be reached'],
])('a source whose options mean nothing is refused: %s', async (url, words) => {
  for (const field of ['stream_url', 'substream_url']) {
    const { status, body } = await billing('POST', '/cameras', { name: 'wrong', [field]: url });
    expect([status, body.errors]).toEqual([400, { [field]: [expect.stringContaining(words)] }]);
  }
  const onvif = await billing('POST', '/cameras', { name: 'wrong', onvif_url: 'http://10.0.0.5/v tracks=1' });
  expect(onvif.status).toBe(400);
});
