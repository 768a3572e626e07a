import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { importSource } from './source.mjs';

/**
 * Runs `work` on a database of its own to which all migrations were applied.
 * @template T
 * @param {(sql: import('postgres').Sql<{ int8: number }>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withMigratedDatabase(work) {
  /** @type {typeof import('../../src/db/embedded.ts')} */
  const { startEmbedded } = await importSource('src/db/embedded.ts');
  /** @type {typeof import('../../src/db/migrate.ts')} */
  const { migrate } = await importSource('src/db/migrate.ts');
  /** @type {typeof import('../../src/db/sql.ts')} */
  const { openSql } = await importSource('src/db/sql.ts');
  const dataDir = mkdtempSync(join(tmpdir(), 'vedette-schema-'));
  // PostgreSQL's user has to pass when we are root.
  chmodSync(dataDir, 0o755);
  const database = await startEmbedded({ dataDir, log: () => undefined, durable: false });
  const sql = openSql(database.url, { max: 1 });
  try {
    await migrate(sql, inRoot('src/db/migrations'));
    return await work(sql);
  } finally {
    await sql.end();
    await database.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
