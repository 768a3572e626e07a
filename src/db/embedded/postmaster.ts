import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identityOf, run } from './process.ts';

/** One process, told from a later one with the same id. */
export interface Process {
  readonly pid: number;
  readonly identity: string;
}

/** A live server of our data folder, as its lock file and the process list tell. */
export interface Postmaster extends Process {
  readonly socket: string;
  readonly status: string;
}

interface Lock {
  readonly pid: number;
  readonly socket: string;
  readonly status: string;
}

/**
 * Only a process that runs on this very data folder counts. The pid in a lock file that a kill left behind may belong
 * to anybody by now; PostgreSQL itself would then refuse to start for as long as that process lives, so the file goes.
 */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const lock = await readLock(data);
  if (!lock) return undefined;
  const identity = await identityOf(lock.pid);
  if (identity !== undefined && (await servesFolder(lock.pid, data))) return { ...lock, identity };
  const again = await readLock(data);
  if (again?.pid === lock.pid) await rm(join(data, 'postmaster.pid'), { force: true });
  return undefined;
}

/** Lines of postmaster.pid: pid, data folder, start time, port, socket folder, address, shared memory, status. */
export async function readLock(data: string): Promise<Lock | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socket: lines[4] ?? '', status: lines[7] ?? 'starting' };
}

async function servesFolder(pid: number, data: string): Promise<boolean> {
  if (process.platform !== 'linux') {
    const command = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => '');
    return command.includes('postgres') && command.includes(data);
  }
  // The postmaster makes its data folder its working folder.
  const [name, folder, ours] = await Promise.all([
    readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => undefined),
    realpath(data).catch(() => data),
  ]);
  return name.trim() === 'postgres' && folder === ours;
}

/** How long each stronger word is given: fast shutdown (a checkpoint), immediate (recovery at the next start), the axe. */
const LAST_WORDS = [
  { signal: 'SIGINT', forMs: 60_000 },
  { signal: 'SIGQUIT', forMs: 10_000 },
  { signal: 'SIGKILL', forMs: 10_000 },
] as const;

/** Ends the server and returns when it is gone. */
export async function shutDown(server: Process): Promise<void> {
  for (const { signal, forMs } of LAST_WORDS) {
    try {
      process.kill(server.pid, signal);
    } catch {
      return;
    }
    if (await isGone(server, forMs)) return;
  }
  throw new Error(`PostgreSQL (process ${server.pid}) survived SIGKILL: its disk may hang`);
}

/** Waits for the end of a process, for so long at the most. */
export async function isGone({ pid, identity }: Process, forMs: number): Promise<boolean> {
  const deadline = performance.now() + forMs;
  while ((await identityOf(pid)) === identity) {
    if (performance.now() >= deadline) return false;
    await delay(10);
  }
  return true;
}
