import { mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { giveTree, weAreRoot } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { Home, Log } from './home.ts';
import { identityOf, run } from './process.ts';

/** The database superuser; nobody else can reach the socket. */
export const SUPERUSER = 'vedette';

/**
 * PostgreSQL's own C.UTF-8 for the same order and case rules on every machine. LC_CTYPE has to be a UTF-8 one too:
 * pg_trgm and text search ask it what a letter is, and under C no Cyrillic word has a trigram.
 */
const LOCALE = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
const CTYPE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

export interface ClusterOptions {
  readonly durable: boolean;
  readonly log: Log;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the cluster on the first start. It is built aside and renamed when whole: whatever kills us on the way leaves
 * a folder `data.new-<our pid>-…` that the next start removes, and never half a cluster.
 */
export async function ensureCluster(home: Home, binaries: Binaries, options: ClusterOptions): Promise<void> {
  const made = await readFile(join(home.data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (made === undefined) await createCluster(home, binaries, options);
  else await checkCluster(home, binaries, made.trim());
}

async function createCluster(home: Home, binaries: Binaries, options: ClusterOptions): Promise<void> {
  await removeLeftovers(home);
  options.log('database.creating', { folder: home.data });
  const fresh = await mkdtemp(join(home.folder, `data.new-${process.pid}-`));
  await giveTree(fresh, home.account);
  try {
    await run(join(binaries.folder, 'initdb'), initArguments(fresh, options.durable), {
      account: home.account,
      cwd: home.folder,
      signal: options.signal,
    });
    await rename(fresh, home.data);
    await syncFolder(home.folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another Vedette process was quicker.
    if (isFilled(error) && (await stat(join(home.data, 'PG_VERSION')).catch(() => undefined))) return;
    throw error;
  }
}

function initArguments(folder: string, durable: boolean): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    ...LOCALE,
    '--locale=C',
    `--lc-ctype=${CTYPE}`,
    '--auth=trust',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
}

function isFilled(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOTEMPTY' || code === 'EEXIST';
}

async function removeLeftovers(home: Home): Promise<void> {
  for (const name of await readdir(home.folder)) {
    const pid = /^data\.new-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || (Number(pid) !== process.pid && (await identityOf(Number(pid))))) continue;
    // An initdb that outlived its parent may still be writing there; the next start takes what is left.
    await rm(join(home.folder, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

async function checkCluster(home: Home, binaries: Binaries, made: string): Promise<void> {
  if (made !== binaries.version.split('.')[0]) {
    throw new Error(
      `The database in ${home.data} was made by PostgreSQL ${made}, and this Vedette brings ${binaries.version}: ` +
        `start the Vedette that made it, export, and import here, or serve it with PostgreSQL ${made} by DATABASE_URL`,
    );
  }
  // A backup that root unpacked.
  if (weAreRoot() && (await stat(home.data)).uid === 0) await giveTree(home.data, home.account);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
