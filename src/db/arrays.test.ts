import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/support/database.ts';
import { openSocket, type Target } from './socket.ts';
import { openSql } from './sql.ts';

/** What can be given as an array. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  name: ['a name'],
  int2: [-1, 2],
  int4: [2147483647, null],
  text: ['', 'null', 'NULL', '"', '\\', '{a,b}', ' x ', 'ё\n', null],
  oid: [26],
  json: [{ a: [1, '"'] }, 'text', 3],
  jsonb: [{ a: { b: '\\' } }],
  cidr: ['10.0.0.0/8', '2001:db8::/32'],
  float4: [0.5],
  float8: [1e21, -0.1],
  inet: ['10.0.0.1'],
  varchar: ['a,b'],
  numeric: ['12345678901234567890.01'],
  uuid: ['0b1c9a52-30c7-4f30-9a7c-8b7f5b1c0000'],
};

test('arrays go in and come out whole, nulls too', async () => {
  const database = await testDatabase();
  const connect = (target: Target) => openSocket(target, 1000, 0);
  const ours = openSql(database.url, { max: 1, connect });
  try {
    for (const [type, values] of Object.entries(VALUES)) {
      const [got] = await ours.unsafe(
        `select v.a, array[v.a, v.a] as b, v.c from (select $1::${type}[] as a, $2::${type}[] as c) v`,
        [values as never, []],
      );
      expect([type, got]).toEqual([type, { a: values, b: [values, values], c: [] }]);
    }
    // The client takes an array that is given for its first element where that is a date, a boolean or bytes.
    const [row] = await ours`
      select array[9007199254740991::int8, null] as big, array['2026-11-30'::date] as days, array[true, null] as yes,
        array['\\x00ff5c22'::bytea, ''] as bytes, array['2026-11-30T10:00:00.123Z'::timestamptz, null] as moments`;
    expect(row).toEqual({
      big: [9007199254740991, null],
      days: [new Date('2026-11-30')],
      yes: [true, null],
      bytes: [Buffer.from([0, 255, 92, 34]), Buffer.alloc(0)],
      moments: [new Date('2026-11-30T10:00:00.123Z'), null],
    });
  } finally {
    await ours.end();
    await database.drop();
  }
});

test('a connection that breaks at any moment of its beginning leaves nothing that fails unheard', async () => {
  const database = await testDatabase();
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => unheard.push(reason);
  process.on('unhandledRejection', hear);
  try {
    // Before its n-th answer is read, and a turn of the loop later, when the next question has been sent.
    for (const later of [false, true])
      for (let answers = 0; answers < 4; answers++) {
        const connect = async (target: Target): Promise<Socket> => {
          const socket = await openSocket(target, 1000, 0);
          let seen = 0;
          socket.prependListener('data', () => {
            if (seen++ !== answers) return;
            if (later) setImmediate(() => socket.destroy());
            else socket.destroy();
          });
          return socket;
        };
        const sql = openSql(database.url, { connect, max: 1 });
        await sql`select 1`.catch(() => undefined);
        await sql.end({ timeout: 0 });
      }
    await setTimeout(10);
    expect(unheard).toEqual([]);
  } finally {
    process.off('unhandledRejection', hear);
    await database.drop();
  }
});
