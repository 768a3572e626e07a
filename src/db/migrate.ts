import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sql, Tx } from './sql.ts';

/** One file `NNNN_noun.sql`. */
interface Migration {
  readonly version: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

interface Landed {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

/** Beside this file in the sources, and beside the bundle in `dist`. */
export const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

/** Any number, as long as nothing else in the database takes the same advisory lock. */
const LOCK = 7_370_001;

/**
 * Brings the database to the newest migration, each in one transaction; two processes may do so at once.
 * Returns the names that this call applied. Throws when the database knows more than this program does, or when a
 * file changed after it had landed.
 */
export async function migrate(sql: Sql, folder = MIGRATIONS): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const applied: string[] = [];
  for (;;) {
    const name = await sql.begin((tx) => applyNext(tx, migrations));
    if (name === undefined) return applied;
    applied.push(name);
  }
}

async function applyNext(tx: Tx, migrations: readonly Migration[]): Promise<string | undefined> {
  // The other process may be in the middle of a long one.
  await tx`set local lock_timeout = 0`;
  await tx`select pg_advisory_xact_lock(${LOCK})`;
  const landed = await landedMigrations(tx);
  checkLanded(landed, migrations);
  const next = migrations[landed.length];
  if (!next) return undefined;
  await tx.unsafe(next.text).catch((error: Error & { position?: string }) => {
    const line = next.text.slice(0, Number(error.position ?? 0)).split('\n').length;
    throw new Error(`Migration ${next.name} failed at line ${line}, and nothing of it was kept: ${error.message}`);
  });
  await tx`
    insert into schema_migration (version, name, checksum)
    values (${next.version}, ${next.name}, ${next.checksum})`;
  return next.name;
}

async function landedMigrations(tx: Tx): Promise<Landed[]> {
  const [table] = await tx<{ found: boolean }[]>`select to_regclass('schema_migration') is not null as found`;
  if (!table?.found) {
    await tx`
      create table schema_migration (
        version int primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now()
      )`;
    await tx.unsafe(`
      comment on table schema_migration is 'Which files of src/db/migrations this database has; written by migrate';
      comment on column schema_migration.checksum is 'SHA-256 of the file, lines ended by LF';`);
  }
  return await tx<Landed[]>`select version, name, checksum from schema_migration order by version`;
}

function checkLanded(landed: readonly Landed[], migrations: readonly Migration[]): void {
  for (const [index, { version, name, checksum }] of landed.entries()) {
    const known = migrations[index];
    if (known?.version === version && known.checksum === checksum) continue;
    if (known?.version === version) {
      throw new Error(
        `Migration ${name} was changed after this database had applied it: ` +
          'bring the file back as it was, and write the change as a new migration',
      );
    }
    const newest = migrations.at(-1)?.name ?? 'none';
    throw new Error(
      `The database has migration ${name}, which this Vedette does not know (its newest is ${newest}): ` +
        'a newer Vedette ran on it. Start that one, or restore a backup from before the update',
    );
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(names.map((name) => readMigration(folder, name)));
  for (const [index, { version, name }] of migrations.entries()) {
    if (version !== index + 1) throw new Error(`Migration ${name} in ${folder} should have number ${index + 1}`);
  }
  return migrations;
}

async function readMigration(folder: string, file: string): Promise<Migration> {
  const version = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1];
  if (version === undefined) throw new Error(`Migration ${file} is not named like 0007_camera.sql`);
  const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
  const checksum = createHash('sha256').update(text).digest('hex');
  return { version: Number(version), name: file.replace(/\.sql$/, ''), text, checksum };
}
