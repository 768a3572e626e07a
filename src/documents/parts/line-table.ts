import type { DocumentLine } from '../../core/invoices/document.ts';
import type { Block, Sheets } from '../type/sheets.ts';
import { INK, LEFT, WIDTH } from '../type/sheets.ts';
import { type Column, columnsOf } from './columns.ts';
import type { Printing } from './printing.ts';

const PADDING = 4;
const HEAD = { size: 7.5, bold: true, ink: INK.quiet } as const;
const CELL = { size: 8.8 } as const;

const NOTE = { size: 7.5, ink: INK.quiet } as const;

/**
 * One row a line, the head again on each page.
 * @param kept points that have to fit below the last row: totals never stand on a page without one
 */
export function printLines(printing: Printing, kept: number): void {
  const { sheets, document } = printing;
  const columns = columnsOf(printing);
  const head = headOf(sheets, columns);
  printHead(sheets, columns, head);
  document.lines.forEach((line, index) => {
    const row = rowOf(sheets, columns, line, index);
    const isLast = index === document.lines.length - 1;
    if (!sheets.hasRoom(row.height + (isLast ? kept : 0))) {
      sheets.addPage();
      printHead(sheets, columns, head);
    }
    printRow(sheets, columns, row);
    sheets.rule(LEFT, sheets.y, WIDTH);
  });
}

/** A cell is the blocks that stand below each other. */
interface Row {
  readonly cells: readonly (readonly Block[])[];
  readonly height: number;
}

const headOf = (sheets: Sheets, columns: readonly Column[]): Row =>
  rowWith(columns.map(({ heading, width, align }) => [sheets.block(heading, width, { ...HEAD, align })]));

function rowOf(sheets: Sheets, columns: readonly Column[], line: DocumentLine, index: number): Row {
  return rowWith(
    columns.map(({ cell, note, width, align }) => {
      const text = sheets.block(cell(line, index), width, { ...CELL, align });
      const below = note?.(line) ?? '';
      return below === '' ? [text] : [text, sheets.block(below, width, { ...NOTE, align })];
    }),
  );
}

function rowWith(cells: readonly (readonly Block[])[]): Row {
  const heights = cells.map((blocks) => blocks.reduce((sum, { height }) => sum + height, 0));
  return { cells, height: Math.max(...heights) + 2 * PADDING };
}

function printHead(sheets: Sheets, columns: readonly Column[], head: Row): void {
  sheets.shade(LEFT, sheets.y, WIDTH, head.height);
  printRow(sheets, columns, head);
}

function printRow(sheets: Sheets, columns: readonly Column[], { cells, height }: Row): void {
  columns.forEach(({ x, width }, index) => {
    let top = sheets.y + PADDING;
    for (const block of cells[index] ?? []) {
      sheets.draw(block, x, top, width);
      top += block.height;
    }
  });
  sheets.y += height;
}
