import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Init } from '../mp4/init.ts';
import { StreamClock } from '../stream/clock.ts';
import type { Epoch } from './fragment.ts';
import { livePlaylist } from './playlist.ts';
import { bytesOf, Ring } from './ring.ts';

const START = 1_700_000_000_000;
const SECOND = 1000;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

function epoch(id: number): Epoch {
  const track = { id: 1, kind: 'video', timescale: 1000, codec: 'avc1.64001f', width: 640, height: 360 } as const;
  const video = { ...track, sampleRate: 0, channels: 0, defaultFlags: 0, setup: Buffer.alloc(0) };
  const init: Init = { data: Buffer.from(`head ${id} `), video, audio: undefined };
  return { id, init, clock: new StreamClock() };
}

/** Sends so many seconds of a camera, a key picture each `gop` of them, as time goes on. */
function send(ring: Ring, of: Epoch, seconds: number, gop = 2): void {
  for (let second = 0; second < seconds; second += 1) {
    vi.advanceTimersByTime(SECOND);
    const streamMs = Date.now() - START;
    const data = Buffer.from(`[${streamMs / SECOND}]`);
    const at = { streamMs, startMs: Date.now() - SECOND, durationMs: SECOND };
    ring.push({ data, epoch: of, key: second % gop === 0, pictures: 25, ...at });
  }
}

/** In a long group of pictures: the numbers of seconds that each segment holds, those of a key picture as `k`. */
const held = (ring: Ring): string[] =>
  ring.segments.map(({ independent, durationMs }) => `${independent ? 'k' : ''}${durationMs / SECOND}`);

const listed = (ring: Ring): number[] =>
  [...livePlaylist(ring, '').matchAll(/^live-(\d+)\.m4s$/gm)].map(([, number]) => Number(number));
const has = (ring: Ring, sequence: number): boolean => ring.find((found) => found.sequence === sequence) !== undefined;

test('a segment stays for its duration and that of the longest playlist that named it, and no longer', () => {
  const ring = new Ring();
  const first = epoch(1);
  send(ring, first, 21);
  const [oldest = 0] = listed(ring);
  send(ring, first, 4);
  expect(listed(ring)).not.toContain(oldest);
  // It was named in a playlist of twenty seconds, and left two seconds ago.
  send(ring, first, 18);
  expect(has(ring, oldest)).toBe(true);
  expect(ring.find((found) => found.epoch === first)).toBeDefined();
  send(ring, first, 6);
  expect(has(ring, oldest)).toBe(false);
});

test('what no playlist has named takes no memory once it has left', () => {
  const ring = new Ring();
  send(ring, epoch(1), 21);
  const oldest = ring.segments[0]?.sequence ?? 0;
  send(ring, ring.segments[0]?.epoch ?? epoch(1), 4);
  expect(has(ring, oldest)).toBe(false);
});

test('behind a restart of the camera the first segment begins with a copy of the head, and no other does', () => {
  const ring = new Ring();
  send(ring, epoch(1), 4);
  ring.end();
  send(ring, epoch(2), 4);
  expect(ring.segments.map((segment) => bytesOf(segment).toString())).toEqual(['[1][2]', '[3][4]', 'head 2 [5][6]']);
  const [map, , segment] =
    livePlaylist(ring, '')
      .split('#EXT-X-DISCONTINUITY\n')[1]
      ?.match(/^[^#].*|.*MAP.*/gm) ?? [];
  expect([map, segment]).toEqual(['#EXT-X-MAP:URI="live-2.mp4"', undefined]);
});

test('what comes in is told after a second of it: size, rates and pictures in a second', () => {
  const ring = new Ring();
  expect(ring.variant()).toBeUndefined();
  send(ring, epoch(1), 1);
  expect(ring.variant()).toMatchObject({ average: 24, peak: 24, frameRate: 25 });
});

test('when nobody watches any more nothing of then is shown as live, and breaks go on to be counted', () => {
  const ring = new Ring();
  send(ring, epoch(1), 4);
  ring.end();
  ring.clear();
  expect([ring.segments, ring.endMs, ring.discontinuities]).toEqual([[], 0, 1]);
  send(ring, epoch(2), 4);
  expect(ring.segments).toHaveLength(1);
  expect(ring.endMs).toBe(Date.now() - 2 * SECOND);
});

test('a key picture each 50 s: the first segment is there within three seconds, and the rest follows in pieces', () => {
  const ring = new Ring();
  const first = epoch(1);
  send(ring, first, 4, 50);
  expect(held(ring)).toEqual(['k3']);
  const second = new Ring();
  send(second, first, 50, 50);
  send(second, first, 50, 50);
  // Three seconds each until it is known how far apart key pictures are, then six.
  expect(held(second).filter((piece) => piece.startsWith('k'))).toEqual(['k6']);
  expect(second.segments.length).toBeGreaterThanOrEqual(5);
  send(second, first, 20, 50);
  expect(held(second)).toEqual(['k6', '6', '6', '6', '6', '6', '6', '6', '2', 'k6', '6', '6']);
  send(second, first, 30, 50);
  expect(held(second)[0]).toBe('k6');
  expect(livePlaylist(second, '')).not.toContain('INDEPENDENT-SEGMENTS');
});

test('players begin a playlist of pieces with a picture that can be decoded alone', () => {
  const ring = new Ring();
  const first = epoch(1);
  for (let group = 0; group < 4; group += 1) send(ring, first, 10, 10);
  expect(held(ring).slice(-3)).toEqual(['k6', '4', 'k6']);
  expect(livePlaylist(ring, '')).toContain('#EXT-X-START:TIME-OFFSET=-26.000,PRECISE=YES\n');
});

test('a camera that sends no key picture any more does not eat the memory', () => {
  const ring = new Ring();
  const of = epoch(1);
  const data = Buffer.alloc(1024 * 1024);
  for (let second = 0; second < 70; second += 1) {
    const at = { streamMs: second * SECOND, startMs: START + second * SECOND, durationMs: SECOND };
    ring.push({ data, epoch: of, key: second === 0, pictures: 1, ...at });
  }
  expect([ring.gop, ring.segments]).toEqual([[], []]);
});
