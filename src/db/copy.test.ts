import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/support/database.ts';
import { copyIn } from './copy.ts';
import { openSql, type Sql } from './sql.ts';
import { transaction } from './transaction.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
beforeAll(async () => {
  database = await testDatabase();
  sql = openSql(database.url, { max: 2 });
  await sql`create table copied (id int primary key, title text not null)`;
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const lines = (count: number, from = 1) => Array.from({ length: count }, (_, i) => `${from + i}\t${'x'.repeat(100)}`);

test('rows of many chunks arrive', async () => {
  await transaction(sql, async (tx) => await copyIn(tx, 'copied', ['id', 'title'], lines(5000)));
  expect(await sql`select count(*)::int as count from copied`).toEqual([{ count: 5000 }]);
});

test.each([1, 5000])(
  'a key that is taken is told, with %i rows after it, and the connection is good again',
  async (count) => {
    for (let round = 0; round < 3; round++) {
      const failed = transaction(
        sql,
        async (tx) => await copyIn(tx, 'copied', ['id', 'title'], ['1\ttaken', ...lines(count, 9000)]),
      );
      await expect(failed).rejects.toMatchObject({ code: '23505' });
    }
    expect(await sql`select count(*)::int as count from copied`).toEqual([{ count: 5000 }]);
    await transaction(sql, async (tx) => await copyIn(tx, 'copied', ['id', 'title'], lines(1, 20_000 + count)));
    await sql`delete from copied where id >= 20000`;
  },
);
