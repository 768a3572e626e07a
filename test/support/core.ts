import { openCore } from '../../src/app/core.ts';
import { readConfig } from '../../src/config.ts';
import type { ClientActor, SystemActor, UserActor } from '../../src/core/actor.ts';
import type { Core } from '../../src/core/core.ts';
import { firstStart } from '../../src/core/domains/first-start.ts';
import { actorById } from '../../src/core/sessions/sessions.ts';
import { testDatabase } from './database.ts';

const trace = { requestId: 'r', dialect: 'test', address: '127.0.0.1', userAgent: undefined };
export const SYSTEM: SystemActor = { kind: 'system', domainId: 1, trace };
export const BILLING: ClientActor = { kind: 'client', id: 1, name: 'domain_1_via_apikey', domainId: 1, trace };

export interface TestCore {
  readonly core: Core;
  /** That user as an actor, with the rights it has now. */
  as(userId: number): Promise<UserActor>;
  close(): Promise<void>;
}

/** The domain alone on a database of its own, after the first start: no HTTP, no media. */
export async function testCore(): Promise<TestCore> {
  const database = await testDatabase();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const config = readConfig({ SECRET_KEY: 'ab'.repeat(32), DATA_DIR: '/tmp/unused' });
  const { core, close } = await openCore(config, database.url, log);
  await firstStart(core.sql, core.sealer, core.passwords, { login: 'admin', password: 'pw', apiKey: 'k'.repeat(24) });
  return {
    core,
    as: async (userId) => {
      await core.feed.settled();
      return await actorById(core, userId, trace);
    },
    close: async () => {
      await close();
      await database.drop();
    },
  };
}
