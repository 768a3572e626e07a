import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file system of its own, in memory, that is soon full. */
export interface SmallDisk {
  readonly path: string;
  /** For every process; else it is reached through another one's: no place for a database, which asks for its real path. */
  readonly mounted: boolean;
  /** Somebody else's file: takes all that is free but for so many bytes. */
  fill(leave?: number): void;
  /** Takes that file away. */
  clear(): void;
  free(): number;
  release(): Promise<void>;
}

export const NO_DISK = 'neither mount nor unshare may be used here: run it as root, or allow user namespaces';

/** Mounted where that may be done, else in a namespace of its own and reached through its process; undefined: neither. */
export async function smallDisk(bytes: number): Promise<SmallDisk | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'vedette-disk-'));
  const options = ['-t', 'tmpfs', '-o', `size=${bytes},mode=755`, 'tmpfs', folder];
  try {
    await run('mount', options);
    return diskAt(folder, true, async () => {
      await run('umount', ['--lazy', folder]);
      rmdirSync(folder);
    });
  } catch {
    const holder = await namespaceWith(options);
    const end = async (): Promise<void> => {
      if (holder?.exitCode === null) await Promise.all([once(holder, 'exit'), holder.kill('SIGKILL')]);
      rmdirSync(folder);
    };
    if (holder) return diskAt(`/proc/${holder.pid}/root${folder}`, false, end);
    rmdirSync(folder);
    return undefined;
  }
}

/** Undefined: it may not be made. It holds the mount for as long as it runs. */
async function namespaceWith(mountOptions: readonly string[]): Promise<ChildProcess | undefined> {
  const script = 'mount "$@" && echo mounted && exec sleep infinity';
  const child = spawn('unshare', ['--map-root-user', '--mount', '/bin/sh', '-c', script, 'sh', ...mountOptions], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const mounted = once(child.stdout, 'data').then(() => true);
  return (await Promise.race([mounted, once(child, 'close').then(() => false)])) ? child : undefined;
}

function diskAt(path: string, mounted: boolean, release: () => Promise<void>): SmallDisk {
  const foreign = join(path, 'foreign');
  const free = (): number => {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  };
  return {
    path,
    mounted,
    free,
    fill: (leave = 0) => {
      const file = openSync(foreign, 'a');
      const block = Buffer.alloc(4096, 1);
      try {
        while (free() > leave) writeSync(file, block);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    clear: () => rmSync(foreign, { force: true }),
    release,
  };
}
