import { setTimeout as delay } from 'node:timers/promises';
import { type Binaries, removeOtherCopies } from './binaries.ts';
import { SUPERUSER } from './cluster.ts';
import type { Home, Log } from './home.ts';
import { findPostmaster, isGone, type Postmaster, type Process, removeStrangersLocks, shutDown } from './postmaster.ts';
import { probe } from './probe.ts';
import { becomesReady, launch, release, type Server } from './server.ts';
import type { Membership } from './users.ts';

/** How long leftovers of a killed server (its lock, its shared memory) may stand in the way of a new one. */
const LEFTOVERS_MS = 20_000;
const PROGRESS_MS = 10_000;
const WATCH_MS = 250;

type Running =
  | { readonly kind: 'own'; readonly pid: number; readonly server: Server }
  | ({ readonly kind: 'adopted' } & Process);

export interface SupervisorOptions {
  readonly home: Home;
  readonly binaries: Binaries;
  readonly membership: Membership;
  readonly durable: boolean;
  readonly log: Log;
}

/**
 * Keeps one PostgreSQL server running for this process.
 *
 *   start ──> own (our child) ─┐ dies           stop: the last user shuts it down,
 *     │  └──> adopted ─────────┤                      any other leaves it running
 *     └────────────────────────┘
 *
 * A server that outlived its Vedette (or that another one started) is adopted: two on one folder would lose data, and
 * PostgreSQL's own lock refuses the second. Every entry to `#bring` looks afresh at what is there.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #ending = new AbortController();
  #socket: string;
  #running: Running | undefined;
  #watching: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#socket = options.home.socket;
  }

  get url(): string {
    return `postgres://${SUPERUSER}@/vedette?host=${encodeURIComponent(this.#socket)}`;
  }

  get adopted(): boolean {
    return this.#running?.kind === 'adopted';
  }

  async start(signal: AbortSignal): Promise<void> {
    this.#running = await this.#bring(signal);
    this.#watching = this.#watch();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const { home, membership, log } = this.#options;
    this.#ending.abort();
    await this.#watching;
    await membership.leave();
    if (await membership.othersAlive()) {
      if (this.#running?.kind === 'own') release(this.#running.server);
      log('database.left_to_others', { pid: this.#running?.pid });
      return;
    }
    const postmaster = await findPostmaster(home.data);
    if (postmaster) await shutDown(postmaster);
    log('database.stopped', { pid: postmaster?.pid });
  }

  /** Ends when `stop` is called; until then a server that dies is replaced. */
  async #watch(): Promise<void> {
    const { log } = this.#options;
    const ending = this.#ending.signal;
    for (let failures = 0; ; ) {
      if (this.#running) await this.#death(this.#running);
      if (ending.aborted) return;
      if (this.#running) log('database.died', { pid: this.#running.pid });
      this.#running = undefined;
      try {
        this.#running = await this.#bring(ending);
        failures = 0;
      } catch (error) {
        if (ending.aborted) return;
        log('database.restart_failed', { error: String(error) });
        await pause(Math.min(5_000, 100 * 2 ** failures++), ending);
      }
    }
  }

  async #death(running: Running): Promise<void> {
    const ending = this.#ending.signal;
    if (running.kind === 'own') {
      await Promise.race([running.server.ended, aborted(ending)]);
      return;
    }
    while (!ending.aborted && !(await isGone(running, 0))) await pause(WATCH_MS, ending);
  }

  async #bring(signal: AbortSignal): Promise<Running> {
    const { home, log } = this.#options;
    const deadline = performance.now() + LEFTOVERS_MS;
    let waitedSince = performance.now();
    for (let waitMs = 10; ; waitMs = Math.min(500, waitMs * 1.5)) {
      signal.throwIfAborted();
      const found = await findPostmaster(home.data);
      const running = found ? await this.#adopt(found, signal) : await this.#launch(deadline, signal);
      if (running) return running;
      if (found && performance.now() - waitedSince > PROGRESS_MS) {
        waitedSince = performance.now();
        log('database.waiting', { pid: found.pid, status: found.status });
      }
      await pause(found ? 10 : waitMs, signal);
    }
  }

  /** Undefined: it starts or stops just now, or was of another version and had to go; look again. */
  async #adopt(found: Postmaster, signal: AbortSignal): Promise<Running | undefined> {
    const { binaries, membership, log } = this.#options;
    if (found.status !== 'ready') return undefined;
    const version = await probe(found.socket, signal).catch(() => undefined);
    const alone = !(await membership.othersAlive());
    if (alone && version !== binaries.version) {
      log('database.replacing', { pid: found.pid, version: version ?? 'does not answer' });
      await shutDown(found);
      return undefined;
    }
    if (version === undefined) return undefined;
    this.#socket = found.socket;
    log('database.adopted', { pid: found.pid, version });
    return { kind: 'adopted', pid: found.pid, identity: found.identity };
  }

  /** Undefined: what a killed server left is still in the way. */
  async #launch(deadline: number, signal: AbortSignal): Promise<Running | undefined> {
    const { home, binaries, durable, log } = this.#options;
    await removeStrangersLocks(home.data, this.#socket);
    const server = launch(home, binaries, this.#socket, durable, log);
    if (await becomesReady(server, home, signal)) {
      await probe(this.#socket, signal);
      await removeOtherCopies(home, binaries);
      log('database.started', { pid: server.child.pid, version: binaries.version });
      return { kind: 'own', pid: server.child.pid ?? 0, server };
    }
    if (signal.aborted) server.child.kill('SIGINT');
    const reason = await server.ended;
    signal.throwIfAborted();
    const leftovers = /lock file .* already exists|shared memory block .* still in use/.test(reason);
    if (leftovers && performance.now() < deadline) return undefined;
    throw new Error(`PostgreSQL did not start in ${home.data}:\n${reason}`);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
