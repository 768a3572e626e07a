import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Page } from '../../core/page.ts';

export interface Rest<T> {
  /** Rows at the most, the first page's among them. */
  readonly limit: number;
  readonly more: (after: string, left: number) => Promise<Page<T>>;
  readonly out: (items: readonly T[]) => readonly unknown[] | Promise<readonly unknown[]>;
  /** Told at the end: how many rows went out, and where one may read on. */
  readonly leave?: (rows: number, next: string | null) => void;
  /** The field of an object that the array stands in; absent: it stands alone. */
  readonly field?: string;
}

/**
 * A JSON array that is read while it goes out, no faster than the client takes it, and no further when the client is
 * gone. A fault in the middle breaks the connection: an array that ends is complete.
 */
export function listStream<T>(first: Page<T>, rest: Rest<T>, request: FastifyRequest): Readable {
  const chunks = async function* (): AsyncGenerator<string> {
    try {
      yield* pieces(first, rest);
    } catch (cause) {
      request.core.log.error({ cause, path: request.url.split('?')[0] }, 'a list broke off');
      throw cause;
    }
  };
  // One piece is a page of rows: one ahead of the client is enough.
  return Readable.from(chunks(), { objectMode: false, highWaterMark: 1 });
}

async function* pieces<T>(first: Page<T>, { limit, more, out, leave, field }: Rest<T>): AsyncGenerator<string> {
  const open = field === undefined ? '[' : `{${JSON.stringify(field)}:[`;
  let page = first;
  let rows = 0;
  let start = open;
  for (;;) {
    rows += page.items.length;
    const items = (await out(page.items)).map((item) => JSON.stringify(item)).join(',');
    if (items !== '') {
      yield start + items;
      start = ',';
    }
    if (page.next === null || rows >= limit) break;
    page = await more(page.next, limit - rows);
  }
  leave?.(rows, page.next);
  yield `${start === open ? open : ''}]${field === undefined ? '' : '}'}`;
}
