import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { russianInvoice } from '../../test/support/money-documents.ts';
import { moneyDocumentCsv } from './money-document-csv.ts';

const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });

test('the lines of an invoice are a table with exact decimals', () => {
  const csv = moneyDocumentCsv(russianInvoice(2));
  expect(csv).toMatch(/^\ufeffdocument,number,.*\r\n/);
  expect(rowsOf(csv)).toEqual([
    expect.objectContaining({
      ...{ document: 'invoice', number: '2026-000123', issuedOn: '2026-11-30', contract: 'Д-000123' },
      ...{ title: 'Видеонаблюдение «Архив 3 суток», двор и подъезд', from: '2026-11-01', to: '2026-11-30' },
      ...{ cameraDays: '30', taxRate: '22', tax: '22.27', amount: '123.50', currency: 'RUB' },
    }),
    expect.objectContaining({ cameraDays: '60', tax: '44.54', amount: '247.00' }),
  ]);
});

test('without VAT is empty, a title that begins like a formula is text, a sum below 0 is a number', () => {
  const invoice = russianInvoice(1, null);
  const lines = invoice.lines.map((line) => ({ ...line, title: '=HYPERLINK("http://x")', amount: -1n }));
  expect(rowsOf(moneyDocumentCsv({ ...invoice, number: null, lines }))).toEqual([
    expect.objectContaining({ number: '', taxRate: '', tax: '', title: `'=HYPERLINK("http://x")`, amount: '-0.01' }),
  ]);
});
