import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { DatabaseSilent } from './outage.ts';
import { failedSocket, openSocket, type Target } from './socket.ts';
import { openSql, type Sql } from './sql.ts';

interface Log {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
}

/** Nobody waits longer for a connection to be made. */
const CONNECT_MS = 5000;
const TICK_MS = 250;
/** One tick in two asks; an answer takes less than a millisecond. */
const TICKS_BETWEEN = 2;
/**
 * Three seconds. They are counted in ticks and not by the clock: while this process itself was busy for as long, an
 * answer may have come that nobody has read yet.
 */
const SILENT_TICKS = 12;

/**
 * Asks the database twice a second, over a connection of its own, whether it is there. PostgreSQL that hangs, or a
 * network that swallows packets, breaks no connection: whoever asked would wait for as long.
 *
 *   answering --- no answer for 3 s ---> silent: connections are broken, new ones refused at once
 *       ^                                   |
 *       +--------- an answer ---------------+
 *
 * A transaction that was open then is rolled back when the database comes to.
 */
export class Pulse {
  readonly #sql: Sql;
  readonly #log: Log;
  readonly #sockets = new Set<Socket>();
  #next = 0;
  #timer: NodeJS.Timeout | undefined;
  #ticks = 0;
  #asked: Promise<Error | undefined> | undefined;
  #unanswered = 0;
  #askedAt = 0;
  #answeredAt = Date.now();
  #silent = false;

  constructor(url: string, log: Log) {
    this.#log = log;
    this.#sql = openSql(url, {
      max: 1,
      applicationName: 'vedette pulse',
      connect: (target) => this.#open(target),
    });
  }

  start(): void {
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sql.end({ timeout: 0 });
  }

  /** For the pools that must not wait for a database that hangs: their `connect`. */
  readonly connect = async (target: Target): Promise<Duplex> =>
    this.#silent ? failedSocket(this.#error()) : await this.#open(target);

  /** Undefined: it answered within that time; else what is wrong. */
  async fault(withinMs: number): Promise<string | undefined> {
    const asked = this.#asked ?? this.#ask();
    const left = Math.max(0, withinMs - (Date.now() - this.#askedAt));
    const answer = await within(asked, left);
    if (answer === 'late') return `no answer for ${Math.ceil((Date.now() - this.#answeredAt) / 1000)} s`;
    return answer && 'away';
  }

  #tick(): void {
    this.#ticks++;
    if (this.#asked) {
      this.#unanswered++;
      if (this.#unanswered >= SILENT_TICKS) this.#fallSilent();
    } else if (this.#ticks % TICKS_BETWEEN === 0) void this.#ask();
  }

  #ask(): Promise<Error | undefined> {
    this.#unanswered = 0;
    this.#askedAt = Date.now();
    const asked = this.#sql`select 1`
      .then(() => this.#answered())
      .catch((error: Error) => this.#failed(error))
      .finally(() => {
        this.#asked = undefined;
      });
    this.#asked = asked;
    return asked;
  }

  #answered(): undefined {
    this.#answeredAt = Date.now();
    if (this.#silent) this.#log.info({}, 'the database answers again');
    this.#silent = false;
  }

  /** One that refuses connections, or says that it starts, hangs no longer: its own errors come at once. */
  #failed(error: Error): Error {
    if (!(error instanceof DatabaseSilent)) this.#silent = false;
    return error;
  }

  #fallSilent(): void {
    const error = this.#error();
    if (!this.#silent) this.#log.warn({ connections: this.#sockets.size }, 'the database hangs: nobody waits for it');
    this.#silent = true;
    this.#unanswered = 0;
    for (const socket of this.#sockets) socket.destroy(error);
  }

  #error(): DatabaseSilent {
    return new DatabaseSilent(Math.round((Date.now() - this.#answeredAt) / 1000));
  }

  async #open(target: Target): Promise<Duplex> {
    try {
      const socket = await openSocket(target, CONNECT_MS, this.#next++);
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      return socket;
    } catch (error) {
      return failedSocket(error);
    }
  }
}

async function within<T>(answer: Promise<T>, ms: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms);
  });
  return await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
