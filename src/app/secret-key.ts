import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { opensDatabase } from '../core/secrets/sealed-values.ts';
import { Sealer } from '../core/secrets/sealer.ts';
import type { Sql } from '../db/sql.ts';

type KeySettings = Pick<Config, 'secretKey' | 'dataDir'>;

/**
 * Seals with the key of the setting, else with that of `secret.key` in the data folder. The file is made for a database
 * that holds nothing sealed; for another one nothing is started: a new key would open nothing, and what is sealed with
 * it could not be opened by the old one.
 */
export async function openSealer(settings: KeySettings, sql: Sql): Promise<Sealer> {
  const given = givenSealer(settings);
  const opened = await opensDatabase(sql, given);
  if (opened === undefined) return given ?? new Sealer(makeKey(settings.dataDir));
  if (opened && given) return given;
  // Another process may have made file and database between the two looks.
  const again = givenSealer(settings);
  if (again && (await opensDatabase(sql, again))) return again;
  throw new Error(wrongKey(settings, again !== undefined));
}

/** To look what the key opens; a missing one opens nothing. */
export function readSealer(settings: KeySettings): Sealer {
  return givenSealer(settings) ?? new Sealer(randomBytes(32));
}

/** For who wants to go on without the lost key: that of the setting or the file, else a new one. */
export function anySealer(settings: KeySettings): Sealer {
  return givenSealer(settings) ?? new Sealer(makeKey(settings.dataDir));
}

function wrongKey({ secretKey, dataDir }: KeySettings, given: boolean): string {
  const where = secretKey === undefined ? join(dataDir, 'secret.key') : 'SECRET_KEY';
  return [
    given
      ? `${where} is not the key of this database: it does not open what is sealed in it (passwords of cameras, keys).`
      : `${where} is missing, and this database holds what is sealed with it (passwords of cameras, keys).`,
    'Nothing was started and nothing was changed. Put back the secret.key that was saved beside this database, or set',
    'SECRET_KEY to it. If it is lost for good:',
    '  npm start -- secrets check     lists what cannot be read without it, and changes nothing',
    '  npm start -- secrets forget    lets go of that, makes a new key and lists what has to be typed anew',
  ].join('\n');
}

function givenSealer({ secretKey, dataDir }: KeySettings): Sealer | undefined {
  if (secretKey !== undefined) return new Sealer(parse(secretKey, 'SECRET_KEY'));
  const file = join(dataDir, 'secret.key');
  const existing = read(file);
  return existing === undefined ? undefined : new Sealer(parse(existing, file));
}

/** Of two processes that make it at once both get the same. */
function makeKey(dataDir: string): Buffer {
  const file = join(dataDir, 'secret.key');
  mkdirSync(dataDir, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return parse(readFileSync(file, 'utf8'), file);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string, where: string): Buffer {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (key.length !== 32) throw new Error(`${where} must hold 32 bytes as base64 or hex`);
  return key;
}
