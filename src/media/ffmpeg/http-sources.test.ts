import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streamCommand } from './command.ts';
import { findFfmpeg } from './find.ts';
import { explain } from './messages.ts';

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
async function pull(path: string, video: 'copy' | 'mjpeg'): Promise<{ bytes: number; why: string }> {
  const ffmpeg = await findFfmpeg({ path: 'ffmpeg', log: quiet, install: false });
  if (!ffmpeg) throw new Error('no ffmpeg');
  const { args, input } = streamCommand(`${base}${path}`, { video, audio: 'none' }, ffmpeg);
  const child = spawn(ffmpeg.path, args);
  child.stdin.end(input);
  let bytes = 0;
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await new Promise((resolve) => child.once('close', resolve));
  return { bytes, why: explain(said, `${base}${path}`) };
}

test('MPEG-TS and MJPEG over HTTP are read', async () => {
  expect((await pull('/film.ts', 'copy')).bytes).toBeGreaterThan(5000);
  expect((await pull('/film.mjpg', 'mjpeg')).bytes).toBeGreaterThan(5000);
});

test.each(['/list.m3u8', '/list.ts', '/script'])('%s leads ffmpeg to no other address', async (path) => {
  asked.length = 0;
  const { bytes, why } = await pull(path, 'copy');
  expect(bytes).toBe(0);
  expect(why).toMatch(/^the source is a playlist/);
  expect(new Set(asked)).toEqual(new Set([path]));
});
