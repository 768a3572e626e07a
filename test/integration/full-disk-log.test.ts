import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { bundleProgram } from '../support/programs.ts';
import { NO_DISK, smallDisk } from '../support/small-disk.ts';

test('a log on a full disk ends nothing, and goes on when there is room', async ({ skip }) => {
  const disk = await smallDisk(2 ** 20);
  if (disk === undefined) return skip(NO_DISK);
  const folder = mkdtempSync(join(tmpdir(), 'vedette-log-'));
  const program = join(folder, 'program.mjs');
  await bundleProgram('log-process.ts', program);
  const path = join(disk.path, 'log');
  const file = openSync(path, 'a');
  const child = spawn(process.execPath, [program], {
    stdio: ['pipe', file, 'pipe'],
  }) as ChildProcessByStdio<Writable, null, Readable>;
  const ended = once(child, 'exit');
  const answers = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  let said = 0;
  const say = async (): Promise<void> => {
    child.stdin.write(`line ${said++}\n`);
    expect((await answers.next()).value).toBe(`line ${said - 1}`);
  };
  try {
    await say();
    disk.fill();
    for (let i = 0; i < 200; i++) await say();
    disk.clear();
    while (!readFileSync(path, 'utf8').includes('"line 199"')) await say();
    child.stdin.end();
    expect(await ended).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
    closeSync(file);
    await disk.release();
    rmSync(folder, { recursive: true, force: true });
  }
}, 30_000);
