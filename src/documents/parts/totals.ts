import type { TaxSum } from '../../core/invoices/document.ts';
import { INK, INSET, LEFT, RIGHT, type Style, WIDTH } from '../type/sheets.ts';
import { roublesInWords } from '../words/amount-in-words.ts';
import { writtenRate } from '../words/written-money.ts';
import type { Printing } from './printing.ts';

interface Sum {
  readonly label: string;
  readonly value: string;
}

const ROW = 15;
const STRONG_ROW = 24;
const LABEL = 130;
const VALUE = 120;
const LABELS = RIGHT - INSET - VALUE - LABEL;
const TOP = 8;

/** How high they are, in points, before anything is drawn. */
export const totalsHeight = (printing: Printing): number => TOP + sumsOf(printing).length * ROW + STRONG_ROW;

/** What it comes to, the tax in it, and what is to be paid. */
export function printTotals(printing: Printing): void {
  const { sheets } = printing;
  const write = ({ label, value }: Sum, top: number, style: Style) => {
    sheets.write(label, LABELS, top, LABEL, { ink: INK.quiet, ...style });
    sheets.write(value, LABELS + LABEL, top, VALUE, { ...style, align: 'right' });
  };
  sheets.y += TOP;
  for (const sum of sumsOf(printing)) {
    write(sum, sheets.y, { size: 8.8 });
    sheets.y += ROW;
  }
  sheets.shade(LABELS - INSET, sheets.y, RIGHT - LABELS + INSET, STRONG_ROW);
  write(strongSum(printing), sheets.y + 5, { size: 10, bold: true, ink: INK.text });
  sheets.y += STRONG_ROW + 10;
}

function sumsOf({ document, words, money }: Printing): Sum[] {
  const { total, due, kind, taxes, language } = document;
  const paid = kind === 'invoice' && due !== null ? total.amount - due : 0n;
  return [
    { label: words.total, value: money(total.amount) },
    ...taxes.map((tax) => taxSum(tax, taxes.length === 1)),
    ...(paid > 0n ? [{ label: words.paid, value: money(paid) }] : []),
  ];

  function taxSum({ rate, tax, amount }: TaxSum, isOnly: boolean): Sum {
    if (rate !== null) return { label: words.includedTax(writtenRate(rate, language)), value: money(tax) };
    return isOnly ? { label: words.withoutTax, value: '' } : { label: words.sumWithoutTax, value: money(amount) };
  }
}

function strongSum({ document, words, money }: Printing): Sum {
  const { kind, due, total } = document;
  if (kind !== 'invoice') return { label: words.due[kind], value: money(total.amount) };
  if (due !== null && due <= 0n && total.amount > 0n) return { label: words.nothingDue, value: money(0n) };
  return { label: words.due.invoice, value: money(due ?? total.amount) };
}

/** In Russian, of roubles: how many lines and the sum in words, as accountants there want it. */
export function printSumInWords({ sheets, document, words, money }: Printing): void {
  const { language, total, kind, lines } = document;
  if (language !== 'ru' || total.currency !== 'RUB' || kind === 'credit_note') return;
  const count = sheets.block(words.lineCount(lines.length, money(total.amount)), WIDTH, { size: 8.8 });
  const sum = sheets.block(roublesInWords(total.amount), WIDTH, { size: 8.8, bold: true });
  sheets.makeRoom(count.height + sum.height);
  sheets.draw(count, LEFT, sheets.y, WIDTH);
  sheets.draw(sum, LEFT, sheets.y + count.height, WIDTH);
  sheets.y += count.height + sum.height + 10;
}
