/** Filters as they stand in the address bar: anything may have been typed there. */
export type RawSearch = Record<string, unknown>;

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

export function id(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

export const yes = (value: unknown): true | undefined =>
  value === true || value === 'true' || value === 1 ? true : undefined;

export function oneOf<const T extends string>(options: readonly T[], value: unknown): T | undefined {
  return options.find((option) => option === value);
}

/** Unix seconds from RFC 3339 or a number of seconds. */
export function instant(value: unknown): number | undefined {
  const time = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) / 1000 : Number.NaN;
  return Number.isFinite(time) && time > 0 ? time : undefined;
}

type Loose<T> = { [K in keyof T]?: T[K] };
/** What a route reads of its address; a link need not name the filters that it leaves alone. */
export const filters =
  <T extends object>(read: (raw: RawSearch) => T) =>
  (raw: RawSearch): Loose<T> =>
    read(raw);
