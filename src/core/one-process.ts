import { transaction } from '../db/transaction.ts';
import type { Core } from './core.ts';

/**
 * Runs it unless another process is running what has the same name. The name is held by an advisory lock of a
 * transaction that lasts as long as the run and does nothing else: it takes one connection of the pool, holds no row, and
 * keeps no old rows from being vacuumed. When that connection is lost the lock is lost too: then `held` is aborted, and
 * the run's end is waited for before the cause is thrown. Gives back whether it ran.
 */
export async function inOneProcess(
  core: Core,
  name: string,
  signal: AbortSignal,
  run: (held: AbortSignal) => Promise<unknown>,
): Promise<boolean> {
  const lost = new AbortController();
  let running: Promise<unknown> | undefined;
  try {
    return await transaction(core.sql, async (tx) => {
      // Else the server ends it after two minutes.
      await tx`set local idle_in_transaction_session_timeout = 0`;
      // A machine that goes without a word has lost the name within a minute, not after hours.
      await tx`set local tcp_keepalives_idle = 30`;
      await tx`set local tcp_keepalives_interval = 10`;
      await tx`set local tcp_keepalives_count = 3`;
      const [row] = await tx<{ got: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtextextended(${`one process: ${name}`}, 0)) as got`;
      if (row?.got !== true) return false;
      running = run(AbortSignal.any([signal, lost.signal]));
      await running;
      return true;
    });
  } catch (cause) {
    lost.abort();
    await running?.catch(() => undefined);
    throw cause;
  }
}
