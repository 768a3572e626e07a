import { INK, LEFT, RIGHT, WIDTH } from '../type/sheets.ts';
import { writtenDay, writtenPeriod } from '../words/written-days.ts';
import { type Printing, titleOf } from './printing.ts';

const MARK_WIDTH = 190;

/** What it is, its number, of which day and for which time. */
export function printHeading(printing: Printing): void {
  const { sheets, document, words } = printing;
  const isPreview = document.number === null;
  if (isPreview) {
    sheets.shade(RIGHT - MARK_WIDTH, sheets.y, MARK_WIDTH, 22, '#fdeee3');
    const style = { size: 9, bold: true, ink: INK.mark, align: 'center' } as const;
    sheets.write(words.preview.mark, RIGHT - MARK_WIDTH, sheets.y + 5, MARK_WIDTH, style);
  }
  const width = isPreview ? WIDTH - MARK_WIDTH - 16 : WIDTH;
  sheets.y += sheets.write(titleOf(document), LEFT, sheets.y, width, { size: 18, bold: true });
  sheets.y += sheets.write(subtitle(printing), LEFT, sheets.y + 1, WIDTH, { size: 9, ink: INK.quiet }) + 10;
  sheets.rule(LEFT, sheets.y, WIDTH, { ink: INK.text, weight: 1.2 });
  sheets.y += 12;
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
