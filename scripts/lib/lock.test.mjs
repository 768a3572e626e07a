import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { alone } from './lock.mjs';

/** @type {string} */
let folder;
/** @type {string} */
let lock;

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), 'vedette-lock-'));
  lock = join(folder, 'below/lock');
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('one works while the other waits, and a failure opens the lock', async () => {
  let working = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++working);
    await new Promise((resolve) => setImmediate(resolve));
    working--;
  };
  await Promise.all([alone(work, lock), alone(work, lock), alone(work, lock)]);
  expect(most).toBe(1);
  await expect(alone(() => Promise.reject(new Error('broken')), lock)).rejects.toThrow('broken');
  expect(existsSync(lock)).toBe(false);
});

test('the lock of a process that is gone does not stop us', async () => {
  await alone(async () => undefined, lock);
  const gone = spawn('true');
  await once(gone, 'exit');
  writeFileSync(lock, String(gone.pid));
  await alone(async () => undefined, lock);
});

test('nor does one whose process id now means somebody else', async () => {
  await alone(async () => undefined, lock);
  writeFileSync(lock, String(process.pid));
  utimesSync(lock, new Date(0), new Date(0));
  await alone(async () => undefined, lock);
});
