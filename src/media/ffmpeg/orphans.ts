import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { MARK } from './process.ts';

/**
 * Ends the ffmpegs that a server left which was killed (where there is no setpriv). They are known by our mark in
 * their environment; one whose parent is a live Node is another server's and stays. Linux alone has /proc; elsewhere
 * they end by themselves when they write to the closed pipe. Returns how many were ended.
 */
export async function endOrphans(mark: string): Promise<number> {
  let ended = 0;
  for (const name of await readdir('/proc').catch(() => [])) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || !(await isOrphan(pid, mark))) continue;
    try {
      process.kill(pid, 'SIGKILL');
      ended += 1;
    } catch {
      // it went by itself
    }
  }
  return ended;
}

async function isOrphan(pid: number, mark: string): Promise<boolean> {
  try {
    const environment = (await readFile(`/proc/${pid}/environ`, 'latin1')).split('\0');
    if (!environment.includes(`${MARK}=${mark}`)) return false;
    const status = await readFile(`/proc/${pid}/stat`, 'latin1');
    const parent = /\) \S (\d+)/.exec(status)?.[1] ?? '1';
    const owner = await readlink(`/proc/${parent}/exe`).catch(() => '');
    return basename(owner) !== basename(process.execPath);
  } catch {
    return false; // gone, or not ours to see
  }
}
