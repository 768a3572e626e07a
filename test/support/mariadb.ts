import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { makeDataDir, removeDataDir } from './data-dir.ts';
import { freePort } from './server.ts';

const run = promisify(execFile);
const READY_WITHIN_MS = 30_000;

/** A MariaDB of one's own, from the system's package, on a free port of 127.0.0.1. */
export interface MariaDb {
  readonly port: number;
  /** Runs statements as root, several at once. */
  execute(sql: string, database?: string): Promise<RowDataPacket[]>;
  /** As it is in memory: it answers nobody, and loses nothing. */
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** `options` of the server besides, such as `--version=5.6.51-log`: it has no variable then that came later. */
export async function startMariaDb(options: readonly string[] = []): Promise<MariaDb> {
  const folder = makeDataDir('vedette-mariadb-');
  const data = join(folder, 'data');
  const socket = join(folder, 's');
  const port = await freePort();
  const user = process.getuid?.() === 0 ? ['--user=mysql'] : [];
  mkdirSync(data);
  // The server never runs as root: the package has made a user for it.
  if (user.length > 0) for (const path of [folder, data]) await handOver(path);
  await run('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...user,
  ]);
  let child: ChildProcess | undefined;
  const args = [
    ...['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--port=${port}`, ...user],
    ...['--bind-address=127.0.0.1', `--pid-file=${join(folder, 'pid')}`, '--innodb-buffer-pool-size=32M'],
    ...['--skip-name-resolve', '--innodb-flush-log-at-trx-commit=2', '--character-set-server=utf8mb4'],
    ...options,
  ];
  const connect = (database?: string) =>
    createConnection({
      socketPath: socket,
      user: 'root',
      multipleStatements: true,
      ...(database === undefined ? {} : { database }),
    });
  const start = async (): Promise<void> => {
    child = spawn(programPath('mariadbd'), args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    const end = Date.now() + READY_WITHIN_MS;
    for (;;) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`MariaDB does not start:\n${said}`);
      const connection = await connect().catch(() => undefined);
      if (connection) return await connection.end();
      await delay(20);
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGCONT');
    running.kill(signal);
    await ended;
  };
  await start();
  return {
    port,
    execute: async (sql, database) => {
      const connection = await connect(database);
      try {
        const [rows] = await connection.query<RowDataPacket[]>(sql);
        return rows;
      } finally {
        await connection.end();
      }
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    kill: () => end('SIGKILL'),
    start,
    stop: async () => {
      await end('SIGTERM');
      removeDataDir(folder);
    },
  };
}

async function handOver(path: string): Promise<void> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (what) => Number((await run('id', [what, 'mysql'])).stdout)),
  );
  chownSync(path, uid ?? 0, gid ?? 0);
}

/** A server's program is not on everybody's path. */
const programPath = (name: string): string =>
  ['/usr/sbin', '/usr/local/sbin', '/usr/bin'].map((folder) => join(folder, name)).find(existsSync) ?? name;
