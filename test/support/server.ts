import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { makeDataDir, removeDataDir } from './data-dir.ts';

export const MAIN = 'dist/server/main.js';

/** The variable that names a stopped server's data after its first start: others begin with a copy of them. */
export const FIRST_START = 'TEST_FIRST_START';

export interface StartedServer {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly login: string;
  readonly password: string;
  readonly apiKey: string;
  readonly process: ChildProcess;
  /** All that it printed. */
  output(): string;
  /** Gracefully; the data stay for `startServer({ dataDir })` unless `forget`. */
  stop(options?: { readonly forget?: boolean }): Promise<void>;
  /** kill -9 of the server alone: what it leaves behind is the next start's to find. */
  kill(): Promise<void>;
}

export interface ServerSettings {
  readonly dataDir?: string;
  /** An empty folder: the server makes its database itself, as where it is installed. */
  readonly first?: boolean;
  readonly port?: number;
  /** The clone whose build is started; absent: the one whose folder this runs in. */
  readonly clone?: string;
  /** Another Node.js than the test's own. */
  readonly node?: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

const READY_WITHIN_MS = 60_000;

/** The built product as a process of its own, on a free port of 127.0.0.1, with its embedded database. */
export async function startServer(settings: ServerSettings = {}): Promise<StartedServer> {
  const dataDir = settings.dataDir ?? (await newDataDir(settings.first));
  const port = settings.port ?? (await freePort());
  const admin = { login: 'admin', password: 'admin-password', apiKey: '11111111-2222-4333-8444-555555555555' };
  const main = resolve(settings.clone ?? '.', MAIN);
  const child = spawn(settings.node ?? process.execPath, [main, 'serve', ...(settings.args ?? [])], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      ADMIN_LOGIN: admin.login,
      ADMIN_PASSWORD: admin.password,
      ADMIN_API_KEY: admin.apiKey,
      EGRESS_ALLOW: '127.0.0.0/8',
      LOG_LEVEL: 'warn',
      ...settings.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The server was not ready in time:\n${text}`)), READY_WITHIN_MS);
    const read = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
      if (text.includes('Vedette is ready on')) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`The server ended at its start:\n${text}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    ...admin,
    process: child,
    output: () => text,
    stop: async ({ forget = true } = {}) => {
      child.kill('SIGTERM');
      await ended;
      if (forget) removeDataDir(dataDir);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function newDataDir(first = false): Promise<string> {
  const made = process.env[FIRST_START];
  const folder = makeDataDir('vedette-server-');
  // Not by Node.js, which leaves who owns them behind: the database's folder is of another account when we are root.
  if (!first && made) await promisify(execFile)('cp', ['-a', `${made}/.`, folder]);
  return folder;
}

export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
