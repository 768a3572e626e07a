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

/** Only a process that runs on this very data folder counts: the pid in a lock file may be anybody's by now. */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const lock = await readLock(data);
  if (!lock || !(await servesFolder(lock.pid, data))) return undefined;
  const identity = await identityOf(lock.pid);
  return identity === undefined ? undefined : { ...lock, identity };
}

/**
 * Removes locks that a killed server left and whose pid a stranger has now, or a zombie that nobody reaps: PostgreSQL
 * would refuse to start for as long as that process lives. Locks of processes that are gone it takes over itself.
 */
export async function removeStrangersLocks(data: string, socket: string): Promise<void> {
  for (const file of [join(data, 'postmaster.pid'), join(socket, '.s.PGSQL.5432.lock')]) {
    const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
    if (pid > 0 && isTaken(pid) && !(await servesFolder(pid, data))) await rm(file, { force: true });
  }
}

function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
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
