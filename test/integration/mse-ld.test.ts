import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LdClient, type LdFragment, ldClient } from '../support/ld-client.ts';
import { MediaBed, probe } from '../support/media-bed.ts';
import { makeFixture } from '../support/rtsp-fixture.ts';
import { RtspServer } from '../support/rtsp-server.ts';

/** A camera with sound that is recorded, groups of pictures of one second. */
let bed: MediaBed;
let camera: RtspServer;
const clients: LdClient[] = [];
/** Unix seconds: all of the archive up to here is on disk. */
let from: number;

beforeAll(async () => {
  camera = await new RtspServer(await makeFixture({ audio: 'aac' }), {}).start();
  bed = await MediaBed.start();
  bed.admit('t', [1, 2]);
  bed.admit('live', [1], { kinds: ['live'] });
  bed.control.put({ cameraId: 1, name: 'yard/north', url: camera.url() });
  bed.control.put({ cameraId: 2, name: 'off', url: 'rtsp://127.0.0.1:9/none' });
  const start = await bed.control.until(() => bed.node.archive.loaded(1)?.from);
  await bed.control.until(() => ((bed.node.archive.loaded(1)?.to ?? 0) > start + 12_000 ? true : undefined), 30_000);
  from = Math.ceil(start / 1000);
}, 60_000);

afterAll(async () => {
  for (const client of clients) client.close();
  await bed.stop();
  await camera.stop();
});

function connect(more = '', token = 't', name = 'yard/north', origin?: string): LdClient {
  const client = ldClient(bed.url(name, `mse_ld`, token, 'ws') + more, origin);
  clients.push(client);
  return client;
}

const wall = ({ wallMs }: LdFragment) => wallMs / 1000;

/** Each fragment of a track begins where the one before it ended. */
function expectSeamless(fragments: readonly LdFragment[]): void {
  for (const id of [1, 2]) {
    const track = fragments.filter((fragment) => fragment.id === id);
    for (const [index, fragment] of track.slice(1).entries()) {
      const before = track[index];
      expect(Math.abs(fragment.time - (before?.time ?? 0) - (before?.duration ?? 0)), `${id} ${index}`).toBeLessThan(
        id === 1 ? 100 : 3000,
      );
    }
  }
}

test('live: heads of both tracks and fragments of each, from time 0', async () => {
  const client = connect();
  client.say('resume');
  await client.until(() => client.fragments.length > 20 && client.event('resumed'));
  expect(client.texts.filter(({ type }) => type !== 'event')).toMatchObject([
    {
      type: 'mse_init_segment',
      metadata: {
        ...{ width: 320, height: 180 },
        streams: [
          { track_id: 'v1', content: 'video', codec: 'h264', width: 320, bitrate: expect.any(Number) },
          { track_id: 'a1', content: 'audio', codec: 'aac', bitrate: expect.any(Number) },
        ],
      },
      tracks: [
        { id: 1, content: 'video', payload: expect.any(String) },
        { id: 2, content: 'audio', payload: expect.any(String) },
      ],
    },
  ]);
  const [first] = client.fragments;
  expect(first).toMatchObject({ id: 1, time: 0, key: true });
  expect(Math.abs(wall(first as LdFragment) - Date.now() / 1000)).toBeLessThan(15);
  expect(client.fragments.map(({ sequence }) => sequence)).toEqual(client.fragments.map((_, index) => index + 1));
  expectSeamless(client.fragments);
  for (const [id, codec] of [
    [1, 'h264'],
    [2, 'aac'],
  ] as const) {
    const file = join(bed.dataDir, `track-${id}.mp4`);
    await writeFile(file, client.film(id));
    const { codecs, times } = await probe(file);
    expect(codecs).toEqual([codec]);
    expect(times.length).toBeGreaterThan(10);
    expect(times[0]).toBeLessThan(0.2);
  }
});

test('the archive begins with the group of pictures that was asked for, and comes no faster than it was recorded', async () => {
  const began = Date.now();
  const client = connect(`&from=${from + 2}`);
  client.say('resume');
  await client.until(() => client.fragments.some((fragment) => wall(fragment) > from + 5));
  expect(wall(client.fragments[0] as LdFragment)).toBeLessThanOrEqual(from + 2);
  expect(wall(client.fragments[0] as LdFragment)).toBeGreaterThan(from + 0.5);
  expect(Date.now() - began).toBeGreaterThan(1500);
  expectSeamless(client.fragments);
});

