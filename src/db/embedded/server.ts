import { type ChildProcess, spawn } from 'node:child_process';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { Home, Log } from './home.ts';
import { readLock } from './postmaster.ts';
import { CLEAN_ENV } from './process.ts';
import { ServerLog } from './server-log.ts';

const EXIT_TO_CLOSE_MS = 300;

export interface Server {
  readonly child: ChildProcess;
  /** Resolves with the end of its log when the process is gone. */
  readonly ended: Promise<string>;
}

/**
 * Starts the server in a session of its own: a Ctrl-C in the terminal is for Vedette, which needs the database until
 * its last write.
 */
export function launch(home: Home, binaries: Binaries, socket: string, durable: boolean, log: Log): Server {
  const args = Object.entries(settings(socket, durable)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(binaries.folder, 'postgres'), ['-D', home.data, ...args], {
    cwd: home.folder,
    env: CLEAN_ENV,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(home.account && { uid: home.account.uid, gid: home.account.gid }),
  });
  const lines = new ServerLog(log);
  createInterface({ input: child.stderr }).on('line', (line) => lines.take(line));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(lines.tail()));
    // Backends hold the pipe too, and one may hang on for longer than its postmaster.
    child.once('exit', () => setTimeout(() => resolve(lines.tail()), EXIT_TO_CLOSE_MS));
  });
  return { child, ended };
}

/**
 * True once the server takes connections; false when it ended first, or when `signal` gave up. Without a time limit:
 * recovery after a crash takes as long as it takes.
 */
export async function becomesReady(server: Server, home: Home, signal: AbortSignal): Promise<boolean> {
  let ended = false;
  void server.ended.then(() => {
    ended = true;
  });
  while (!ended && !signal.aborted) {
    const lock = await readLock(home.data);
    if (lock && lock.pid === server.child.pid && lock.status === 'ready') return true;
    await delay(5);
  }
  return false;
}

/** Lets the server live on without us, for the other processes that use it. */
export function release(server: Server): void {
  server.child.stderr?.destroy();
  server.child.unref();
}

function settings(socket: string, durable: boolean): Record<string, string | number> {
  return {
    listen_addresses: '',
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    max_connections: 160,
    shared_buffers: `${sharedBuffersMb()}MB`,
    jit: 'off',
    random_page_cost: 1.1,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What a client is told anyway stays out of our log, and so do statements: they hold secrets.
    log_line_prefix: '%e ',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...(durable ? DURABLE : FORGETFUL),
  };
}

const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** A sixteenth of the memory: it is shared, and touched only as the data grows. */
function sharedBuffersMb(): number {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.max(64, Math.min(512, Math.floor(bytes / 16 / 2 ** 20)));
}
