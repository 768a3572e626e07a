import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalid } from '../../core/errors.ts';
import { COUNT_CAP, type Page, type PageRequest } from '../../core/page.ts';
import { type Body, text } from '../wire/values.ts';

const DEFAULT_LIMIT = 100;
const MOST = 1_000_000_000;
const MOST_MARKS = 10_000;
const MARK_LIFE_MS = 5 * 60_000;

/** By caller, list and offset: the cursor that stands there. Clients count rows, lists go by keys. */
const marks = new Map<string, { readonly after: string; readonly at: number }>();

/**
 * One page of a list, by query or headers. A client that reads on from where it stopped goes by the cursor that its
 * last page left, so that row 900,000 costs what row 0 costs. `X-Total-Count` is sent on the last page, and on one that
 * was cut although the client set no limit, unless counting would take long.
 */
export async function onePage<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  read: (page: PageRequest) => Promise<Page<T>>,
  count?: () => Promise<number>,
): Promise<readonly T[]> {
  const query = request.query as Body;
  const asked = whole('limit', query.limit ?? request.headers['x-page-limit']);
  const limit = asked || DEFAULT_LIMIT;
  const offset = whole('offset', query.offset ?? request.headers['x-page-offset']) ?? 0;
  const list = listKey(request, query);
  const after = recall(list, offset, Date.now());
  const page = await read({ search: text(query, 'search'), limit, ...(after === undefined ? { offset } : { after }) });
  const end = offset + page.items.length;
  if (page.next !== null) remember(list, end, page.next, Date.now());
  const total = await totalOf(page, offset, asked ? undefined : count);
  if (total !== undefined) reply.header('x-total-count', total);
  return page.items;
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

function listKey(request: FastifyRequest, query: Body): string {
  const { limit, offset, ...rest } = query;
  const { actor } = request;
  const caller = actor?.kind === 'system' ? 'system' : `${actor?.kind} ${actor?.id}`;
  return `${caller} ${request.url.split('?')[0]} ${JSON.stringify(rest)}`;
}

function recall(list: string, offset: number, now: number): string | undefined {
  if (offset === 0) return undefined;
  const mark = marks.get(`${list} ${offset}`);
  return mark && now - mark.at < MARK_LIFE_MS ? mark.after : undefined;
}

function remember(list: string, offset: number, after: string, at: number): void {
  const key = `${list} ${offset}`;
  marks.delete(key);
  marks.set(key, { after, at });
  const [oldest] = marks.keys();
  if (marks.size > MOST_MARKS && oldest !== undefined) marks.delete(oldest);
}

function whole(name: string, value: unknown): number | undefined {
  if (value === undefined || value === '' || value === 'None') return undefined;
  const digits = typeof value === 'string' ? value.trim() : '';
  if (!/^\d+$/.test(digits)) throw invalid(name, 'give a whole number from 0 on');
  return Math.min(Number(digits), MOST);
}
