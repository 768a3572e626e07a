import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fontkit from 'fontkit';
import PDFDocument from 'pdfkit';
import type { MoneyDocument } from '../src/core/invoices/document.ts';
import { printMoneyDocument } from '../src/documents/printed-pages.ts';
import { PrintingThreads } from '../src/documents/printing-threads.ts';
import { russianInvoice } from '../test/support/money-documents.ts';
import { median, report } from './support/result.ts';

/** How many invoices of ten lines with their code are printed a second, and what does a page cost over a bare one? */
const DOCUMENTS = 10_000;
const THREADS = 2;
/** At once, as whoever prints a month would keep the threads busy. */
const AT_ONCE = 8;
const ROUNDS = 3;
const ROUND = 100;

const invoice = russianInvoice(10);

/** CPU seconds of all threads of this process. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

async function printMany(): Promise<{
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly bytes: number;
}> {
  const threads = new PrintingThreads(pathToFileURL(resolve('dist/server/printing-worker.js')), THREADS);
  await Promise.all(Array.from({ length: 100 }, () => threads.print(invoice)));
  const before = cpu();
  const started = performance.now();
  let next = 0;
  let bytes = 0;
  const print = async () => {
    while (next < DOCUMENTS) {
      const pdf = await threads.print({ ...invoice, number: `2026-${String(++next).padStart(6, '0')}` });
      bytes += pdf.length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, print));
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: DOCUMENTS / seconds, perCpuSecond: DOCUMENTS / (cpu() - before), bytes: bytes / DOCUMENTS };
}

/** The texts of the same invoice at fixed places, set by pdfkit as it comes, with the font parsed beforehand. */
function barePrinter(): (document: MoneyDocument) => Promise<number> {
  const file = createRequire(resolve('package.json')).resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf');
  const font = fontkit.create(readFileSync(file)) as unknown as string;
  return async ({ lines, seller, buyer }) => {
    const pdf = new PDFDocument({ size: 'A4', font });
    const ended = new Promise<number>((done) => {
      let bytes = 0;
      pdf.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      pdf.on('end', () => done(bytes));
    });
    pdf.fontSize(9);
    [...Object.values(seller), ...Object.values(buyer)]
      .filter((text): text is string => typeof text === 'string')
      .forEach((text, index) => {
        pdf.text(text, 48, 60 + index * 14, { lineBreak: false });
      });
    lines.forEach(({ title, cameraDays, amount, tax }, index) => {
      [index, title, cameraDays, 22, tax, amount].forEach((cell, column) => {
        pdf.text(String(cell), 48 + column * 80, 300 + index * 20, { lineBreak: false });
      });
    });
    pdf.end();
    return await ended;
  };
}

async function cpuOf(print: (document: MoneyDocument) => Promise<unknown>): Promise<number> {
  const before = cpu();
  for (let count = 0; count < ROUND; count++) await print(invoice);
  return ((cpu() - before) / ROUND) * 1000;
}

const printBare = barePrinter();
const ours: number[] = [];
const bare: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const [whole, part] = [await cpuOf(printMoneyDocument), await cpuOf(printBare)];
  if (round === 0) continue;
  ours.push(whole);
  bare.push(part);
}
const many = await printMany();
report({
  name: 'invoice',
  question: 'How many invoices of ten lines with their code are printed a second, and what does a page cost?',
  measures: [
    {
      title: '10,000 invoices by the two threads of the server, a second of two cores',
      unit: 'documents/s',
      us: many.perCpuSecond * 2,
      limit: 150,
      limitIs: '150 a second',
      wanted: { atLeast: 1 },
    },
    {
      title: 'CPU of an invoice',
      unit: 'ms',
      us: median(ours),
      limit: median(bare),
      limitIs: 'its texts at fixed places by bare pdfkit, without tables, bold face and code',
      wanted: { atMost: 2 },
    },
  ],
  notes: { perSecondOfTheClock: many.perSecond, bytes: Math.round(many.bytes), ours, bare },
});
