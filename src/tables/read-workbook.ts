import * as XLSX from '@e965/xlsx';
import type { TableCell, TableRow } from '../core/keys/table/key-table.ts';

/** Excel keeps so many digits of a number, and makes zeros of the rest. */
const MOST_DIGITS = 15;

/**
 * The first sheet that is not hidden, row by row as it is shown; rows that were hidden are rows all the same. At most
 * `rows` + 1 of them, so that who asks sees that there are more. Throws what the package throws for what is no workbook.
 */
export function readWorkbook(bytes: Uint8Array, rows: number): TableRow[] {
  const workbook = XLSX.read(bytes, {
    dense: true,
    sheetStubs: true,
    cellNF: true,
    cellHTML: false,
    cellDates: true,
    UTC: true,
    sheetRows: rows + 1,
  });
  const shown = workbook.SheetNames.findIndex((_, at) => !workbook.Workbook?.Sheets?.[at]?.Hidden);
  const sheet = workbook.Sheets[workbook.SheetNames[Math.max(0, shown)] ?? ''];
  if (!sheet) return [];
  const merged = mergedCells(sheet['!merges'] ?? []);
  const data = (sheet['!data'] ?? []) as readonly (readonly (XLSX.CellObject | undefined)[] | undefined)[];
  return data.map((cells, row) => ({
    line: row + 1,
    cells: Array.from(cells ?? [], (cell, column) => {
      const address = XLSX.utils.encode_cell({ r: row, c: column });
      return merged.has(address)
        ? { text: textOf(cell), address, problem: 'cell_merged' as const }
        : toCell(cell, address);
    }),
  }));
}

/** Of one row or more; a heading over several columns is merged too, and nobody reads it. */
function mergedCells(ranges: readonly XLSX.Range[]): ReadonlySet<string> {
  const cells = new Set<string>();
  for (const { s, e } of ranges)
    for (let row = s.r; row <= Math.min(e.r, s.r + MOST_MERGED); row++)
      for (let column = s.c; column <= Math.min(e.c, s.c + MOST_MERGED); column++)
        cells.add(XLSX.utils.encode_cell({ r: row, c: column }));
  return cells;
}

const MOST_MERGED = 1000;

function toCell(cell: XLSX.CellObject | undefined, address: string): TableCell {
  if (!cell) return { text: '', address };
  if (cell.t === 'z')
    return cell.f === undefined ? { text: '', address } : { text: '', address, problem: 'cell_formula' };
  if (cell.t === 'e') return { text: '', address, problem: 'cell_error' };
  const text = textOf(cell);
  const cut = cell.t === 'n' && text.replace(/\D/g, '').length > MOST_DIGITS;
  return cut ? { text, address, problem: 'cell_number_cut' } : { text, address };
}

/** A number is its digits; leading zeros are only in how it is shown, by a format of nothing but zeros. */
function textOf(cell: XLSX.CellObject | undefined): string {
  if (cell?.v === undefined || cell.t === 'z') return '';
  if (cell.t === 'n' && /^0+$/.test(String(cell.z ?? '')) && cell.w !== undefined) return cell.w;
  if (cell.v instanceof Date) return cell.v.toISOString().slice(0, 10);
  return String(cell.v);
}
