import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { openSql, type Sql } from '../../src/db/sql.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

/** The migrated database that every test database is a clone of. */
export const TEMPLATE = 'vedette_template';

export interface TestDatabase {
  readonly sql: Sql;
  /** For a program of its own, or a second pool. */
  readonly url: string;
  /** Ends `sql` and whoever else is connected, and removes the database. */
  drop(): Promise<void>;
}

/** A fresh, migrated database of one's own, in about 60 ms. */
export async function testDatabase(): Promise<TestDatabase> {
  return await cloneOf(TEMPLATE);
}

/** One without a single table: for tests of what makes tables. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return await cloneOf('template1');
}

async function cloneOf(template: string): Promise<TestDatabase> {
  const server = inject('databaseUrl');
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer(server, `create database ${name} template ${template} strategy file_copy`);
  const url = inDatabase(server, name);
  const sql = openSql(url, { max: 4 });
  return {
    sql,
    url,
    drop: async () => {
      await sql.end({ timeout: 5 });
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

export function inDatabase(url: string, name: string): string {
  return url.replace(/\/[^/?]*\?/, `/${name}?`);
}

async function onServer(url: string, statement: string): Promise<void> {
  const admin = openSql(url, { max: 1 });
  await admin.unsafe(statement);
  await admin.end();
}
