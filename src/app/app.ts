import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { ownApi } from '../api/index.ts';
import type { Config } from '../config.ts';
import type { Core, Log } from '../core/core.ts';
import { firstStart } from '../core/domains/first-start.ts';
import { newSystemKey } from '../core/secrets/keys.ts';
import { DatabaseDisk } from '../db/embedded/disk.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import type { Pulse } from '../db/pulse.ts';
import { openSql } from '../db/sql.ts';
import { forpostDialect } from '../dialects/forpost/index.ts';
import { systemMethods } from '../dialects/forpost/methods.ts';
import { smartyardDialect } from '../dialects/smartyard/index.ts';
import { vmsDialect } from '../dialects/vms/index.ts';
import { vsaasIoDialect } from '../dialects/vsaas-io/index.ts';
import { watcherDialect } from '../dialects/watcher/index.ts';
import type { RecordingNumbers } from '../http/recording-metrics.ts';
import { createServer } from '../http/server.ts';
import { type Readiness, systemRoutes } from '../http/system.ts';
import { followAddressCodes } from '../jobs/address-codes.ts';
import { watchBandwidth } from '../jobs/bandwidth.ts';
import { askForMotion } from '../jobs/camera-motion.ts';
import { followContracts } from '../jobs/contracts.ts';
import { housekeeping } from '../jobs/housekeeping.ts';
import { deliverOutbox } from '../jobs/outbox.ts';
import { keepPanelKeys } from '../jobs/panel-keys.ts';
import { rateDays } from '../jobs/rating.ts';
import { deliverWebhooks } from '../jobs/webhooks.ts';
import { mediaRoutes } from '../media/gateway/routes.ts';
import { makeRoom } from '../media/make-room.ts';
import { MediaNode } from '../media/node.ts';
import { openCore } from './core.ts';
import { DATABASE_STARTS_WITH_BYTES, whyNotStarted } from './full-disk.ts';
import { archiveRanges, forgetGoneArchives } from './media-archive.ts';
import { CoreMediaControl } from './media-control.ts';
import { hearPanelEvents } from './panel-events.ts';
import { webRoutes } from './web.ts';

export type Role = 'all' | 'api' | 'worker' | 'media';

/** Undefined within it: the operator gave it, knows it, and it is written nowhere. */
interface FirstStartMade {
  readonly login: string;
  readonly password: string | undefined;
  readonly apiKey: string | undefined;
}

export interface RunningApp {
  readonly url: string;
  readonly core: Core;
  /** What the first start made up, to be shown once; undefined on later starts. */
  readonly firstStart: FirstStartMade | undefined;
  stop(): Promise<void>;
}

/** Starts everything that the role has: database, core, media node, jobs, HTTP. What was started is stopped in reverse. */
export async function startApp(config: Config, role: Role, log: Log): Promise<RunningApp> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) {
      await end().catch((cause: unknown) => log.error({ cause }, 'a part did not stop cleanly'));
    }
  };
  try {
    mkdirSync(config.dataDir, { recursive: true });
    if (config.databaseUrl === undefined && role !== 'api' && role !== 'worker')
      await makeRoom(config.dataDir, DATABASE_STARTS_WITH_BYTES, log);
    const databaseUrl = await openDatabase(config, log, stops);
    const disk = config.databaseUrl === undefined ? new DatabaseDisk(join(config.dataDir, 'postgres')) : undefined;
    await disk?.start();
    stops.push(async () => disk?.stop());
    const { core, pulse, close } = await openCore(config, databaseUrl, log, true, () => disk?.full);
    stops.push(close);
    const first = await prepare(config, core);
    const node = role === 'all' || role === 'media' ? startMedia(config, core, log) : undefined;
    const server = await createServer({ core, trustedProxies: config.trustedProxies });
    systemRoutes(server, core, readiness(core, pulse, node), node && (() => recordings(node)));
    if (role === 'all' || role === 'api') await apis(server, core, config, node);
    if (node) mediaRoutes(server, node);
    await server.listen({ host: config.host, port: config.port });
    stops.push(() => server.close());
    if (node) {
      stops.push(() => node.stop());
      await node.start();
    }
    if (role === 'all' || role === 'worker') {
      startJobs(core, node, config, stops);
      await hearPanels(core, config, stops);
    }
    return { url: addressOf(server, config), core, firstStart: first, stop };
  } catch (error) {
    await stop();
    throw await whyNotStarted(error, config.dataDir);
  }
}

