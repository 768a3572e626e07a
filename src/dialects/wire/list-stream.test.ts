import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, test, vi } from 'vitest';
import type { Page } from '../../core/page.ts';
import { listStream } from './list-stream.ts';

let app: FastifyInstance | undefined;
afterEach(async () => await app?.close());

const page = (from: number, size: number, next: string | null = String(from + size)): Page<number> => ({
  items: Array.from({ length: size }, (_, i) => from + i),
  next,
});

/** One list behind a real server; `text` is as long as a row. */
async function serve(first: Page<number>, limit: number, more: (after: string, left: number) => Promise<Page<number>>) {
  const left = vi.fn();
  const logged = vi.fn();
  app = Fastify({ forceCloseConnections: true });
  app.decorateRequest('core', null as never);
  app.get('/', (request, reply) => {
    request.core = { log: { error: logged } } as never;
    const rows = (items: readonly number[]) => items.map((n) => ({ n, text: 'x'.repeat(1000) }));
    return reply.send(listStream(first, { limit, more, out: rows, leave: left }, request));
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/`, left, logged };
}

test('all pages are one array, up to the limit', async () => {
  const { url, left } = await serve(page(0, 3), 8, async (after, rest) => page(Number(after), Math.min(rest, 3)));
  const rows = (await (await fetch(url)).json()) as { n: number }[];
  expect(rows.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(left).toHaveBeenCalledWith(8, '8');
});

test('an empty page in the middle leaves no hole, and none at all is an empty array', async () => {
  const pages = [page(0, 0, '5'), page(5, 2, null)];
  const { url } = await serve(page(0, 2), 100, async () => pages.shift() ?? page(0, 0, null));
  expect(((await (await fetch(url)).json()) as { n: number }[]).map(({ n }) => n)).toEqual([0, 1, 5, 6]);
  await app?.close();
  const empty = await serve(page(0, 0, '1'), 100, async () => page(1, 0, null));
  expect(await (await fetch(empty.url)).json()).toEqual([]);
});

test('a fault in the middle breaks the connection: what came is never a whole array', async () => {
  const { url, logged } = await serve(page(0, 3), 100, async () => {
    throw new Error('the database is gone');
  });
  await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
  expect(logged).toHaveBeenCalledOnce();
});

test('nothing is read ahead of a client that does not take it, and nothing when it is gone', async () => {
  let read = 0;
  const { url, left } = await serve(page(0, 1000), 1_000_000, async (after) => {
    read++;
    return page(Number(after), 1000);
  });
  const life = new AbortController();
  const answer = await fetch(url, { signal: life.signal });
  await answer.body?.getReader().read();
  life.abort();
  // Each read is some MB: sockets hold a few of them.
  await vi.waitFor(async () => {
    const before = read;
    await new Promise((resolve) => setImmediate(resolve));
    expect(read).toBe(before);
    expect(read).toBeLessThan(50);
  });
  expect(left).not.toHaveBeenCalled();
});
