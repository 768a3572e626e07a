import type { DocumentLine } from '../../core/invoices/document.ts';
import { INSET, LEFT, WIDTH } from '../type/sheets.ts';
import { writtenPeriod } from '../words/written-days.ts';
import { currencySign, writtenCount, writtenRate } from '../words/written-money.ts';
import type { Printing } from './printing.ts';

export interface Column {
  readonly heading: string;
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly cell: (line: DocumentLine, index: number) => string;
  /** Below the cell, in small letters; empty: nothing. */
  readonly note?: (line: DocumentLine) => string;
}

/** Between two columns, in points. */
const GAP = 8;

/** The columns of a document: those of tax where a line has any; the title takes what the others leave. */
export function columnsOf(printing: Printing): Column[] {
  const columns = fixedColumns(printing);
  const taken = columns.reduce((sum, { width }) => sum + width, 0) + (columns.length - 1) * GAP;
  let x = LEFT + INSET;
  return columns.map((column) => {
    const width = column.width || WIDTH - 2 * INSET - taken;
    const placed = { ...column, width, x };
    x += width + GAP;
    return placed;
  });
}

type Fixed = Omit<Column, 'x'>;

function fixedColumns({ document, words, language, amount }: Printing): Fixed[] {
  const { columns } = words;
  const currency = currencySign(document.total.currency, language);
  return [
    { heading: '№', width: 16, align: 'left', cell: (_line, index) => String(index + 1) },
    {
      heading: columns.title,
      width: 0,
      align: 'left',
      cell: ({ title }) => title,
      note: ownPeriod({ document, language }),
    },
    {
      heading: columns.cameraDays,
      width: 58,
      align: 'right',
      cell: ({ cameraDays }) => writtenCount(cameraDays, language),
    },
    ...taxColumns({ document, words, language, amount }),
    { heading: columns.amount(currency), width: 78, align: 'right', cell: (line) => amount(line.amount) },
  ];
}

/** The days of a line that is not about the whole of the document's time. */
const ownPeriod =
  ({ document, language }: Pick<Printing, 'document' | 'language'>) =>
  ({ from, to }: DocumentLine): string =>
    from === document.from && to === document.to ? '' : writtenPeriod(from, to, language);

function taxColumns({ document, words, language, amount }: Omit<Printing, 'sheets' | 'money'>): Fixed[] {
  const { lines } = document;
  const rate: Fixed = {
    heading: words.columns.rate,
    width: 44,
    align: 'right',
    cell: ({ taxRate }) => (taxRate === null ? words.rateNone : writtenRate(taxRate, language)),
  };
  const tax: Fixed = {
    heading: words.columns.tax,
    width: 62,
    align: 'right',
    cell: (line) => (line.tax === null ? '' : amount(line.tax)),
  };
  return [
    ...(lines.some(({ taxRate }) => taxRate !== null) ? [rate] : []),
    ...(lines.some((line) => line.tax !== null && line.taxRate !== null) ? [tax] : []),
  ];
}
