import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalid } from '../../core/errors.ts';
import { BodyText, charsetOf } from './charset.ts';
import { CsvRows, type KnownColumns } from './csv.ts';
import { parseForm } from './form.ts';
import { JsonRows } from './json-rows.ts';
import { BODY_TYPES } from './parsers.ts';
import { LONGEST_ROW, type RowReader } from './row-reader.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of an import: what a CSV may name. */
    columns?: KnownColumns;
  }
}

/** Bodies of the routes here are rows, whatever type they say; a form with a file is left to whoever takes in forms. */
export function acceptRows(app: FastifyInstance): void {
  for (const type of Object.values(BODY_TYPES)) app.removeContentTypeParser(type);
  app.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) => {
    const { bodyLimit, config } = request.routeOptions;
    if (!config.columns) throw new Error('An import says which columns it knows');
    return await readRows(payload, request.headers['content-type'], bodyLimit, config.columns);
  });
}

/**
 * The rows of a body of up to `mostBytes`: a list of JSON objects, one of them, a form, or CSV with a header. The body is
 * taken apart piece by piece and never stands in memory whole; what can be no list of rows is refused at its beginning.
 */
export async function readRows(
  from: Readable,
  contentType: string | undefined,
  mostBytes: number,
  columns: KnownColumns,
): Promise<readonly unknown[] | undefined> {
  const text = new BodyText(charsetOf(contentType));
  const rows = new AnyRows(BODY_TYPES.form.test(contentType ?? ''), columns);
  let bytes = 0;
  // An error leaves the stream as it is: whoever sends is still to be answered.
  for await (const chunk of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new TooLarge();
    rows.push(text.push(chunk));
  }
  rows.push(text.end());
  return bytes === 0 ? undefined : rows.end();
}

export class TooLarge extends Error {
  readonly statusCode = 413;

  constructor() {
    super('Request body is too large');
  }
}

/** Decides by the first sign, and for a form by its first line. */
class AnyRows implements RowReader {
  readonly #isForm: boolean;
  readonly #columns: KnownColumns;
  #start = '';
  #reader: RowReader | undefined;

  constructor(isForm: boolean, columns: KnownColumns) {
    this.#isForm = isForm;
    this.#columns = columns;
  }

  push(text: string): void {
    if (this.#reader) {
      this.#reader.push(text);
      return;
    }
    this.#start = (this.#start + text).trimStart();
    const [first] = this.#start;
    if (first === undefined || (this.#isForm && !/[[{\n\r]/.test(this.#start) && this.#start.length < LONGEST_ROW))
      return;
    this.#choose(first);
  }

  end(): readonly unknown[] {
    if (!this.#reader && this.#start === '') throw invalid('body', 'body_not_list_or_csv');
    if (!this.#reader && this.#isForm && this.#start.includes('=')) return [parseForm(this.#start)];
    if (!this.#reader) this.#choose(this.#start[0] ?? '');
    return this.#reader?.end() ?? [];
  }

  #choose(first: string): void {
    this.#reader = first === '[' || first === '{' ? new JsonRows() : new CsvRows(this.#columns);
    this.#reader.push(this.#start);
    this.#start = '';
  }
}
