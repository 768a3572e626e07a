import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalid } from '../../core/errors.ts';
import { COUNT_CAP, type Page, type PageRequest } from '../../core/page.ts';
import { listStream } from '../wire/list-stream.ts';
import { type Body, text } from '../wire/values.ts';

const DEFAULT_LIMIT = 100;
/** "All of them", as clients write it. */
export const NO_LIMIT = 1_000_000_000;
/** Rows that are read and held at once, whatever the limit. */
const MAX_AT_ONCE = 1000;
/** What makes a list another list. What else a query holds is not looked at, so that it cannot fill our memory. */
const FILTERS = ['search', 'organization_id', 'favorite', 'agent'];

export interface List<T> {
  readonly read: (page: PageRequest) => Promise<Page<T>>;
  readonly out: (items: readonly T[]) => readonly unknown[] | Promise<readonly unknown[]>;
  readonly count?: () => Promise<number>;
  /** Without a limit of the client's. */
  readonly defaultLimit?: number;
}

/**
 * One page of a list, by query or headers. A client that reads on from where it stopped goes by the cursor that its
 * last page left, so that row 900,000 costs what row 0 costs. `X-Total-Count` is sent on the last page, and on one that
 * was cut although the client set no limit, unless counting would take long. A page of more than 1,000 rows goes out
 * as it is read.
 */
export async function sendList<T>(request: FastifyRequest, reply: FastifyReply, list: List<T>): Promise<unknown> {
  const query = request.query as Body;
  const asked = whole('limit', query.limit ?? request.headers['x-page-limit']);
  const limit = asked || (list.defaultLimit ?? DEFAULT_LIMIT);
  const offset = whole('offset', query.offset ?? request.headers['x-page-offset']) ?? 0;
  const name = listName(request, query);
  const search = text(query, 'search');
  const { listMarks } = request.server;
  const after = listMarks.find(name, offset, Date.now());
  const first = { search, limit: Math.min(limit, MAX_AT_ONCE), ...(after === undefined ? { offset } : { after }) };
  const page = await list.read(first);
  const long = page.next !== null && limit > MAX_AT_ONCE;
  const total = await totalOf(page, offset, asked && !long ? undefined : list.count);
  if (total !== undefined && (!long || total <= offset + limit)) reply.header('x-total-count', total);
  const leave = (rows: number, next: string | null) => {
    if (next !== null) listMarks.leave(name, offset + rows, next, Date.now());
  };
  if (!long || request.method === 'HEAD') {
    leave(page.items.length, page.next);
    return await list.out(page.items);
  }
  const more = (next: string, left: number) => list.read({ search, after: next, limit: Math.min(left, MAX_AT_ONCE) });
  return reply
    .type('application/json; charset=utf-8')
    .send(listStream(page, { limit, more, out: list.out, leave }, request));
}

async function totalOf<T>(
  page: Page<T>,
  offset: number,
  count: (() => Promise<number>) | undefined,
): Promise<number | undefined> {
  if (page.next === null) return page.items.length > 0 || offset === 0 ? offset + page.items.length : undefined;
  const total = await count?.();
  return total !== undefined && total < COUNT_CAP ? total : undefined;
}

function listName(request: FastifyRequest, query: Body): string {
  const { actor } = request;
  const caller = actor?.kind === 'system' ? 'system' : `${actor?.kind} ${actor?.id}`;
  const parts = [caller, request.url.split('?')[0], ...FILTERS.map((filter) => query[filter] ?? null)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function whole(name: string, value: unknown): number | undefined {
  if (value === undefined || value === '' || value === 'None') return undefined;
  const digits = typeof value === 'string' ? value.trim() : '';
  if (!/^\d+$/.test(digits)) throw invalid(name, 'number_not_from_zero');
  return Math.min(Number(digits), NO_LIMIT);
}
