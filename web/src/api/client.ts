import createClient from 'openapi-fetch';
import { supportTab } from '../app/supportTab.ts';
import { Problem, problemOf } from './problems/problem.ts';
import { loadRefusalWords } from './problems/refusalWords.ts';
import type { paths } from './schema.d.ts';

/** The server refuses changes without the header: another site's form cannot set it. */
export const api = createClient<paths>({
  credentials: 'same-origin',
  headers: { 'x-requested-with': 'vedette' },
});

/** A tab in which an administrator looks as a user says so with each request; the cookie of that session is its own. */
api.use({
  onRequest: ({ request }) => {
    const support = supportTab();
    if (support !== null) request.headers.set('x-vedette-support', support);
    return request;
  },
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
  if (outcome.data === undefined || !outcome.response.ok) {
    const problem = problemOf(outcome.response.status, outcome.error);
    if (problem.needsWords) await loadRefusalWords();
    throw problem;
  }
  return outcome.data;
}

/** The ids of all that match, ten thousand at a time. */
export async function everyId(
  read: (after: string | undefined) => Promise<{ readonly ids: readonly number[]; readonly next: string | null }>,
): Promise<number[]> {
  const parts: (readonly number[])[] = [];
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = await read(after);
    parts.push(page.ids);
    after = page.next ?? undefined;
  }
  return parts.flat();
}

/** Without the fields that are undefined: a query string and exact optional fields want them absent. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
