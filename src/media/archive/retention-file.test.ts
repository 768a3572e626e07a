import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RetentionFile } from './retention-file.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-retention-'));
  path = join(folder, 'camera', 'retention.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the retention outlives the server, and none is known where none was told', async () => {
  const file = new RetentionFile(path);
  await file.load();
  expect(file.retention).toBeUndefined();
  await file.keep({ depthSeconds: 60, maxBytes: 5 });
  const later = new RetentionFile(path);
  await later.load();
  expect(later.retention).toEqual({ depthSeconds: 60, maxBytes: 5 });
});

test('a file that was cut off by a crash says nothing', async () => {
  await new RetentionFile(path).keep({ depthSeconds: 60, maxBytes: undefined });
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, -3));
  const later = new RetentionFile(path);
  await later.load();
  expect(later.retention).toBeUndefined();
});

test('what the disk did not take holds, and is written when it is told again', async () => {
  const file = new RetentionFile(path);
  writeFileSync(join(folder, 'camera'), 'in the way');
  await expect(file.keep({ depthSeconds: 60, maxBytes: undefined })).rejects.toThrow();
  expect(file.retention).toEqual({ depthSeconds: 60, maxBytes: undefined });
  rmSync(join(folder, 'camera'));
  await file.keep({ depthSeconds: 60, maxBytes: undefined });
  expect(existsSync(path)).toBe(true);
});