/** The database that the settings name, brought to this version; what it started is added to `stops`. */
export async function openDatabase(config: Config, log: Log, stops: (() => Promise<unknown>)[]): Promise<string> {
  let url = config.databaseUrl;
  if (url === undefined) {
    const database = await startEmbedded({
      dataDir: config.dataDir,
      log: (event, fields) => log.info(fields ?? {}, event),
    });
    stops.push(() => database.stop());
    url = database.url;
  }
  const sql = openSql(url, { max: 1, applicationName: 'vedette migrations' });
  try {
    await migrate(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
  return url;
}

async function prepare(config: Config, core: Core): Promise<RunningApp['firstStart']> {
  const made = {
    login: config.adminLogin,
    password: config.adminPassword ?? randomBytes(9).toString('base64url'),
    apiKey: config.adminApiKey ?? newSystemKey(),
  };
  if (!(await firstStart(core.sql, core.sealer, core.passwords, made))) return undefined;
  return {
    login: made.login,
    password: config.adminPassword === undefined ? made.password : undefined,
    apiKey: config.adminApiKey === undefined ? made.apiKey : undefined,
  };
}

const startMedia = (config: Config, core: Core, log: Log): MediaNode =>
  new MediaNode({
    control: new CoreMediaControl(core, `${hostname()}:${config.dataDir}`),
    dataDir: config.dataDir,
    ffmpegPath: config.ffmpegPath,
    log,
  });

async function apis(server: FastifyInstance, core: Core, config: Config, node: MediaNode | undefined): Promise<void> {
  await server.register(ownApi, {
    prefix: '/api/vedette/v1',
    core,
    archive: archiveRanges(node),
    systemMethods,
    version: config.version,
  });
  await server.register(watcherDialect, { core });
  await server.register(vsaasIoDialect);
  await server.register(vmsDialect);
  await server.register(forpostDialect, { core, corsOrigins: config.corsOrigins });
  await server.register(smartyardDialect, {
    core,
    bill: config.billApi,
    trustedProxies: config.trustedProxies,
    archive: archiveRanges(node),
    corsOrigins: config.corsOrigins,
  });
  await server.register(webRoutes, { version: config.version });
}

function startJobs(core: Core, node: MediaNode | undefined, config: Config, stops: (() => Promise<unknown>)[]): void {
  const life = new AbortController();
  const { signal } = life;
  // Each loop listens for the end; Node.js takes more than ten listeners for a leak, and says so on the terminal.
  setMaxListeners(0, signal);
  const loops = [
    housekeeping(core, signal),
    ...deliverOutbox(core, signal),
    watchBandwidth(core, signal),
    ...keepPanelKeys(core, signal),
    followContracts(core, signal),
    followAddressCodes(core, signal),
    rateDays(core, signal),
    askForMotion(core, signal),
    deliverWebhooks(core, signal),
    node && forgetGoneArchives(core, node, config.archiveGraceHours, signal),
  ];
  stops.push(async () => {
    life.abort();
    await Promise.all(loops.map((loop) => loop?.stop()));
  });
}

async function hearPanels(core: Core, config: Config, stops: (() => Promise<unknown>)[]): Promise<void> {
  const { panelEventsHost: host, panelEventsPort: port } = config;
  if (port === undefined) return;
  const hearing = await hearPanelEvents(core, { host, port });
  stops.push(() => hearing.stop());
}

/** A database that takes longer hangs, as far as whoever looks at `/health/ready` can tell. */
const DATABASE_WITHIN_MS = 1000;

function readiness(core: Core, pulse: Pulse, node: MediaNode | undefined): Readiness[] {
  const database: Readiness = { name: 'database', check: () => pulse.fault(DATABASE_WITHIN_MS) };
  const stored: Readiness = { name: 'database disk', check: async () => core.outages.diskProblem };
  const feed: Readiness = {
    name: 'change feed',
    check: async () =>
      core.feed.staleMs() > 10_000 ? `not read for ${Math.round(core.feed.staleMs() / 1000)} s` : undefined,
  };
  const media: Readiness[] = node ? [{ name: 'media', check: async () => (await node.health()).reason }] : [];
  const { connector } = core;
  const billing: Readiness[] = connector
    ? [
        {
          name: 'connector',
          shared: true,
          check: async () =>
            connector.health.healthy ? undefined : 'the billing does not answer: GET /connector says why',
        },
      ]
    : [];
  return [database, stored, feed, ...media, ...billing];
}

async function recordings(node: MediaNode): Promise<RecordingNumbers> {
  const { recording, disk } = await node.health();
  return { ...recording, disk };
}

function addressOf(server: FastifyInstance, config: Config): string {
  if (config.publicUrl !== undefined) return config.publicUrl;
  const { port } = server.server.address() as AddressInfo;
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
