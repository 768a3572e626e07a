/** Between forms, where nothing is the empty text, and the API, where nothing is null. */
export const nullable = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export const numberOrNull = (value: number | string): number | null =>
  value === '' || value === null ? null : Number(value);

/** The fields of `next` that differ from `before`: a change touches nothing else. */
export function changed<T extends object>(before: T, next: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(next).filter(([key, value]) => (before as Record<string, unknown>)[key] !== value),
  ) as Partial<T>;
}

/** Networks as they are written, by comma, semicolon or space. */
export const networksIn = (text: string): string[] => text.split(/[\s,;]+/).filter((one) => one !== '');
