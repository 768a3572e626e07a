import { refuse } from '../../errors.ts';
import type { Reason } from '../../refusals/index.ts';
import { KEY_COLUMNS, type KeyColumn, type KeyRow, type RowFault, type TableCell, type TableRow } from './key-table.ts';

const WORDS: Readonly<Record<KeyColumn, readonly string[]>> = {
  flat: ['flat', 'flat number', 'apartment', 'квартира', 'кв', 'номер квартиры'],
  key: ['key', 'key code', 'code', 'rfid', 'ключ', 'код', 'код ключа', 'номер ключа'],
  comment: ['comment', 'note', 'комментарий', 'примечание'],
  contract: ['contract', 'contract number', 'договор', 'номер договора'],
};

/** As a refusal names it, and as our own tables do. */
export const COLUMN_TITLES: Readonly<Record<KeyColumn, string>> = {
  flat: 'Flat',
  key: 'Key',
  comment: 'Comment',
  contract: 'Contract',
};

const LONGEST_COMMENT = 500;

/**
 * The keys that a table names; the first row that has words says which column is what, in either language. Throws where
 * there is no column of keys or of flats. `pad`: keys are filled up with zeros in front to so many digits, since
 * spreadsheets drop them from numbers. A row that cannot be read is a fault and keeps no other from being read.
 */
export function keyRows(
  table: readonly TableRow[],
  pad: number,
): { readonly rows: readonly KeyRow[]; readonly faults: readonly RowFault[] } {
  const [head, ...body] = table.filter(({ cells }) => cells.some(isFilled));
  if (!head) throw refuse('table_empty');
  const columns = columnsOf(head);
  const rows: KeyRow[] = [];
  const faults: RowFault[] = [];
  for (const { line, cells } of body) {
    const read = readRow(line, (column) => cells[columns.get(column) ?? -1], pad);
    if ('said' in read) faults.push(read);
    else rows.push(read);
  }
  return { rows, faults };
}

const isFilled = ({ text, problem }: TableCell): boolean => text.trim() !== '' || problem !== undefined;

function columnsOf({ cells }: TableRow): ReadonlyMap<KeyColumn, number> {
  const columns = new Map<KeyColumn, number>();
  for (const [at, { text }] of cells.entries()) {
    const word = text.trim().toLowerCase().replace(/[.:]$/, '');
    const column = KEY_COLUMNS.find((one) => WORDS[one].includes(word));
    if (column === undefined) continue;
    if (columns.has(column)) throw refuse('table_column_twice', { column: COLUMN_TITLES[column] });
    columns.set(column, at);
  }
  for (const needed of ['flat', 'key'] as const)
    if (!columns.has(needed)) throw refuse('table_column_missing', { column: COLUMN_TITLES[needed] });
  return columns;
}

function readRow(line: number, cellOf: (column: KeyColumn) => TableCell | undefined, pad: number): KeyRow | RowFault {
  for (const column of KEY_COLUMNS) {
    const cell = cellOf(column);
    if (cell?.problem) return fault(line, column, cell.problem, { cell: cell.address });
  }
  const text = (column: KeyColumn): string => cellOf(column)?.text.trim() ?? '';
  const digits = text('key')
    .toLowerCase()
    .replace(/[\s:-]/g, '');
  if (digits === '') return fault(line, 'key', 'key_row_without_key');
  if (!/^[0-9a-f]{1,30}$/.test(digits)) return fault(line, 'key', 'key_malformed');
  if (text('flat') === '' && text('contract') === '') return fault(line, 'flat', 'key_row_without_flat');
  const comment = cellOf('comment') === undefined ? null : text('comment');
  if (comment !== null && comment.length > LONGEST_COMMENT)
    return fault(line, 'comment', 'key_comment_long', { limit: LONGEST_COMMENT });
  const contract = text('contract') === '' ? null : text('contract');
  return { line, flat: text('flat'), digits: digits.padStart(pad, '0'), comment, contract };
}

export const fault = (
  line: number,
  column: KeyColumn,
  reason: Reason,
  params: Readonly<Record<string, string | number>> = {},
): RowFault => ({ line, column, said: { reason, params } });
