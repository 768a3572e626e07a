import { isDeepStrictEqual } from 'node:util';
import { storable } from '../audit/record.ts';
import { redact } from '../secrets/mask.ts';

/** What a client of a dialect sent that the core has no word for: kept and audited, never looked at. */
export interface ExtraFields {
  readonly dialect: string;
  /** Null takes a value away. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** dialect -> field -> value */
export type StoredExtra = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const NAME = /^(?!__proto__$)[\p{L}\p{N}_.-]{1,64}$/u;
const MAX_FIELDS = 50;
const MAX_CHARACTERS = 16_384;

/** The fields as they may be stored: secrets as `***`, long texts cut, what makes no field left out. */
export function keepable(values: ExtraFields['values']): Record<string, unknown> {
  const named = Object.entries(values).filter(([name]) => NAME.test(name));
  return JSON.parse(storable(redact(Object.fromEntries(named)))) as Record<string, unknown>;
}

/**
 * What is kept after these fields came. Unknown fields are never an error: what would not fit any more (50 fields,
 * 16 KB) is left out, the newest first.
 */
export function merged(before: StoredExtra | null, { dialect, values }: ExtraFields): StoredExtra {
  const kept: Record<string, unknown> = { ...before?.[dialect] };
  for (const [name, value] of Object.entries(keepable(values))) {
    // What jsonb gives back may have its keys in another order.
    if (isDeepStrictEqual(kept[name], value)) continue;
    if (value === null) delete kept[name];
    else if (fits({ ...kept, [name]: value })) kept[name] = value;
  }
  return { ...before, [dialect]: kept };
}

const fits = (kept: object): boolean =>
  Object.keys(kept).length <= MAX_FIELDS && JSON.stringify(kept).length <= MAX_CHARACTERS;

/** [before, after] of each field that differs, as `extra.<field>`. */
export function extraChanges(
  before: StoredExtra | null,
  after: StoredExtra,
  dialect: string,
): Record<string, readonly [unknown, unknown]> {
  const was = before?.[dialect] ?? {};
  const is = after[dialect] ?? {};
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return Object.fromEntries(names.map((name) => [`extra.${name}`, [was[name] ?? null, is[name] ?? null] as const]));
}
