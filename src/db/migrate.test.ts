import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../../test/support/database.ts';
import { migrate } from './migrate.ts';
import { openSql } from './sql.ts';

let folder: string;
let database: TestDatabase;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-migrations-'));
  database = await emptyDatabase();
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function file(name: string, text: string): Promise<void> {
  await writeFile(join(folder, name), text);
}

test('applies what is new, in order, once', async () => {
  await file('0001_lamp.sql', 'create table lamp (id int);\ninsert into lamp values (1);');
  expect(await migrate(database.sql, folder)).toEqual(['0001_lamp']);
  await file('0002_more.sql', 'insert into lamp values (2)');
  expect(await migrate(database.sql, folder)).toEqual(['0002_more']);
  expect(await migrate(database.sql, folder)).toEqual([]);
  expect(await database.sql`select id from lamp order by id`).toEqual([{ id: 1 }, { id: 2 }]);
});

test('processes that start at once apply each migration once', async () => {
  await file('0001_lamp.sql', 'create table lamp (id int)');
  await file('0002_row.sql', 'insert into lamp values (1)');
  const pools = [1, 2, 3, 4].map(() => openSql(database.url, { max: 1 }));
  const applied = await Promise.all(pools.map((sql) => migrate(sql, folder)));
  await Promise.all(pools.map((sql) => sql.end()));
  expect(applied.flat().sort()).toEqual(['0001_lamp', '0002_row']);
  expect(await database.sql`select count(*) as rows from lamp`).toEqual([{ rows: 1 }]);
});

test('a migration that fails leaves nothing of itself, and those before it stay', async () => {
  await file('0001_lamp.sql', 'create table lamp (id int)');
  await file('0002_broken.sql', 'insert into lamp values (1); select no_such_thing;');
  await expect(migrate(database.sql, folder)).rejects.toThrow(/0002_broken failed.*no_such_thing/);
  expect(await database.sql`select id from lamp`).toEqual([]);
  await file('0002_broken.sql', 'insert into lamp values (7)');
  expect(await migrate(database.sql, folder)).toEqual(['0002_broken']);
});

test('refuses a database that a newer Vedette ran on, and names the migration', async () => {
  await file('0001_lamp.sql', 'select 1');
  await file('0002_newer.sql', 'select 2');
  await migrate(database.sql, folder);
  await rm(join(folder, '0002_newer.sql'));
  await expect(migrate(database.sql, folder)).rejects.toThrow(/0002_newer.*newer Vedette/);
});

test('refuses a file that changed after it had landed; line ends do not count', async () => {
  await file('0001_lamp.sql', 'create table lamp (id int);\n');
  await migrate(database.sql, folder);
  await file('0001_lamp.sql', 'create table lamp (id int);\r\n');
  expect(await migrate(database.sql, folder)).toEqual([]);
  await file('0001_lamp.sql', 'create table lamp (id bigint);\n');
  await expect(migrate(database.sql, folder)).rejects.toThrow(/0001_lamp was changed/);
});

test('refuses gaps and names that do not sort', async () => {
  await file('0002_lamp.sql', 'select 1');
  await expect(migrate(database.sql, folder)).rejects.toThrow(/should have number 1/);
  await file('2-lamp.sql', 'select 1');
  await expect(migrate(database.sql, folder)).rejects.toThrow(/not named like/);
});
