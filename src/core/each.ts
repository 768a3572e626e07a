import type { Core } from './core.ts';
import { DomainError, refusalOf } from './errors.ts';

/** How a verb went for one of many; `error` undefined: it is done. */
export interface Outcome {
  readonly id: number;
  readonly error: DomainError | undefined;
}

/** Faults in a row after which the rest is not tried: the database is away, or the verb is broken. */
const MOST_FAULTS = 3;

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
    if (faults === MOST_FAULTS) {
      outcomes.push({ id, error: new DomainError('unavailable', 'Not tried: others failed before. Send it again') });
      continue;
    }
    const error = await attempt(verb, id);
    if (error === undefined || error instanceof DomainError) {
      faults = 0;
      outcomes.push({ id, error });
      continue;
    }
    // What failed within an idempotent request may have broken its transaction.
    if (core.ambient) throw error;
    faults++;
    core.log.error({ cause: error, id }, 'one of many failed');
    outcomes.push({ id, error: new DomainError('unavailable', 'Something broke on the server: send it again') });
  }
  return outcomes;
}

async function attempt(verb: (id: number) => Promise<unknown>, id: number): Promise<unknown> {
  try {
    await verb(id);
    return undefined;
  } catch (error) {
    return refusalOf(error) ?? new Error('An empty value was thrown');
  }
}