test('paused, nothing comes; resumed, it goes on where it was', async () => {
  const client = connect(`&from=${from + 1}`);
  client.say('resume');
  await client.until(() => client.fragments.length > 5);
  client.say('pause');
  await client.until(() => client.event('paused'));
  const other = connect();
  other.say('resume');
  const until = client.fragments.length;
  await other.until(
    () => other.fragments.length > 10 && wall(other.fragments.at(-1) as LdFragment) > Date.now() / 1000 - 5,
  );
  expect(client.fragments.length).toBeLessThanOrEqual(until + 2);
  client.say('resume');
  await client.until(() => client.fragments.length > until + 10);
  expectSeamless(client.fragments);
  const walls = client.fragments.filter(({ id }) => id === 1).map(wall);
  for (const [index, time] of walls.slice(1).entries()) {
    expect(time - (walls[index] ?? 0)).toBeGreaterThan(0);
    expect(time - (walls[index] ?? 0)).toBeLessThan(0.6);
  }
});

test('seeks, back and forth, to live and from it; what cannot be done changes nothing', async () => {
  const client = connect();
  client.say('resume');
  await client.until(() => client.fragments.length > 3);
  client.say(`play_from=${from + 4}.5`);
  await client.until(() => client.event('seeked') && client.fragments.some((fragment) => wall(fragment) < from + 6));
  const there = client.fragments.findIndex((fragment) => wall(fragment) < from + 6);
  expect(wall(client.fragments[there] as LdFragment)).toBeGreaterThan(from + 3);
  client.say(`play_from=${from + 1}`);
  await client.until(() => client.fragments.some((fragment) => wall(fragment) < from + 2));
  client.say('play_from=yesterday');
  client.say('dance');
  client.say('{"statistics":1}');
  await client.until(() => client.texts.filter(({ event }) => event === 'error').length === 2);
  const so = client.fragments.length;
  client.say('live');
  await client.until(
    () => client.event('switched_to_live') && client.fragments.slice(so).some((fragment) => wall(fragment) > from + 10),
  );
  expectSeamless(client.fragments);
  expect(client.texts.filter(({ type }) => type === 'mse_init_segment')).toHaveLength(1);
  const kinds = [...bed.control.viewings.values()].filter(({ protocol }) => protocol === 'mse').map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['live', 'archive']));
});

test('one track alone', async () => {
  const client = connect();
  client.say('resume');
  await client.until(() => client.fragments.some(({ id }) => id === 2));
  client.say('set_tracks=v1');
  await client.until(() => client.texts.at(-1)?.type === 'mse_init_segment' && client.event('tracks_switched'));
  expect(client.texts.at(-1)).toMatchObject({ tracks: [{ id: 1 }], metadata: { streams: [{}, {}] } });
  const so = client.fragments.length;
  await client.until(() => client.fragments.length > so + 5);
  expect(client.fragments.slice(so).every(({ id }) => id === 1)).toBe(true);
  client.say('set_tracks=v7');
  await client.until(() => client.event('error'));
});

test('the archive is a right of its own, at the beginning and in the middle', async () => {
  const outside = connect(`&from=${from}`, 'live');
  expect(await outside.until(() => outside.refused)).toBe(403);
  const client = connect('', 'live');
  client.say('resume');
  await client.until(() => client.fragments.length > 3);
  client.say(`play_from=${from}`);
  expect(await client.until(() => client.closed)).toEqual({ code: 4403, reason: 'forbidden' });
  expect(
    bed.node.viewings.report().filter(({ viewer, endedAt }) => viewer === 'user:live' && endedAt === undefined),
  ).toEqual([]);
});

test('a camera that gives no picture says so, and odd moments are the caller’s mistake', async () => {
  await bed.control.state(2, ({ error }) => error !== undefined);
  const client = connect('', 't', 'off');
  client.say('resume');
  expect(await client.until(() => client.closed)).toMatchObject({ code: 1013, reason: 'no_picture' });
  expect(client.event('stream_unavailable')).toBe(true);
  const odd = connect('&from=yesterday');
  expect(await odd.until(() => odd.refused)).toBe(400);
});

test('who says nothing gets live at once; a page of ours from before it had an address of its own gets what it knows', async () => {
  const silent = connect('', 't', 'yard/north', 'https://player.example');
  await silent.until(() => silent.fragments.length > 3);
  const client = connect('', 't', 'yard/north', new URL(bed.url('x', 'y')).origin);
  await client.until(() => client.texts.length > 0);
  expect(client.texts[0]).toMatchObject({ type: 'init', mime: expect.stringContaining('avc1') });
});
