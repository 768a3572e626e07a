import type { Core } from '../core.ts';

/** What became of a message, for good. */
export const OUTCOMES = ['delivered', 'expired', 'deleted', 'undeliverable', 'rejected', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A receipt may come before we have written down what the message is called. */
const TRIES = 5;
const PAUSE_MS = 500;

/**
 * Writes down what an SMS centre says of a message that it took as `reference`. A receipt of what is not known is let go:
 * of a test message, or of another system with the same account. Throws when the database is away.
 */
export async function recordReceipt(core: Core, domainId: number, reference: string, outcome: Outcome): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    const { count } = await core.sql`
      update outbox_message set outcome = ${outcome}, outcome_at = now() where id = (
        select id from outbox_message
        where domain_id = ${domainId} and outcome is null and reference = any(${spellings(reference)}::text[])
        order by reference = ${reference} desc, id desc limit 1)`;
    if (count > 0) return;
    if (left > 1) await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  core.log.info({ domainId }, 'a receipt of a message that is not known');
}

/** Many centres write an id in hexadecimal where they take the message and in decimal in its receipt, or the reverse. */
export function spellings(reference: string): string[] {
  const all = new Set([reference, reference.toLowerCase(), reference.toUpperCase()]);
  if (/^\d{1,19}$/.test(reference)) {
    const hex = BigInt(reference).toString(16);
    for (const one of [hex, hex.padStart(8, '0')]) all.add(one).add(one.toUpperCase());
    all.add(BigInt(reference).toString());
  }
  if (/^[0-9a-f]{1,16}$/i.test(reference)) {
    const decimal = BigInt(`0x${reference}`).toString();
    all.add(decimal).add(decimal.padStart(10, '0'));
  }
  return [...all];
}
