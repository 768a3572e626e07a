import type { Refusal } from './refusal.ts';

/** Tables of keys: XLSX and CSV files, and what stands in their cells. */
export const KEY_TABLES_REFUSALS = {
  table_unreadable: { kind: 'invalid', text: 'This is no XLSX file and no CSV: {why}' },
  table_empty: { kind: 'invalid', text: 'The table has no rows' },
  table_too_long: { kind: 'invalid', text: 'The table has more than {limit} rows: split it' },
  table_too_large: { kind: 'invalid', text: 'The file takes too much to unpack: save it without pictures and formats' },
  table_column_missing: { kind: 'invalid', text: 'The table has no column "{column}": name it in the first row' },
  table_column_twice: { kind: 'invalid', text: 'The table has two columns "{column}"' },
  cell_formula: {
    kind: 'invalid',
    text: 'cell {cell} has a formula that was never calculated: open and save the file',
  },
  cell_error: { kind: 'invalid', text: 'cell {cell} has an error of the spreadsheet' },
  cell_number_cut: {
    kind: 'invalid',
    text: 'the spreadsheet has cut the number in cell {cell}: format the column as text and enter it again',
  },
  cell_merged: { kind: 'invalid', text: 'cell {cell} is merged with others: split it' },
  key_row_without_key: { kind: 'invalid', text: 'there is no key in this row' },
  key_row_without_flat: { kind: 'invalid', text: 'there is no flat in this row' },
  key_row_twice: { kind: 'invalid', text: 'this contract has the key in row {line} already' },
  key_comment_long: { kind: 'invalid', text: 'a comment has at most {limit} characters' },
  flat_not_at_panel: { kind: 'invalid', text: 'no contract of flat {flat} may open a door of this panel' },
  flat_of_several: {
    kind: 'invalid',
    text: 'flat {flat} has several contracts here: name one in the column "Contract"',
  },
  contract_not_at_panel: { kind: 'invalid', text: 'contract {contract} may open no door of this panel' },
  key_table_gone: { kind: 'not_found', text: 'This table was looked at too long ago: upload it again' },
  key_table_changed: {
    kind: 'conflict',
    text: 'Keys or contracts have changed since the table was looked at: upload it again',
  },
  key_table_faulty: {
    kind: 'conflict',
    text: 'A table with faulty rows does not replace keys: their keys would be taken away. Mend the rows first',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
