import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { refuse } from '../core/errors.ts';
import type { TableRow } from '../core/keys/table/key-table.ts';

export interface ReadingOrder {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/** Beside the server's bundle. Where the sources themselves are run there is none, and files are read here. */
const WORKER = new URL('./spreadsheet-worker.js', import.meta.url);
const MOST_MEMORY_MB = 512;
const LONGEST_MS = 60_000;

let last: Promise<unknown> = Promise.resolve();

/** What XLSX begins with: it is a ZIP archive. */
export const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/**
 * The rows of an XLSX file, one more than `rows` at the most. Files are read one after the other in a thread of their own,
 * whose memory and time are bounded: a small file may unpack to any size.
 * @throws `table_unreadable`, `table_too_large`
 */
export async function readSpreadsheet(bytes: Uint8Array, rows: number): Promise<readonly TableRow[]> {
  const reading = last.then(() => readOne({ bytes, rows }));
  last = reading.catch(() => undefined);
  return await reading;
}

async function readOne(order: ReadingOrder): Promise<readonly TableRow[]> {
  if (!existsSync(fileURLToPath(WORKER))) {
    const { readWorkbook } = await import('./read-workbook.ts');
    try {
      return readWorkbook(order.bytes, order.rows);
    } catch (error) {
      throw unreadable(error);
    }
  }
  return await inThread(order);
}

async function inThread(order: ReadingOrder): Promise<readonly TableRow[]> {
  const worker = new Worker(WORKER, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB, maxYoungGenerationSizeMb: 64 },
  });
  return await new Promise<readonly TableRow[]>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(refuse('table_too_large'));
      void worker.terminate();
    }, LONGEST_MS).unref();
    worker.once('message', (table: readonly TableRow[]) => resolve(table));
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? refuse('table_too_large') : unreadable(error)),
    );
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(refuse('table_too_large'));
    });
  });
}

const unreadable = (error: unknown): Error =>
  refuse('table_unreadable', { why: (error instanceof Error ? error.message : String(error)).slice(0, 200) });
