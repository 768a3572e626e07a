import { expect, test } from 'vitest';
import type { TableCell, TableRow } from './key-table.ts';
import { keyRows } from './rows.ts';

const table = (...rows: readonly (readonly (string | Partial<TableCell>)[])[]): TableRow[] =>
  rows.map((cells, at) => ({
    line: at + 1,
    cells: cells.map((cell, column) => {
      const address = `${'ABCD'[column]}${at + 1}`;
      return typeof cell === 'string' ? { text: cell, address } : { text: '', address, ...cell };
    }),
  }));
const said = (rows: TableRow[]) => keyRows(rows, 0).faults.map(({ line, column, said }) => [line, column, said.reason]);

test('columns are found by their words in either language, in any order, below empty rows', () => {
  const rows = table(['', ''], ['Ключ', 'Кв.'], [' 00000075BCD01A ', '12'], ['', ''], ['c0:ff:ee', '11а']);
  expect(keyRows(rows, 0)).toEqual({
    rows: [
      { line: 3, flat: '12', digits: '00000075bcd01a', comment: null, contract: null },
      { line: 5, flat: '11а', digits: 'c0ffee', comment: null, contract: null },
    ],
    faults: [],
  });
});

test('zeros that a spreadsheet dropped are put back where that was asked for', () => {
  const rows = table(['Flat', 'Key', 'Comment', 'Contract'], ['1', '75bcd01a', '', 'Д-1']);
  expect(keyRows(rows, 14).rows).toEqual([
    { line: 2, flat: '1', digits: '00000075bcd01a', comment: '', contract: 'Д-1' },
  ]);
});

test('a row that cannot be read says why, and keeps no other from being read', () => {
  const rows = table(
    ['Flat', 'Key', 'Comment'],
    ['1', 'c0ffee', ''],
    ['3', '', ''],
    ['', 'abc', ''],
    ['4', 'not a key', ''],
    ['5', { problem: 'cell_number_cut' }, ''],
    [{ problem: 'cell_formula' }, 'abc', ''],
    ['6', 'abcd', 'x'.repeat(501)],
    ['7', 'abcdef', ''],
  );
  expect(said(rows)).toEqual([
    [3, 'key', 'key_row_without_key'],
    [4, 'flat', 'key_row_without_flat'],
    [5, 'key', 'key_malformed'],
    [6, 'key', 'cell_number_cut'],
    [7, 'flat', 'cell_formula'],
    [8, 'comment', 'key_comment_long'],
  ]);
  expect(keyRows(rows, 0).rows.map(({ digits }) => digits)).toEqual(['c0ffee', 'abcdef']);
});

test('a table without the columns that are needed is refused whole', () => {
  expect(() => keyRows(table(['Flat', 'Name'], ['1', '2']), 0)).toThrow('no column "Key"');
  expect(() => keyRows(table(['Key', 'Код', 'Flat']), 0)).toThrow('two columns "Key"');
  expect(() => keyRows(table([' ', '']), 0)).toThrow('no rows');
});
