import type { Block, Sheets } from '../type/sheets.ts';
import { INK, LEFT, WIDTH } from '../type/sheets.ts';
import { type Column, columnsOf } from './columns.ts';
import type { Printing } from './printing.ts';

const PADDING = 4.5;
const HEAD = { size: 7.5, bold: true, ink: INK.quiet } as const;
const CELL = { size: 8.8 } as const;

/**
 * One row a line, the head again on each page.
 * @param kept points that have to fit below the last row: totals never stand on a page without one
 */
export function printLines(printing: Printing, kept: number): void {
  const { sheets, document } = printing;
  const columns = columnsOf(printing);
  const head = rowOf(columns, (column) => sheets.block(column.heading, column.width, { ...HEAD, ...alignOf(column) }));
  printHead(sheets, columns, head);
  document.lines.forEach((line, index) => {
    const row = rowOf(columns, (column) =>
      sheets.block(column.cell(line, index), column.width, { ...CELL, ...alignOf(column) }),
    );
    const isLast = index === document.lines.length - 1;
    if (!sheets.hasRoom(row.height + (isLast ? kept : 0))) {
      sheets.addPage();
      printHead(sheets, columns, head);
    }
    printRow(sheets, columns, row);
    sheets.rule(LEFT, sheets.y, WIDTH);
  });
}

interface Row {
  readonly blocks: readonly Block[];
  readonly height: number;
}

const alignOf = ({ align }: Column) => ({ align });

function rowOf(columns: readonly Column[], block: (column: Column) => Block): Row {
  const blocks = columns.map(block);
  return { blocks, height: Math.max(...blocks.map(({ height }) => height)) + 2 * PADDING };
}

function printHead(sheets: Sheets, columns: readonly Column[], head: Row): void {
  sheets.shade(LEFT, sheets.y, WIDTH, head.height);
  printRow(sheets, columns, head);
}

function printRow(sheets: Sheets, columns: readonly Column[], { blocks, height }: Row): void {
  columns.forEach(({ x, width }, index) => {
    const block = blocks[index];
    if (block) sheets.draw(block, x, sheets.y + PADDING, width);
  });
  sheets.y += height;
}
