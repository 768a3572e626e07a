import * as XLSX from '@e965/xlsx';
import { expect, test } from 'vitest';
import { readSpreadsheet } from './spreadsheets.ts';
import { writeWorkbook } from './write-workbook.ts';

const fileOf = (sheet: XLSX.WorkSheet, hidden?: XLSX.WorkSheet): Uint8Array => {
  const workbook = XLSX.utils.book_new();
  if (hidden) XLSX.utils.book_append_sheet(workbook, hidden, 'Before');
  XLSX.utils.book_append_sheet(workbook, sheet, 'Keys');
  if (hidden) workbook.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
  return XLSX.write(workbook, { type: 'buffer', bookType: 'xlsx', sheetStubs: true }) as Uint8Array;
};
const texts = async (bytes: Uint8Array) =>
  (await readSpreadsheet(bytes, 100)).map(({ cells }) => cells.map(({ text, problem }) => problem ?? text));

test('what we write is read again as it was, with zeros in front and what looks like a formula', async () => {
  const rows = [
    ['Flat', 'Key', 'Comment'],
    ['11а', '00000075bcd01a', '=1+1'],
    ['12', '12345678901234567890', ''],
  ];
  expect(await texts(writeWorkbook('Keys', rows))).toEqual(rows);
});

test('numbers are their digits; one that the spreadsheet has cut is told', async () => {
  const sheet = XLSX.utils.aoa_to_sheet([[12345678901234, 1234567890123456800, 7, 1.5, true]]);
  sheet.C1 = { t: 'n', v: 7, z: '00000' };
  expect(await texts(fileOf(sheet))).toEqual([['12345678901234', 'cell_number_cut', '00007', '1.5', 'true']]);
});

test('formulas without a value, errors and merged cells are told by their cell', async () => {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['Key', 'Flat'],
    ['a', 'b'],
    ['c', 'd'],
  ]);
  sheet.A2 = { t: 'z', f: 'SUM(1,2)' };
  sheet.B2 = { t: 'e', v: 7 };
  sheet['!merges'] = [{ s: { r: 2, c: 0 }, e: { r: 2, c: 1 } }];
  const [, second, third] = await readSpreadsheet(fileOf(sheet), 100);
  expect(second?.cells).toMatchObject([
    { address: 'A2', problem: 'cell_formula' },
    { address: 'B2', problem: 'cell_error' },
  ]);
  expect(third?.cells).toMatchObject([{ problem: 'cell_merged' }, { problem: 'cell_merged' }]);
});

test('the first sheet that is shown is read, and no more of it than was asked for', async () => {
  const sheet = XLSX.utils.aoa_to_sheet(Array.from({ length: 50 }, (_, row) => [`row ${row}`]));
  const bytes = fileOf(sheet, XLSX.utils.aoa_to_sheet([['hidden']]));
  const rows = await readSpreadsheet(bytes, 10);
  expect(rows).toHaveLength(11);
  expect(rows[0]?.cells[0]?.text).toBe('row 0');
});

test('what is no workbook is refused in words', async () => {
  const broken = fileOf(XLSX.utils.aoa_to_sheet([['a']])).subarray(0, 200);
  await expect(readSpreadsheet(broken, 10)).rejects.toMatchObject({ reason: 'table_unreadable' });
});
