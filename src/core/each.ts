import type { Core } from './core.ts';
import { DomainError, Outage, refusalOf, refuse } from './errors.ts';

/** How a verb went for one of many; `error` undefined: it is done. */
export interface Outcome {
  readonly id: number;
  readonly error: DomainError | undefined;
  /** False: too many before it broke. */
  readonly tried: boolean;
}

/** Faults in a row after which the rest is not tried: the database is away, or the verb is broken. */
const MAX_FAULTS = 3;

/**
 * Runs a verb for each id, each a write of its own: what is refused for one is done for the others. Ids go in order,
 * so that two such calls under an idempotency key never wait for each other's rows crosswise.
 */
export async function each(
  core: Core,
  ids: readonly number[],
  verb: (id: number) => Promise<unknown>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let faults = 0;
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
    if (faults === MAX_FAULTS) {
      const error = refuse('not_tried');
      outcomes.push({ id, error, tried: false });
      continue;
    }
    const error = await attempt(core, verb, id);
    if (error === undefined || (error instanceof DomainError && !(error instanceof Outage))) {
      faults = 0;
      outcomes.push({ id, error, tried: true });
      continue;
    }
    // What failed within an idempotent request may have broken its transaction.
    if (core.ambient) throw error;
    faults++;
    if (error instanceof Outage) {
      outcomes.push({ id, error, tried: true });
      continue;
    }
    core.log.error({ cause: error, id }, 'bulk item failed');
    const told = refuse('failed_inside');
    outcomes.push({ id, error: told, tried: true });
  }
  return outcomes;
}

async function attempt(core: Core, verb: (id: number) => Promise<unknown>, id: number): Promise<unknown> {
  try {
    await verb(id);
    return undefined;
  } catch (error) {
    return refusalOf(error, core) ?? new Error('An empty value was thrown');
  }
}
