import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseInit } from '../mp4/init.ts';
import { streamCommand } from './command.ts';
import { findFfmpeg } from './find.ts';
import { diagnose } from './messages.ts';
import type { Modes } from './modes.ts';

const run = promisify(execFile);
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const folder = mkdtempSync(join(tmpdir(), 'vedette-http-'));
const asked: string[] = [];
let server: Server;
let base: string;

beforeAll(async () => {
  const make = async (...args: string[]) =>
    await run('ffmpeg', ['-v', 'error', '-y', ...args.slice(0, -1), join(folder, args.at(-1) ?? '')]);
  const film = ['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=10', '-t', '2'];
  await make(...film, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '10', '-f', 'mpegts', 'film.ts');
  const sounds = [16_000, 32_000].flatMap((rate) => ['-f', 'lavfi', '-i', `sine=sample_rate=${rate}`]);
  const three = ['-map', '1', '-map', '0', '-map', '2', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '10'];
  await make(...film.slice(0, 4), ...sounds, ...three, '-c:a', 'aac', '-t', '2', '-f', 'mpegts', 'three.ts');
  await make(...film, '-c:v', 'mjpeg', '-f', 'mpjpeg', 'film.mjpg');
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    if (path.startsWith('/list'))
      return response.end(`#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${base}/film.ts\n#EXT-X-ENDLIST\n`);
    if (path === '/script') return response.end(`ffconcat version 1.0\nfile ${base}/film.ts\n`);
    return response.end(readFileSync(join(folder, path)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the product's own command on it to its end. */
async function pull(path: string, video: 'copy' | 'mjpeg', more: Partial<Modes> = {}) {
  const ffmpeg = await findFfmpeg({ path: 'ffmpeg', log: quiet, install: false });
  if (!ffmpeg) throw new Error('no ffmpeg');
  const { args, input } = streamCommand(`${base}${path}`, { video, audio: 'none', ...more }, ffmpeg);
  const child = spawn(ffmpeg.path, args);
  child.stdin.end(input);
  const pieces: Buffer[] = [];
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    pieces.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await new Promise((resolve) => child.once('close', resolve));
  const data = Buffer.concat(pieces);
  return { data, bytes: data.length, why: diagnose(said, `${base}${path}`).text };
}

test('MPEG-TS and MJPEG over HTTP are read', async () => {
  expect((await pull('/film.ts', 'copy')).bytes).toBeGreaterThan(5000);
  expect((await pull('/film.mjpg', 'mjpeg')).bytes).toBeGreaterThan(5000);
});

test('of three tracks, a sound first, the chosen ones come, and always the picture', async () => {
  const soundOf = async (tracks: readonly number[] | undefined) => {
    const { data } = await pull('/three.ts', 'copy', { audio: 'copy', tracks });
    const { video, audio } = parseInit(data);
    expect(video.codec).toMatch(/^avc1/);
    return audio?.sampleRate;
  };
  expect(await soundOf(undefined)).toBe(16_000);
  expect(await soundOf([2, 3])).toBe(32_000);
  expect(await soundOf([2, 9])).toBeUndefined();
}, 60_000);

test.each(['/list.m3u8', '/list.ts', '/script'])('%s leads ffmpeg to no other address', async (path) => {
  asked.length = 0;
  const { bytes, why } = await pull(path, 'copy');
  expect(bytes).toBe(0);
  expect(why).toMatch(/^the source is a playlist/);
  expect(new Set(asked)).toEqual(new Set([path]));
});
