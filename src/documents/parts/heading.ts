import { INK, LEFT, RIGHT, type Sheets, WIDTH } from '../type/sheets.ts';
import { writtenDay, writtenPeriod } from '../words/written-days.ts';
import { type Printing, titleOf } from './printing.ts';

const MARK_WIDTH = 200;
const MARK_PADDING = 5;

/** What it is, its number, of which day and for which time. */
export function printHeading(printing: Printing): void {
  const { sheets, document } = printing;
  const mark = markOf(printing);
  const markHeight = mark === undefined ? 0 : printMark(sheets, mark);
  const width = mark === undefined ? WIDTH : WIDTH - MARK_WIDTH - 16;
  const titleHeight = sheets.write(titleOf(document), LEFT, sheets.y, width, { size: 18, bold: true });
  sheets.y += Math.max(titleHeight, markHeight);
  sheets.y += sheets.write(subtitle(printing), LEFT, sheets.y + 1, WIDTH, { size: 9, ink: INK.quiet }) + 10;
  sheets.rule(LEFT, sheets.y, WIDTH, { ink: INK.text, weight: 1.2 });
  sheets.y += 12;
}

/** What is not to be paid says so. */
function markOf({ document: { number, voidedBy }, words }: Printing): string | undefined {
  if (voidedBy !== undefined) return words.voidedBy(voidedBy);
  return number === null ? words.preview.mark : undefined;
}

/** At the right; answers its height. */
function printMark(sheets: Sheets, mark: string): number {
  const style = { size: 9, bold: true, ink: INK.mark, align: 'center' } as const;
  const text = sheets.block(mark, MARK_WIDTH - 2 * MARK_PADDING, style);
  const height = text.height + 2 * MARK_PADDING;
  sheets.shade(RIGHT - MARK_WIDTH, sheets.y, MARK_WIDTH, height, '#fdeee3');
  sheets.draw(text, RIGHT - MARK_WIDTH + MARK_PADDING, sheets.y + MARK_PADDING, MARK_WIDTH - 2 * MARK_PADDING);
  return height;
}

function subtitle({ document, words, language }: Printing): string {
  const { number, issuedOn, dueOn, ofInvoice, kind, from, to } = document;
  return [
    (number === null ? words.preview.asOf : words.issued)(writtenDay(issuedOn, language)),
    ...(ofInvoice === null || kind === 'invoice' ? [] : [words.ofInvoice(ofInvoice)]),
    words.services(writtenPeriod(from, to, language)),
    ...(dueOn === null || kind !== 'invoice' ? [] : [words.payBy(writtenDay(dueOn, language))]),
  ].join('  ·  ');
}
