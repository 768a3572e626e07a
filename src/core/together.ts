import { transaction } from '../db/transaction.ts';
import type { Core } from './core.ts';

/** Runs several verbs as one: their writes commit together or not at all. */
export async function together<T>(core: Core, run: (core: Core) => Promise<T>): Promise<T> {
  if (core.ambient) return await run(core);
  const afterCommit: (() => void)[] = [];
  const afterEnd: (() => Promise<unknown>)[] = [];
  try {
    const result = await transaction(core.sql, (tx) => run({ ...core, ambient: tx, afterCommit, afterEnd }));
    for (const call of afterCommit) call();
    return result;
  } finally {
    await Promise.all(afterEnd.map((call) => call()));
  }
}
