import { Readable } from 'node:stream';

/**
 * `{"<name>": [...]}` that goes out as it is read, so that a hundred thousand devices take no more memory than a page.
 * The first page is read before anything is sent: a refusal is still an answer. An outage later breaks the connection,
 * and never passes for the end of the list.
 */
export async function streamed(name: string, pages: AsyncGenerator<readonly object[]>): Promise<Readable> {
  const first = await pages.next();
  return Readable.from(text(name, first.done ? [] : first.value, pages), { objectMode: false });
}

async function* text(
  name: string,
  first: readonly object[],
  rest: AsyncGenerator<readonly object[]>,
): AsyncGenerator<Buffer> {
  const written = (page: readonly object[]): string => page.map((item) => JSON.stringify(item)).join(',');
  yield Buffer.from(`{${JSON.stringify(name)}:[${written(first)}`);
  let any = first.length > 0;
  for await (const page of rest) {
    if (page.length === 0) continue;
    yield Buffer.from((any ? ',' : '') + written(page));
    any = true;
  }
  yield Buffer.from(']}\n');
}
