import { prepareBinaries } from './embedded/binaries.ts';
import { ensureCluster } from './embedded/cluster.ts';
import { type Log, openHome } from './embedded/home.ts';
import { Supervisor } from './embedded/supervisor.ts';
import { joinUsers } from './embedded/users.ts';

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** Gives up the start. A database that runs is ended by `stop` alone, for others still write while a process ends. */
  readonly signal?: AbortSignal;
  /** False: nothing survives a power cut, and tests are quicker. */
  readonly durable?: boolean;
}

export interface EmbeddedDatabase {
  /** For `openSql`: `postgres://vedette@/vedette?host=<folder of the socket>`. Stays valid when the server is replaced. */
  readonly url: string;
  /** PostgreSQL's: 18.4 */
  readonly version: string;
  /** True when the server ran already: another Vedette process uses it, or it outlived one. */
  readonly adopted: boolean;
  /** The last process that uses the server shuts it down. May be called again. */
  stop(): Promise<void>;
}

/** PostgreSQL under `dataDir`, made on the first start; see `Supervisor` for its life. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { log, durable = true } = options;
  const signal = options.signal ?? new AbortController().signal;
  const home = await openHome(options.dataDir, log);
  const binaries = await prepareBinaries(home, log);
  await ensureCluster(home, binaries, { durable, log, signal });
  const membership = await joinUsers(home.users);
  const supervisor = new Supervisor({ home, binaries, membership, durable, log });
  try {
    await supervisor.start(signal);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  return {
    url: supervisor.url,
    version: binaries.version,
    adopted: supervisor.adopted,
    stop: () => supervisor.stop(),
  };
}
