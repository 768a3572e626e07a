import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openCore } from '../../src/app/core.ts';
import { secretsCommand } from '../../src/cli/secrets.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { systemKey } from '../../src/core/clients/operations.ts';
import { firstStart } from '../../src/core/domains/first-start.ts';
import { keyHash } from '../../src/core/secrets/keys.ts';
import { SEALED_COLUMNS, UNKNOWN_KEY } from '../../src/core/secrets/sealed-values.ts';
import { SYSTEM } from '../support/core.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const KEY = 'k'.repeat(24);
const log = { debug() {}, info() {}, warn() {}, error() {} };
let database: TestDatabase;
let dataDir: string;

beforeEach(async () => {
  database = await testDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'vedette-secret-key-'));
});
afterEach(async () => {
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

const settings = (env: NodeJS.ProcessEnv = {}): Config =>
  readConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, LOG_LEVEL: 'error', ...env });

/** What a server with these settings finds. */
async function withCore<T>(config: Config, look: (core: Awaited<ReturnType<typeof openCore>>['core']) => Promise<T>) {
  const { core, close } = await openCore(config, database.url, log);
  return await look(core).finally(close);
}

async function installed(): Promise<void> {
  await withCore(settings(), async (core) => {
    await firstStart(core.sql, core.sealer, core.passwords, { login: 'admin', password: 'pw', apiKey: KEY });
    const fields = { name: 'yard', title: 'Yard', streamUrl: 'rtsp://root:secret@10.1.1.1/a' };
    await createCamera(core, SYSTEM, fields);
  });
}

async function told(command: 'check' | 'forget', config = settings()): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    return { code: await secretsCommand(config, [command]), text: lines.join('') };
  } finally {
    spy.mockRestore();
  }
}

test('a new database gets a key, and is opened with it again', async () => {
  await installed();
  await withCore(settings(), async (core) => expect((await systemKey(core, SYSTEM)).key).toBe(KEY));
  expect(await told('check')).toMatchObject({ code: 0, text: /opens everything/ });
});

test('without its key a database is not started on, and no new key is made', async () => {
  await installed();
  rmSync(join(dataDir, 'secret.key'));
  const refused = withCore(settings(), async () => undefined);
  await expect(refused).rejects.toThrow(/secret\.key is missing[\s\S]*secrets check[\s\S]*secrets forget/);
  expect(existsSync(join(dataDir, 'secret.key'))).toBe(false);
});

test('with another key it is not either, whether of the file or of SECRET_KEY', async () => {
  await installed();
  const other = settings({ SECRET_KEY: 'ab'.repeat(32) });
  await expect(withCore(other, async () => undefined)).rejects.toThrow(/SECRET_KEY is not the key of this database/);
  await withCore(settings(), async (core) => expect((await systemKey(core, SYSTEM)).key).toBe(KEY));
});

test('a key that is lost for good: what it sealed is listed and let go of, and the rest goes on', async () => {
  await installed();
  rmSync(join(dataDir, 'secret.key'));
  const checked = await told('check');
  expect(checked).toMatchObject({ code: 1, text: /camera 1 yard: login and password in the address of its stream/ });
  expect(checked.text).not.toContain('secret@');
  expect(existsSync(join(dataDir, 'secret.key'))).toBe(false);
  const forgotten = await told('forget');
  expect(forgotten).toMatchObject({ code: 0, text: /Type these anew:\n {2}camera 1 yard: login and password/ });
  await withCore(settings(), async (core) => {
    expect((await systemKey(core, SYSTEM)).key).toBe(UNKNOWN_KEY);
    const [client] = await core.sql`select from api_client where key_hash = ${keyHash(KEY)}`;
    expect(client).toBeDefined();
    const [camera] = await core.sql<{ streamUrl: string; streamUrlSealed: null }[]>`
      select stream_url, stream_url_sealed from camera`;
    expect(camera).toEqual({ streamUrl: 'rtsp://***@10.1.1.1/a', streamUrlSealed: null });
  });
  expect(await told('check')).toMatchObject({ code: 0 });
});

test('every sealed column of the database is known', async () => {
  const columns = await database.sql<{ name: string }[]>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name like '%\\_sealed' order by 1`;
  const known = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).sort();
  expect(known).toEqual(columns.map(({ name }) => name).sort());
});
