import { openCore } from '../../src/app/core.ts';
import { readConfig } from '../../src/config.ts';
import { contractByUid, giveDevices } from '../../src/core/contracts/devices.ts';
import type { Core } from '../../src/core/core.ts';
import { firstStart } from '../../src/core/domains/first-start.ts';
import { write } from '../../src/core/write.ts';
import { connectorFile } from './billing.ts';
import { SYSTEM } from './core.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** One server that asks a billing, with a clock of the test's own. */
export interface AskingServer {
  readonly core: Core;
  /** Lets time pass. */
  pass(ms: number): void;
  stop(): Promise<void>;
}

/** Time stands still but for what a test lets pass. */
const BEGAN = Date.now();
const log = { debug() {}, info() {}, warn() {}, error() {} };

export async function askingServer(database: TestDatabase, connector: object, env: object = {}): Promise<AskingServer> {
  const file = connectorFile(connector);
  const config = readConfig({
    SECRET_KEY: 'ab'.repeat(32),
    DATA_DIR: '/tmp/unused',
    CONNECTOR: file.path,
    ...env,
  });
  const { core, close } = await openCore(config, database.url, log).finally(file.remove);
  let ahead = 0;
  return {
    core: { ...core, clock: () => new Date(BEGAN + ahead) },
    pass: (ms) => {
      ahead += ms;
    },
    stop: close,
  };
}

/** A database after the first start, with the contracts that a test needs made by hand. */
export async function startedDatabase(): Promise<TestDatabase> {
  const database = await testDatabase();
  const server = await openCore(
    readConfig({ SECRET_KEY: 'ab'.repeat(32), DATA_DIR: '/tmp/unused' }),
    database.url,
    log,
  );
  await firstStart(server.core.sql, server.core.sealer, server.core.passwords, {
    login: 'admin',
    password: 'pw',
    apiKey: 'k'.repeat(24),
  });
  await server.close();
  return database;
}

export async function contract(core: Core, uid: string): Promise<number> {
  const id = await write(core, SYSTEM, { type: 'settings.change' }, (tx) => contractByUid(tx, uid, { create: true }));
  return id ?? 0;
}

/** A user who signs in by a telephone, seen just now. */
export async function phoneUser(core: Core, phone: string): Promise<number> {
  const [row] = await core.sql<{ id: number }[]>`
    insert into app_user (domain_id, login, kind, sign_in_phone, last_seen_at)
    values (1, ${phone}, 'subscriber', ${phone}, ${core.clock()}) returning id`;
  return row?.id ?? 0;
}

export async function give(core: Core, uid: string, deviceIds: readonly number[]): Promise<void> {
  await giveDevices(core, SYSTEM, { uid }, deviceIds);
}
