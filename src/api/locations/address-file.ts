import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { invalid } from '../../core/errors.ts';
import { csvAddresses } from '../../core/locations/directory/csv-addresses.ts';
import { jsonAddresses } from '../../core/locations/directory/json-addresses.ts';
import { type AddressCharset, FileText } from '../../core/locations/directory/text.ts';
import type { AddressFile } from '../../core/locations/directory/upload.ts';
import { voted } from '../../tables/csv-table.ts';

/** Characters of a row, at the most: a quote that nobody closed would else take the rest of the file for one cell. */
const LONGEST_ROW = 64 * 1024;
/** Characters by which format and delimiter are told. */
const SAMPLE = 16 * 1024;

/** A file of addresses that is read while it comes: JSON where it begins like it, else CSV. */
export async function addressFile(
  bytes: AsyncIterable<Uint8Array>,
  fileName: string,
  charset?: AddressCharset,
): Promise<AddressFile> {
  const text = new FileText(bytes, charset);
  const { sample, pieces } = await sampled(text.pieces());
  const format = /^\s*[[{]/.test(sample) ? 'json' : 'csv';
  const addresses = format === 'json' ? jsonAddresses(pieces) : csvAddresses(table(pieces, voted(sample)));
  return { fileName, format, addresses, charset: () => text.charset ?? 'utf-8' };
}

/** The beginning of a text, and all of it. */
async function sampled(pieces: AsyncIterable<string>) {
  const iterator = pieces[Symbol.asyncIterator]();
  let sample = '';
  let ended = false;
  while (sample.length < SAMPLE && !ended) {
    const { value, done } = await iterator.next();
    if (done) ended = true;
    else sample += value;
  }
  async function* all(): AsyncIterable<string> {
    yield sample;
    while (!ended) {
      const { value, done } = await iterator.next();
      if (done) return;
      yield value;
    }
  }
  return { sample, pieces: all() };
}

async function* table(pieces: AsyncIterable<string>, delimiter: string): AsyncIterable<readonly string[]> {
  const parser = parse({
    delimiter,
    max_record_size: LONGEST_ROW,
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  const source = Readable.from(pieces);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const row of parser) yield row as string[];
  } catch (error) {
    if (error instanceof CsvError)
      throw invalid('file', 'address_file_unreadable', { why: error.message.slice(0, 300) });
    throw error;
  } finally {
    source.destroy();
  }
}
