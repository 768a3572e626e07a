import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { ownApi } from '../../src/api/index.ts';
import { openCore } from '../../src/app/core.ts';
import { archiveRanges, type RecordedRange } from '../../src/app/media-archive.ts';
import { CoreMediaControl } from '../../src/app/media-control.ts';
import { webRoutes } from '../../src/app/web.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { SystemActor } from '../../src/core/actor.ts';
import type { Core, Log } from '../../src/core/core.ts';
import { firstStart } from '../../src/core/domains/first-start.ts';
import { forpostDialect } from '../../src/dialects/forpost/index.ts';
import { systemMethods } from '../../src/dialects/forpost/methods.ts';
import { smartyardDialect } from '../../src/dialects/smartyard/index.ts';
import { vmsDialect } from '../../src/dialects/vms/index.ts';
import { vsaasIoDialect } from '../../src/dialects/vsaas-io/index.ts';
import { watcherDialect } from '../../src/dialects/watcher/index.ts';
import { createServer } from '../../src/http/server.ts';
import { mediaRoutes } from '../../src/media/gateway/routes.ts';
import { MediaNode, type MediaNodeOptions } from '../../src/media/node.ts';
import { testDatabase } from './database.ts';

export const ADMIN = { login: 'admin', password: 'admin-password', apiKey: '11111111-2222-4333-8444-555555555555' };

interface Logged {
  readonly level: string;
  readonly event: string;
  readonly fields: object;
}

export interface TestApp {
  /** http://127.0.0.1:<port> */
  readonly url: string;
  readonly core: Core;
  readonly server: FastifyInstance;
  /** Every warning and error that the product logged. */
  readonly logged: Logged[];
  /** Acts as the product itself, to arrange things. */
  readonly system: SystemActor;
  /** With `media`. */
  readonly node: MediaNode | undefined;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** A real media node beside it, on the same port. */
  readonly media?: Partial<MediaNodeOptions>;
  /** Cameras that are added are asked whether they are there. */
  readonly asksCameras?: boolean;
  readonly archive?: (cameraId: number, from: number, to: number) => Promise<readonly RecordedRange[]>;
  /** Another clock than the machine's. */
  readonly clock?: () => Date;
}

/**
 * By itself, so that it does not hold the server: the database's client keeps the first caller of each statement for ever,
 * and whatever that leads to, for the errors that it may have to throw.
 */
function logOf(logged: Logged[]): Log {
  const note = (level: string) => (fields: object, event: string) => void logged.push({ level, event, fields });
  return { debug: () => undefined, info: () => undefined, warn: note('warn'), error: note('error') };
}

/** Everything, the media node where a test wants it, over real HTTP on a database of its own. */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'vedette-app-'));
  const config: Config = readConfig({
    SECRET_KEY: randomBytes(32).toString('base64'),
    DATA_DIR: dataDir,
    ...options.env,
  });
  const logged: Logged[] = [];
  const log = logOf(logged);
  const { core: opened, close } = await openCore(config, database.url, log, options.asksCameras);
  const core = { ...opened, ...(options.clock ? { clock: options.clock } : {}) };
  await firstStart(core.sql, core.sealer, core.passwords, ADMIN);
  const control = new CoreMediaControl(core, 'test');
  const node = options.media && new MediaNode({ control, dataDir, ffmpegPath: undefined, log, ...options.media });
  const archive = options.archive ?? (node ? archiveRanges(node) : async () => []);
  const server = await createServer({ core, trustedProxies: config.trustedProxies });
  await server.register(ownApi, {
    prefix: '/api/vedette/v1',
    core,
    archive,
    systemMethods,
    version: config.version,
    checkAnswers: true,
  });
  await server.register(watcherDialect, { core });
  await server.register(vsaasIoDialect);
  await server.register(vmsDialect);
  await server.register(forpostDialect, { core, corsOrigins: config.corsOrigins });
  await server.register(smartyardDialect, {
    core,
    bill: config.billApi,
    trustedProxies: config.trustedProxies,
    archive,
    corsOrigins: config.corsOrigins,
  });
  await server.register(webRoutes, { version: config.version });
  if (node) mediaRoutes(server, node);
  await server.listen({ host: '127.0.0.1', port: 0 });
  await node?.start();
  const app: TestApp = {
    url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    core,
    server,
    logged,
    system: {
      kind: 'system',
      domainId: 1,
      trace: { requestId: 'test', dialect: 'test', address: undefined, userAgent: undefined },
    },
    node,
    close: async () => {
      await server.close();
      await node?.stop();
      await close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
      // A test's file stays in memory until the last one has run, and with it whatever its variables hold.
      for (const held of Object.keys(app)) Reflect.deleteProperty(app, held);
    },
  };
  return app;
}
