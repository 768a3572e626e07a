import { invalid } from '../errors.ts';
import {
  COLUMN_NAMES,
  type ColumnName,
  type ReadStatement,
  type StatementColumns,
  type StatementRow,
} from './statement.ts';
import { dayOf } from './sums.ts';

/** By what banks call their columns, in small letters; the more special ones first. */
const KNOWN: readonly (readonly [ColumnName, RegExp])[] = [
  ['payerTaxId', /(^|\s)инн(\s|$)|tax ?(id|number)|vat ?id/],
  [
    'payerAccount',
    /(сч[её]т|account|iban).*(плательщик|контрагент|отправител|корр|payer|sender)|payer.*(account|iban)/,
  ],
  ['date', /^дата|^date|booking date|value date/],
  ['purpose', /назначение|основание|описание|комментарий|purpose|details|description|reference/],
  ['number', /^(номер|no\.?|n|number)(\s|$)|(номер|№|number).*(док|doc|плат|операц)|^№/],
  ['sum', /приход|поступ|зачисл|по кредиту|^кредит|credit|^сумма|^amount|^sum/],
  ['payer', /плательщик|контрагент|отправител|корреспондент|payer|counterparty|sender|^name|наименование/],
  ['account', /^(р\/с|расч[её]тный сч[её]т|сч[её]т|account|наш сч[её]т)/],
];

/** Of the row, and not of what it is about. */
const ORDINAL = /п\s*\/\s*п|по порядку/;

const HEADER_WITHIN = 40;

/**
 * Payments of a table of texts. The header is the first row that has all columns which are named, or without those the
 * first that has a date and a sum by the usual names; columns given by number alone need none. Rows that have neither a
 * date nor a sum are totals and remarks, those whose sum is empty or below 0 were paid out. A column that only counts
 * the rows of the file is no number of a payment: in the next file the same payment has another one.
 */
export function readColumns(table: readonly (readonly string[])[], given: StatementColumns | undefined): ReadStatement {
  const { at, headers, ...header } = headerOf(table, given);
  const columns = withoutOrdinals(table.slice(at + 1), header.columns, headers);
  const places = Object.entries(columns).map(
    ([name, column]) => [name as ColumnName, placeOf(headers, column)] as const,
  );
  const rows: StatementRow[] = [];
  let others = 0;
  for (const cells of table.slice(at + 1)) {
    const row = rowOf(cells, places);
    if (row.date === '' && row.sum === '') continue;
    if (row.sum === '' || /^-|^0+([.,]0+)?$/.test(row.sum)) {
      if (dayOf(row.date)) others++;
    } else if (dayOf(row.date) || row.purpose !== '' || row.payer !== '') rows.push(row);
  }
  return {
    format: 'csv',
    accounts: [],
    others,
    complete: true,
    numbered: columns.number !== undefined,
    rows,
    columns,
    headers,
  };
}

function withoutOrdinals(
  rows: readonly (readonly string[])[],
  { number, ...columns }: StatementColumns,
  headers: readonly string[],
): StatementColumns {
  if (number === undefined) return columns;
  if (!BARE.test(number.trim())) return { ...columns, number };
  const place = placeOf(headers, number);
  const counted = rows.map((cells) => (cells[place] ?? '').trim()).filter((cell) => cell !== '');
  const isOrdinal = counted.length >= FEWEST_COUNTED && counted.every((cell, index) => cell === String(index + 1));
  return isOrdinal ? columns : { ...columns, number };
}

const FEWEST_COUNTED = 3;
/** Of such a column its name does not say what it counts. */
const BARE = /^(№|номер|no|n|number)\.?$/i;

interface Header {
  /** Its row; -1: there is none. */
  readonly at: number;
  readonly columns: StatementColumns;
  readonly headers: readonly string[];
}

function headerOf(table: readonly (readonly string[])[], given: StatementColumns | undefined): Header {
  const named = Object.values(given ?? {}).filter((column) => !isPlace(column));
  const top = table.slice(0, HEADER_WITHIN);
  const wide = Math.max(0, ...top.map((row) => row.length));
  if (given?.date !== undefined && given.sum !== undefined) {
    const at =
      named.length === 0 ? headerAt(top) : top.findIndex((row) => named.every((name) => placeOf(row, name) >= 0));
    if (named.length > 0 && at < 0) throw missing(top.find((row) => row.length === wide) ?? []);
    return { at, columns: given, headers: at < 0 ? numbers(wide) : (top[at] ?? []) };
  }
  const at = headerAt(top);
  const headers = top[at] ?? [];
  const columns = { ...guessed(headers), ...given };
  if (at < 0) throw missing(top.find((row) => row.length === wide) ?? []);
  return { at, columns, headers };
}

const headerAt = (top: readonly (readonly string[])[]): number =>
  top.findIndex((row) => {
    const { date, sum } = guessed(row);
    return date !== undefined && sum !== undefined && !row.some((cell) => dayOf(cell) !== undefined);
  });

function guessed(headers: readonly string[]): StatementColumns {
  const found: Partial<Record<ColumnName, string>> = {};
  for (const header of headers) {
    const name = header.trim().toLowerCase();
    const known =
      name === '' || ORDINAL.test(name)
        ? undefined
        : KNOWN.find(([column, words]) => found[column] === undefined && words.test(name));
    if (known) found[known[0]] = header;
  }
  return found;
}

const isPlace = (column: string): boolean => /^\d{1,3}$/.test(column);
const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

function placeOf(headers: readonly string[], column: string): number {
  const byName = headers.findIndex((header) => same(header, column));
  return byName < 0 && isPlace(column) ? Number(column) - 1 : byName;
}

function rowOf(cells: readonly string[], places: readonly (readonly [ColumnName, number])[]): StatementRow {
  const row = Object.fromEntries(COLUMN_NAMES.map((name) => [name, ''])) as Record<ColumnName, string>;
  for (const [name, place] of places) row[name] = (cells[place] ?? '').trim();
  return row;
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, place) => String(place + 1));

const missing = (headers: readonly string[]) =>
  invalid('columns', 'statement_columns_missing', { columns: headers.join(', ').slice(0, 300) });
