import type { Said } from '../errors.ts';

/** Numbers of the flats that an intercom serves, the last among them; both null: any. */
export interface FlatRange {
  readonly flatFrom: number | null;
  readonly flatTo: number | null;
}

/** Why a flat of this number cannot be at the intercom; undefined: it can. */
export function outOfRange(apartment: number | undefined, { flatFrom, flatTo }: FlatRange): Said | undefined {
  if (apartment === undefined || flatFrom === null || flatTo === null || (apartment >= flatFrom && apartment <= flatTo))
    return undefined;
  return { reason: 'flat_out_of_range', params: { flat: apartment, from: flatFrom, to: flatTo } };
}
