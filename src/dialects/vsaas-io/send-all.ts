import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Page } from '../../core/page.ts';
import { listStream } from '../wire/list-stream.ts';

/** Rows that are read and held at once: this API knows no pages, so a longer list goes out as it is read. */
const AT_ONCE = 500;

export interface WholeList<T> {
  readonly field: string;
  readonly read: (page: { readonly after?: string; readonly limit: number }) => Promise<Page<T>>;
  readonly out: (item: T) => unknown;
}

/** All there is, in a field of one object. */
export async function sendAll<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  { field, read, out }: WholeList<T>,
): Promise<unknown> {
  const first = await read({ limit: AT_ONCE });
  if (first.next === null || request.method === 'HEAD') return { [field]: first.items.map(out) };
  const rest = {
    field,
    limit: Number.POSITIVE_INFINITY,
    more: (after: string) => read({ after, limit: AT_ONCE }),
    out: (items: readonly T[]) => items.map(out),
  };
  return reply.type('application/json; charset=utf-8').send(listStream(first, rest, request));
}
