import * as XLSX from '@e965/xlsx';

/** An XLSX file of one sheet whose cells are texts, so that no spreadsheet drops a zero or calculates a name. */
export function writeWorkbook(name: string, rows: readonly (readonly string[])[]): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet(
    rows.map((row) => row.map((text) => ({ t: 's', v: text, z: '@' }))),
    { dense: true },
  );
  const workbook = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(workbook, sheet, name);
  return XLSX.write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array;
}
