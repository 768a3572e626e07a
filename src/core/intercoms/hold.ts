import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { type Flat, parseFlat } from '../organizations/flat.ts';
import type { Write } from '../write.ts';
import { type FlatRange, outOfRange } from './range.ts';

/** The flats that it serves. Not found: the camera is no intercom, or another domain's. */
export async function requireIntercom(core: Core, actor: Actor, id: number): Promise<FlatRange> {
  const [row] = await reader(core)<FlatRange[]>`
    select flat_from, flat_to from panel where camera_id = ${id} and domain_id = ${actor.domainId}`;
  if (!row) throw refuse('intercom_not_found', { id });
  return row;
}

/** The same, and nobody changes its range until the transaction ends. */
export async function holdIntercom({ sql, actor }: Write, id: number): Promise<FlatRange> {
  const [row] = await sql<FlatRange[]>`
    select flat_from, flat_to from panel where camera_id = ${id} and domain_id = ${actor.domainId} for share`;
  if (!row) throw refuse('intercom_not_found', { id });
  return row;
}

/** Reads a flat as people write it; throws for what is none, or not within the range. */
export function flatWithin(written: string, range: FlatRange): Flat {
  const flat = parseFlat(written);
  if (!flat) throw invalid('flat', 'flat_malformed');
  requireWithin(flat.apartment, range);
  return flat;
}

export function requireWithin(apartment: number, range: FlatRange): void {
  const { flatFrom: from, flatTo: to } = range;
  if (outOfRange(apartment, range))
    throw invalid('flat', 'flat_out_of_range', { flat: apartment, from: from ?? 0, to: to ?? 0 });
}
