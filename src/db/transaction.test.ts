import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { openSql, type Sql } from './sql.ts';
import { nested, transaction } from './transaction.ts';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await testDatabase();
  sql = openSql(database.url, { max: 2 });
  await sql`create table note (id int primary key, text text)`;
});

afterAll(async () => {
  await sql.end({ timeout: 2 });
  await database.drop();
});

const notes = async (): Promise<number[]> =>
  (await sql<{ id: number }[]>`select id from note order by id`).map((row) => row.id);

test('statements that were sent ahead are committed with the rest, or none is', async () => {
  await transaction(sql, async (tx, later) => {
    later(tx`insert into note values (1, 'a')`);
    expect((await tx`select id from note`).length).toBe(1);
  });
  await expect(
    transaction(sql, async (tx, later) => {
      later(tx`insert into note values (2, 'b')`);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await notes()).toEqual([1]);
});

test('a statement that was sent ahead and failed is the error, not what came behind it', async () => {
  const failing = transaction(sql, async (tx, later) => {
    later(tx`insert into note values (1, 'again')`);
    await tx`select 1`;
  });
  await expect(failing).rejects.toMatchObject({ code: '23505' });
  await expect(
    transaction(sql, async (tx, later) => later(tx`insert into note values (1, 'again')`)),
  ).rejects.toMatchObject({ code: '23505' });
  expect(await notes()).toEqual([1]);
});

test('a savepoint that fails takes nothing of the transaction with it', async () => {
  await transaction(sql, async (tx) => {
    await tx`insert into note values (3, 'c')`;
    await expect(
      nested(tx, async (inner, later) => later(inner`insert into note values (1, 'again')`)),
    ).rejects.toMatchObject({ code: '23505' });
    await nested(tx, async (inner) => await inner`insert into note values (4, 'd')`);
  });
  expect(await notes()).toEqual([1, 3, 4]);
});

test('a connection that is lost inside a transaction is an error, and the pool goes on', async () => {
  for (let i = 0; i < 6; i++) {
    const lost = transaction(sql, async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await tx`insert into note values (${100 + i}, 'lost')`;
      await database.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
      await new Promise((resolve) => setTimeout(resolve, 20 * (i % 3)));
      await tx`select 1`;
    });
    await expect(lost).rejects.toThrow();
  }
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      transaction(sql, async (tx) => await tx`insert into note values (${200 + i}, 'kept')`),
    ),
  );
  expect(await notes()).toEqual([1, 3, 4, ...Array.from({ length: 20 }, (_, i) => 200 + i)]);
});
