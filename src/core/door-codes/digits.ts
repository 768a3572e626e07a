import { refuse } from '../errors.ts';
import type { Write } from '../write.ts';
import { isTaken } from './queries.ts';
import { digitsTag, newDigits } from './secrets.ts';

/** Of the two numbers of an advisory lock the first. */
const LOCK = 7_370_019;

/** A house of a thousand codes has one of a hundred draws taken. */
const MAX_DRAWS = 50;

/**
 * Digits that no code has at any of these panels. They are held by an advisory lock until the transaction ends, so that
 * two who draw the same at once are told apart.
 */
export async function freeDigits(tx: Write, cameraIds: readonly number[]): Promise<{ digits: string; tag: Buffer }> {
  const { sql, core } = tx;
  const { domainId } = tx.actor;
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const digits = newDigits();
    const tag = digitsTag(core, domainId, digits);
    const [held] = await sql<{ held: boolean }[]>`
      select pg_try_advisory_xact_lock(${LOCK}, ${tag.readInt32BE()}) as held`;
    if (held?.held && !(await isTaken(sql, domainId, tag, cameraIds))) return { digits, tag };
  }
  throw refuse('door_codes_full');
}
