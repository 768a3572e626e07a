import { Readable } from 'node:stream';
import type { Call } from './call.ts';
import { itemToXml, XML_HEAD } from './xml.ts';

/**
 * A list that goes out as it is read. The first batch is read before anything is sent, so that a refusal is still an
 * answer; an outage later breaks the connection, and never passes for the end of the list.
 */
export async function streamed<T>(
  call: Call,
  batches: AsyncGenerator<readonly T[]>,
  toWire: (item: T) => object,
): Promise<Readable> {
  const first = await batches.next();
  return Readable.from(text(first.done ? [] : first.value, batches, call.wantsXml ? XML : JSON_LIST, toWire), {
    objectMode: false,
  });
}

interface Form {
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  readonly item: (item: object) => string;
}

const JSON_LIST: Form = { head: '[', between: ',', tail: ']', item: (item) => JSON.stringify(item) };
const XML: Form = { head: `${XML_HEAD}<Response>`, between: '', tail: '</Response>', item: itemToXml };

async function* text<T>(
  first: readonly T[],
  rest: AsyncGenerator<readonly T[]>,
  { head, between, tail, item }: Form,
  toWire: (item: T) => object,
): AsyncGenerator<Buffer> {
  const written = (batch: readonly T[]): string => batch.map((one) => item(toWire(one))).join(between);
  yield Buffer.from(head + written(first));
  let any = first.length > 0;
  for await (const batch of rest) {
    if (batch.length === 0) continue;
    yield Buffer.from((any ? between : '') + written(batch));
    any = true;
  }
  yield Buffer.from(tail);
}
