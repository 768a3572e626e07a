import type { Sql, Tx } from './sql.ts';

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
  const connection = await sql.reserve();
  const pending = new Pending();
  try {
    const tx = withSavepoints(connection as unknown as Tx);
    pending.add(connection.unsafe('begin'));
    try {
      const result = await run(tx, (statement) => pending.add(statement));
      const commit = connection.unsafe('commit').execute();
      commit.catch(() => undefined);
      await pending.settle();
      const { command } = (await commit) as unknown as { command: string };
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back');
      return result;
    } catch (error) {
      await pending.settle().catch(() => undefined);
      await connection.unsafe('rollback').catch(() => undefined);
      throw error;
    }
  } finally {
    connection.release();
  }
}

/** Runs in a savepoint of an outer transaction; what `later` sent is waited for before it ends. */
export async function nested<T>(outer: Tx, run: (tx: Tx, later: Later) => Promise<T>): Promise<T> {
  return (await outer.savepoint(async (tx) => {
    const pending = new Pending();
    const result = await run(tx, (statement) => pending.add(statement)).finally(() =>
      pending.settle().catch(() => undefined),
    );
    await pending.settle();
    return result;
  })) as T;
}

class Pending {
  readonly #promises: Promise<unknown>[] = [];

  add(statement: Startable): void {
    statement.execute?.();
    const promise = Promise.resolve(statement);
    promise.catch(() => undefined);
    this.#promises.push(promise);
  }

  async settle(): Promise<void> {
    await Promise.all(this.#promises);
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
