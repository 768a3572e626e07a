import { expect, test } from 'vitest';
import { sqlOutside } from './sql-outside.mjs';

test('SQL outside of rooms is found by its place, whatever the connection is called', () => {
  const text = [
    'const [row] = await core.sql`select 1`;',
    'await core.lists<{ n: number }[]>`select 2`;',
    'const { lists } = core; lists`select 1`;',
    "core.sql.unsafe('select 1');",
  ].join('\n');
  const lines = sqlOutside('src/http/system.ts', text).map((fault) => fault.split(' ')[0]);
  expect(lines).toEqual([
    'src/http/system.ts:1:',
    'src/http/system.ts:2:',
    'src/http/system.ts:3:',
    'src/http/system.ts:4:',
  ]);
});

test('rooms, the database itself, connectors and tests write it', () => {
  for (const path of [
    'src/core/cameras/reading/list.ts',
    'src/db/migrate.ts',
    'src/connectors/sql/mysql.ts',
    'src/jobs/x.test.ts',
  ])
    expect(sqlOutside(path, 'sql`select 1`')).toEqual([]);
});

test('a raw string and a connection that is handed on are no SQL', () => {
  expect(sqlOutside('src/jobs/outbox.ts', 'String.raw`a`; `b`; markSent(core.sql, id);')).toEqual([]);
});
