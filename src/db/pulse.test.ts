import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import { makeDataDir, removeDataDir } from '../../test/support/data-dir.ts';
import { testDatabase } from '../../test/support/database.ts';
import { until } from '../../test/support/embedded.ts';
import { StallingProxy } from '../../test/support/stalling-proxy.ts';
import { outageOf } from './outage.ts';
import { Pulse } from './pulse.ts';
import { openSocket, type Target } from './socket.ts';
import { openSql } from './sql.ts';

const quiet = { info: () => undefined, warn: () => undefined };

/** A way to the test's database that can be held. */
async function proxied(url: string) {
  const folder = makeDataDir('vedette-pulse-');
  const parsed = new URL(inject('databaseUrl').replace('@/', '@localhost/'));
  const proxy = new StallingProxy(join(parsed.searchParams.get('host') ?? '', '.s.PGSQL.5432'));
  await proxy.listen(join(folder, '.s.PGSQL.5432'));
  const through = url.replace(/host=[^&]*/, `host=${encodeURIComponent(folder)}`);
  return {
    proxy,
    url: through,
    close: async () => {
      await proxy.close();
      removeDataDir(folder);
    },
  };
}

test('a database that hangs: who waits is let go, who comes is refused at once, and all is there again with it', async () => {
  const database = await testDatabase();
  const way = await proxied(database.url);
  const pulse = new Pulse(way.url, quiet);
  const sql = openSql(way.url, { connect: pulse.connect, max: 3 });
  pulse.start();
  try {
    expect(await pulse.fault(1000)).toBeUndefined();
    await Promise.all([1, 2, 3].map(() => sql`select pg_sleep(0.05)`));
    way.proxy.stall();
    const waiting = Promise.allSettled([1, 2, 3, 4].map(() => sql`select 1`));
    expect(await pulse.fault(500)).toMatch(/^no answer/);
    const let_go = await waiting;
    for (const one of let_go) expect(one.status === 'rejected' && outageOf(one.reason)).toBe('away');
    const refused = await Promise.allSettled([1, 2, 3].map(() => sql`select 1`));
    for (const one of refused) expect(one.status === 'rejected' && one.reason.code).toBe('DATABASE_SILENT');
    way.proxy.recover();
    await until(async () => (await pulse.fault(1000)) === undefined);
    expect(await Promise.all([1, 2, 3, 4].map((n) => sql`select ${n}::int as n`))).toHaveLength(4);
  } finally {
    await Promise.all([pulse.stop(), sql.end({ timeout: 1 })]);
    await way.close();
    await database.drop();
  }
});

test('a pulse is stopped at any moment of its first connection, and nothing is left that fails unheard', async () => {
  const database = await testDatabase();
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => unheard.push(reason);
  process.on('unhandledRejection', hear);
  try {
    for (let moment = 0; moment < 60; moment++) {
      const pulse = new Pulse(database.url, quiet);
      const asked = pulse.fault(1000);
      await setTimeout(moment);
      await pulse.stop();
      await asked;
    }
    expect(unheard).toEqual([]);
  } finally {
    process.off('unhandledRejection', hear);
    await database.drop();
  }
});

test('a connection that closes while something is about to be sent over it can be used again', async () => {
  const database = await testDatabase();
  const sockets: Socket[] = [];
  const connect = async (target: Target) => {
    const socket = await openSocket(target, 1000, 0);
    sockets.push(socket);
    return socket;
  };
  const sql = openSql(database.url, { connect, max: 1 });
  try {
    await sql`select 1`;
    sockets[0]?.destroy();
    const lost = await sql`select 2`.catch((error: unknown) => error);
    expect(outageOf(lost)).toBe('away');
    expect(await sql`select 3 as n`).toEqual([{ n: 3 }]);
  } finally {
    await sql.end({ timeout: 1 });
    await database.drop();
  }
});
