import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSql } from '../../src/db/sql.ts';
import { makeDataDir, removeDataDir } from './data-dir.ts';
import { emptyDatabase } from './database.ts';
import { startMariaDb } from './mariadb.ts';

const EXAMPLES = 'examples/connector';
export const PASSWORD = 'only-reads';

/** The billing of the examples, as its documentation sets it up. */
export interface ExampleBilling {
  /** The example's configuration, with the URL of this database. */
  readonly config: Record<string, unknown>;
  /** As the billing itself: changes what it answers. */
  execute(sql: string): Promise<unknown>;
  stop(): Promise<void>;
}

export const exampleConfig = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(EXAMPLES, `connector.${name}.json`), 'utf8'));

export async function mariaDbBilling(
  options: readonly string[] = [],
): Promise<ExampleBilling & { readonly server: Awaited<ReturnType<typeof startMariaDb>> }> {
  const server = await startMariaDb(options);
  await server.execute(`create database billing; create user vedette_reader identified by '${PASSWORD}'`);
  await server.execute(readFileSync(join(EXAMPLES, 'billing.mariadb.sql'), 'utf8'), 'billing');
  // More than it should have, to see that it only reads all the same.
  await server.execute('grant all on billing.* to vedette_reader');
  return {
    server,
    config: { ...exampleConfig('mariadb'), url: `mysql://vedette_reader@127.0.0.1:${server.port}/billing` },
    execute: (sql) => server.execute(sql, 'billing'),
    stop: () => server.stop(),
  };
}

export async function postgresBilling(): Promise<ExampleBilling> {
  const database = await emptyDatabase();
  const sql = openSql(database.url, { max: 1 });
  await sql.unsafe(readFileSync(join(EXAMPLES, 'billing.postgres.sql'), 'utf8'));
  return {
    // As its owner, who may write.
    config: { ...exampleConfig('postgres'), url: database.url, password: undefined },
    execute: (text) => sql.unsafe(text),
    stop: async () => {
      await sql.end();
      await database.drop();
    },
  };
}

/** A configuration as a file, as CONNECTOR names it. */
export function connectorFile(config: unknown): { readonly path: string; remove(): void } {
  const folder = makeDataDir('vedette-connector-');
  const path = join(folder, 'connector.json');
  writeFileSync(path, JSON.stringify(config));
  return { path, remove: () => removeDataDir(folder) };
}
