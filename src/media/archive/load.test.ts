import { existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { INDEX, readHour } from './hour.ts';
import { salvage } from './load.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a recording that the disk cannot read just now is not thrown away', async () => {
  const file = join(folder, '1700000000000-1700000000000.mp4');
  symlinkSync(file, file);
  await expect(salvage(folder)).rejects.toMatchObject({ code: 'ELOOP' });
  expect(lstatSync(file).isSymbolicLink()).toBe(true);
});

test('what holds no picture goes, and a spool that is not there is empty', async () => {
  const file = join(folder, '1700000000000-1700000000000.mp4');
  writeFileSync(file, 'no film at all');
  expect(await salvage(folder)).toEqual([]);
  expect(existsSync(file)).toBe(false);
  expect(await salvage(join(folder, 'gone'))).toEqual([]);
});

test('an index that cannot be read is a fault, not an hour without recordings', async () => {
  expect(await readHour(folder)).toEqual([]);
  mkdirSync(join(folder, INDEX));
  await expect(readHour(folder)).rejects.toMatchObject({ code: 'EISDIR' });
});
