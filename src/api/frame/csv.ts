import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Page } from '../../core/page.ts';
import { ErrorBody } from '../contract/common.ts';

/** The answer of a route that sends a table. */
export const answersCsv = {
  200: { description: 'CSV in UTF-8, with a header', content: { 'text/csv': { schema: Type.String() } } },
  default: ErrorBody,
};

type Cell = string | number | null;

const PAGE = 1000;

/**
 * Sends all pages as one table, each when it is asked for: a table of any length takes the memory of a page. What begins
 * like a formula is sent as text. Excel takes it for UTF-8 by its mark.
 */
export async function sendCsv<T>(
  reply: FastifyReply,
  name: string,
  header: readonly string[],
  pageAfter: (page: { readonly after: string | undefined; readonly limit: number }) => Promise<Page<T>>,
  cells: (item: T) => readonly Cell[],
): Promise<FastifyReply> {
  const first = await pageAfter({ after: undefined, limit: PAGE });
  const lines = (rows: readonly (readonly Cell[])[]) =>
    stringify(
      rows.map((row) => [...row]),
      { escape_formulas: true, record_delimiter: 'windows' },
    );
  async function* table() {
    yield `\ufeff${lines([header])}`;
    let page = first;
    yield lines(page.items.map(cells));
    while (page.next !== null) {
      page = await pageAfter({ after: page.next, limit: PAGE });
      yield lines(page.items.map(cells));
    }
  }
  reply.header('content-disposition', `attachment; filename="${name}.csv"`);
  return reply.type('text/csv; charset=utf-8').send(Readable.from(table()));
}
