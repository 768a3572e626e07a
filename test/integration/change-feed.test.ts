import { expect, test, vi } from 'vitest';
import type { Change } from '../../src/core/changes/change.ts';
import { ChangeFeed } from '../../src/core/changes/feed.ts';
import { openSql } from '../../src/db/sql.ts';
import { testDatabase } from '../support/database.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

test('a change that commits late is told although later numbers were told before it, and each is told once', async () => {
  const database = await testDatabase();
  const feed = new ChangeFeed(database.sql, log);
  const told: (number | null)[] = [];
  feed.onChanges((changes: readonly Change[]) => told.push(...changes.map((c) => c.key)));
  await feed.start();
  const other = openSql(database.url, { max: 1 });
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let written: () => void = () => undefined;
  const wrote = new Promise<void>((resolve) => {
    written = resolve;
  });
  const slow = other.begin(async (tx) => {
    await tx`insert into change_log (kind, key) values ('camera', 1)`;
    written();
    await held;
  });
  await wrote;
  await database.sql`insert into change_log (kind, key) values ('camera', 2)`;
  await feed.settled();
  await database.sql`insert into change_log (kind, key) values ('camera', 3)`;
  await feed.settled();
  expect(told).toEqual([2, 3]);
  release();
  await slow;
  await feed.settled();
  await feed.settled();
  expect(told).toEqual([2, 3, 1]);
  await feed.stop();
  await other.end();
  await database.drop();
});

test('who could not read for so long that rows may be gone is told that everything may be old', async () => {
  const database = await testDatabase();
  vi.useFakeTimers({ toFake: ['Date'] });
  const feed = new ChangeFeed(database.sql, log);
  const told: Change[] = [];
  feed.onChanges((changes: readonly Change[]) => told.push(...changes));
  await feed.start();
  await feed.settled();
  expect(told).toEqual([]);
  vi.setSystemTime(Date.now() + 31 * 60_000);
  await feed.settled();
  expect(told).toEqual([{ kind: 'all', key: null }]);
  vi.useRealTimers();
  await feed.stop();
  await database.drop();
});

test('a log that cannot be read is told at once, then once a minute, and when it can be read again', async () => {
  const database = await testDatabase();
  const told: [event: string, times: unknown][] = [];
  const note = (fields: object, event: string) => void told.push([event, (fields as { times?: number }).times]);
  const feed = new ChangeFeed(database.sql, { ...log, warn: note, info: note });
  await feed.start();
  const now = vi.spyOn(Date, 'now');
  const at = Date.now();
  now.mockImplementation(() => at);
  await database.sql`alter table change_log rename to gone`;
  for (let i = 0; i < 5; i++) await feed.settled();
  expect(told).toEqual([['change log cannot be read', 1]]);
  now.mockImplementation(() => at + 61_000);
  for (let i = 0; i < 3; i++) await feed.settled();
  expect(told.map(([event]) => event)).toEqual(['change log cannot be read', 'change log cannot be read']);
  expect(Number(told[1]?.[1])).toBeGreaterThanOrEqual(6);
  await database.sql`alter table gone rename to change_log`;
  await feed.settled();
  expect(told.at(-1)?.[0]).toBe('change log is read again');
  const said = told.length;
  await feed.settled();
  expect(told.length).toBe(said);
  now.mockRestore();
  await feed.stop();
  await database.drop();
});
