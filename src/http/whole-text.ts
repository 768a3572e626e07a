import { invalid } from '../core/errors.ts';

/**
 * Throws `invalid` with the name of the field where a text of parsed JSON holds half of a character: no database keeps one,
 * and what was sent is not for us to change. `json`: what it was read from; only an escape can bring a half.
 */
export function refuseHalves(json: string, value: unknown): void {
  if (/\\u[dD][89a-fA-F]/.test(json)) look('body', value);
}

/** The text of these bytes; throws `invalid` where they are no UTF-8. */
export function utf8Of(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('body', 'text_not_utf8');
  }
}

/** The same of a value whose text is gone. */
export const refuseHalvesIn = (value: unknown): void => look('body', value);

function look(field: string, value: unknown): void {
  if (typeof value === 'string' && HALF.test(value)) throw invalid(field, 'text_half_character');
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const item of value) look(field, item);
  else
    for (const [name, item] of Object.entries(value)) {
      look('body', name);
      look(name, item);
    }
}

const HALF = /\p{Surrogate}/u;
