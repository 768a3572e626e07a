import createClient from 'openapi-fetch';
import { Problem, problemOf } from './problem.ts';
import type { paths } from './schema.d.ts';

/** The server refuses changes without the header: another site's form cannot set it. */
export const api = createClient<paths>({
  credentials: 'same-origin',
  headers: { 'x-requested-with': 'vedette' },
});

interface Outcome<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a good answer; throws Problem for any other. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  const outcome = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Problem('offline', cause instanceof Error ? cause.message : '');
  });
  if (outcome.data === undefined || !outcome.response.ok) throw problemOf(outcome.response.status, outcome.error);
  return outcome.data;
}

interface AnyPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Every row of a list, a thousand at a time. */
export async function everyPage<T>(read: (after: string | undefined) => Promise<AnyPage<T>>): Promise<T[]> {
  const rows: T[] = [];
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = await read(after);
    rows.push(...page.items);
    after = page.next ?? undefined;
  }
  return rows;
}

/** Without the fields that are undefined: a query string and exact optional fields want them absent. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
