import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printMoneyDocument } from '../../src/documents/printed-pages.ts';
import { PrintingThreads } from '../../src/documents/printing-threads.ts';
import { writeWorkbook } from '../../src/tables/write-workbook.ts';
import { euroInvoice, russianInvoice } from '../../test/support/money-documents.ts';
import { serverBundle } from './build-server.mjs';
import { inRoot } from './paths.mjs';

// Below the clone, where a built server finds its packages too.
const folder = inRoot(`dist/printing-threads-${process.pid}`);
const worker = pathToFileURL(`${folder}/printing-worker.js`);

beforeAll(async () => {
  const entryPoints = {
    'printing-worker': inRoot('src/documents/printing-worker.ts'),
    'spreadsheet-worker': inRoot('src/tables/spreadsheet-worker.ts'),
  };
  await build({ ...serverBundle(folder), entryPoints });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('the built thread finds packages and fonts, and prints what this thread does, each to whom asked', async () => {
  const threads = new PrintingThreads(worker, 2);
  const documents = [russianInvoice(3), euroInvoice(), russianInvoice(60), euroInvoice(1)];
  const printed = await Promise.all(documents.map((document) => threads.print(document)));
  for (const [index, document] of documents.entries())
    expect(printed[index]?.equals(await printMoneyDocument(document))).toBe(true);
});

test('a document that cannot be printed fails alone', async () => {
  const threads = new PrintingThreads(worker, 1);
  const broken = { ...russianInvoice(1), issuedOn: 'never' };
  const [failed, printed] = await Promise.allSettled([threads.print(broken), threads.print(russianInvoice(1))]);
  expect(failed.status).toBe('rejected');
  expect(printed.status).toBe('fulfilled');
});

test('a thread that cannot begin fails its documents', async () => {
  const threads = new PrintingThreads(pathToFileURL(`${folder}/none.js`), 1);
  await expect(threads.print(russianInvoice(1))).rejects.toThrow('none.js');
});

test('the built thread that reads spreadsheets finds its package', async () => {
  const bytes = writeWorkbook('Keys', [['Flat', 'Key']]);
  const reading = new Worker(pathToFileURL(`${folder}/spreadsheet-worker.js`), { workerData: { bytes, rows: 10 } });
  const [table] = await once(reading, 'message');
  expect(table).toEqual([
    { line: 1, cells: [expect.objectContaining({ text: 'Flat' }), expect.objectContaining({ text: 'Key' })] },
  ]);
});
