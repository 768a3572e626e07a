import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCore, type RunningCore } from '../../src/app/core.ts';
import { readConfig } from '../../src/config.ts';
import { inOneProcess } from '../../src/core/one-process.ts';
import { openSql } from '../../src/db/sql.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

/** Two processes, as far as the database can tell: each has pools of its own. */
let database: TestDatabase;
let here: RunningCore;
let there: RunningCore;
const life = new AbortController();

beforeAll(async () => {
  database = await testDatabase();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const config = readConfig({ SECRET_KEY: 'ab'.repeat(32), DATA_DIR: '/tmp/unused' });
  here = await openCore(config, database.url, log);
  there = await openCore(config, database.url, log);
});
afterAll(async () => {
  await here.close();
  await there.close();
  await database.drop();
});

/** A run that has begun and ends when it is told to, or when its lock is lost. */
async function begun(core: RunningCore['core'], name: string) {
  let end: () => void = () => undefined;
  let held: AbortSignal | undefined;
  let ran: Promise<boolean> | undefined;
  await new Promise<void>((resolve) => {
    ran = inOneProcess(core, name, life.signal, async (signal) => {
      held = signal;
      resolve();
      await new Promise<void>((done) => {
        end = done;
        signal.addEventListener('abort', () => done(), { once: true });
      });
    });
  });
  return { end, held, ran };
}

test('what one process runs no other runs, until it has ended', async () => {
  const first = await begun(here.core, 'cleaning');
  const runs: string[] = [];
  const second = (name: string) => inOneProcess(there.core, name, life.signal, async () => void runs.push(name));
  expect(await second('cleaning')).toBe(false);
  expect(await second('rating')).toBe(true);
  first.end();
  expect(await first.ran).toBe(true);
  expect(await second('cleaning')).toBe(true);
  expect(runs).toEqual(['rating', 'cleaning']);
});

test('of two that begin at the same moment one runs', async () => {
  const runs: number[] = [];
  const both = [here, there].map(({ core }, n) =>
    inOneProcess(core, 'at once', life.signal, async () => {
      runs.push(n);
      await expect.poll(() => answered, { timeout: 10_000 }).toBe(1);
    }).finally(() => answered++),
  );
  let answered = 0;
  expect((await Promise.all(both)).sort()).toEqual([false, true]);
  expect(runs).toHaveLength(1);
});

test('a run that fails gives the lock back and throws its cause', async () => {
  const fail = () => Promise.reject(new Error('no'));
  await expect(inOneProcess(here.core, 'failing', life.signal, fail)).rejects.toThrow('no');
  expect(await inOneProcess(there.core, 'failing', life.signal, async () => undefined)).toBe(true);
});

test('a process whose connection is lost stops the run, and another one may begin', async () => {
  const first = await begun(here.core, 'cut off');
  const lost = expect(first.ran).rejects.toThrow();
  const server = openSql(database.url, { max: 1 });
  await server`
    select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`;
  await server.end();
  await lost;
  expect(first.held?.aborted).toBe(true);
  expect(await inOneProcess(there.core, 'cut off', life.signal, async () => undefined)).toBe(true);
});
