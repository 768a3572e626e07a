import { execFile, execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Account } from './account.ts';

const execute = promisify(execFile);

/** PostgreSQL's programs inherit nothing from us: a stray PGDATA or LC_ALL must not change what they do. */
export const CLEAN_ENV = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

export interface RunOptions {
  readonly account?: Account | undefined;
  readonly cwd?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a program to its end as `account`; throws with what it wrote to stderr when it fails. */
export async function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { stdout } = await execute(file, args, {
    env: CLEAN_ENV,
    cwd: options.cwd ?? '/',
    ...(options.account && { uid: options.account.uid, gid: options.account.gid }),
    ...(options.signal && { signal: options.signal }),
  });
  return stdout;
}

/** Asks the system itself, because modes alone do not know of ACLs and read-only mounts. */
export async function canEnter(account: Account | undefined, folder: string): Promise<boolean> {
  return await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { account }).then(
    () => true,
    () => false,
  );
}

/**
 * What tells this process from a later one with the same id; undefined when nothing (or only a zombie) runs under it.
 * Linux: the start time in ticks since boot.
 */
export async function identityOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return identityByPs(pid);
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces and parentheses itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function identityByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { env: CLEAN_ENV, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
