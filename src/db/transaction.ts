import { breaksConnection, NoConnectionFree } from './outage.ts';
import type { ReservedSql, Sql, Tx } from './sql.ts';

/** A statement that is not started yet, or any promise. */
export type Startable = PromiseLike<unknown> & { execute?: () => unknown };

/**
 * Sends a statement without waiting for it: it is waited for with the commit, in one round trip. For statements whose
 * answer nobody needs; one that fails fails the transaction.
 */
export type Later = (statement: Startable) => void;

/**
 * One transaction whose `begin` travels with its first statement and whose `commit` with its last: on a socket of the
 * same machine the round trips cost more than the statements. Throws when it was not committed.
 */
export async function transaction<T>(sql: Sql, run: (tx: Tx, later: Later) => Promise<T>): Promise<T> {
  const connection = await acquire(sql);
  const line = new Line();
  const pending = new Pending();
  try {
    const tx = line.guard(withSavepoints(connection as unknown as Tx));
    pending.add(connection.unsafe('begin', [], { onexecute: line.watch } as object));
    try {
      const result = await Promise.race([run(tx, (statement) => pending.add(statement)), line.lost]);
      const commit = tx.unsafe('commit').execute();
      commit.catch(() => undefined);
      await Promise.race([pending.settle(), line.lost]);
      const { command } = (await Promise.race([commit, line.lost])) as unknown as { command: string };
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back');
      return result;
    } catch (error) {
      const cause = await pending.cause(error);
      // Nothing is sent into a connection that is breaking: the client would take the unanswered statement to its next life.
      if (breaksConnection(cause)) await line.end();
      if (!line.isLost) await Promise.race([tx.unsafe('rollback'), line.lost]).catch(() => undefined);
      throw cause;
    }
  } finally {
    // The pool takes back a connection that was lost by itself; given back twice, two would share it.
    if (!line.isLost) {
      line.unwatch();
      connection.release();
    }
  }
}

const CLOSING_MS = 1000;
const ACQUIRE_MS = 3000;
const ACQUIRE_TRIES = 3;

/**
 * Pools that could give no connection lately. The client keeps a request for one that failed, and gives it a connection
 * when there is one again: nobody ever gives that back. So they are asked for none before they have answered something.
 */
const failing = new WeakSet<Sql>();

/**
 * A connection of one's own. Asked for again when it does not come: a request that waits while another connection of
 * the pool is lost is forgotten by the client, and would wait for ever.
 */
async function acquire(sql: Sql): Promise<ReservedSql> {
  if (failing.has(sql)) {
    await sql`select 1`;
    failing.delete(sql);
  }
  for (let n = 0; n < ACQUIRE_TRIES; n++) {
    const asked = sql.reserve();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), ACQUIRE_MS);
    });
    asked.catch(() => failing.add(sql));
    const connection = await Promise.race([asked, late]).finally(() => clearTimeout(timer));
    if (connection) return connection;
    asked.then((unwanted) => unwanted.release()).catch(() => undefined);
  }
  throw new NoConnectionFree();
}

/** Runs in a savepoint of an outer transaction; what `later` sent is waited for before it ends. */
export async function nested<T>(outer: Tx, run: (tx: Tx, later: Later) => Promise<T>): Promise<T> {
  return (await outer.savepoint(async (tx) => {
    const pending = new Pending();
    try {
      const result = await run(tx, (statement) => pending.add(statement));
      await pending.settle();
      return result;
    } catch (error) {
      throw await pending.cause(error);
    }
  })) as T;
}

const ALREADY_FAILED = '25P02';

class Pending {
  readonly #promises: Promise<unknown>[] = [];
  #first: unknown;

  add(statement: Startable): void {
    statement.execute?.();
    const promise = Promise.resolve(statement);
    promise.catch((error: unknown) => {
      this.#first ??= error;
    });
    this.#promises.push(promise);
  }

  async settle(): Promise<void> {
    await Promise.all(this.#promises);
  }

  /** After a statement sent ahead failed, those behind it only say that the transaction did. */
  async cause(error: unknown): Promise<unknown> {
    if ((error as { code?: string } | null)?.code !== ALREADY_FAILED) return error;
    await this.settle().catch(() => undefined);
    return this.#first ?? error;
  }
}

interface Connection {
  onclose: ((error: Error) => void) | null | undefined;
}

/** Knows whether the connection below a transaction still stands: the client must not be asked to use one that closed. */
class Line {
  readonly lost: Promise<never>;
  #connection: Connection | undefined;
  #error: Error | undefined;
  #report: (error: Error) => void = () => undefined;

  constructor() {
    this.lost = new Promise((_, reject) => {
      this.#report = reject;
    });
    this.lost.catch(() => undefined);
  }

  get isLost(): boolean {
    return this.#error !== undefined;
  }

  /** The client's own hook for `begin`; true: more statements may follow at once. */
  readonly watch = (connection: Connection): boolean => {
    this.#connection = connection;
    connection.onclose = (error) => {
      this.#error = error;
      this.#report(error);
    };
    return true;
  };

  unwatch(): void {
    if (this.#connection) this.#connection.onclose = null;
  }

  /** Resolves when the connection has closed, or when it seems to stand after all. */
  async end(): Promise<void> {
    const patience = new Promise((resolve) => setTimeout(resolve, CLOSING_MS).unref());
    await Promise.race([this.lost.catch(() => undefined), patience]);
  }

  guard(tx: Tx): Tx {
    const refuse = (): void => {
      if (this.#error) throw this.#error;
    };
    return new Proxy(tx, {
      apply: (target, self, args) => {
        refuse();
        return Reflect.apply(target as never, self, args) as unknown;
      },
      get: (target, name) => {
        if (name === 'unsafe') refuse();
        return Reflect.get(target, name) as unknown;
      },
    });
  }
}

function withSavepoints(tx: Tx): Tx {
  let count = 0;
  const savepoint = async <T>(run: (sql: Tx) => Promise<T>): Promise<T> => {
    const name = `s${count++}`;
    await tx.unsafe(`savepoint ${name}`);
    try {
      const result = await run(tx);
      await tx.unsafe(`release savepoint ${name}`);
      return result;
    } catch (error) {
      await tx.unsafe(`rollback to savepoint ${name}`);
      throw error;
    }
  };
  return Object.assign(tx, { savepoint }) as unknown as Tx;
}
