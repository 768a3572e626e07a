import type { BankAccount, MoneyDocument } from '../../core/invoices/document.ts';
import { type DrawnCode, drawnCode } from '../payment-code/modules.ts';
import { paymentCodeText, paymentPurpose } from '../payment-code/payment-code.ts';
import { INK, LEFT, RIGHT, type Sheets, WIDTH } from '../type/sheets.ts';
import type { DocumentWords } from '../words/document-words.ts';
import type { Printing } from './printing.ts';

/** The side of a code, and the least of one of its modules: 0.42 mm, which telephones still read from paper. */
const SIDE = 112;
const MODULE = 1.2;
const CAPTION = { size: 7, ink: INK.quiet, align: 'center' } as const;
const HEADING = 18;
const LABEL = 82;
const GAP = 2.5;

/** Where an invoice is paid to: requisites, and a code for the bank's app where there is a form for it. */
export async function printPayment(printing: Printing): Promise<void> {
  const { sheets, document, words } = printing;
  const { bank, name } = document.seller;
  const purpose = paymentPurpose(document);
  if (purpose === undefined || bank === null || (document.due ?? 1n) <= 0n) return;
  const code = await codeOf(document);
  const side = Math.max(SIDE, (code?.units ?? 0) * MODULE);
  const caption = sheets.block(words.pay.code, side, CAPTION);
  const width = code ? WIDTH - side - 24 : WIDTH;
  const rows = rowsOf(sheets, width - LABEL, [
    [words.pay.receiver, name],
    ...bankRows(bank, words),
    [words.pay.purpose, purpose],
  ]);
  const rowsHeight = HEADING + rows.reduce((sum, { value }) => sum + value.height + GAP, 0);
  const height = Math.max(rowsHeight, code ? side + caption.height : 0);
  sheets.makeRoom(height);
  printRows(printing, rows, width);
  if (code) {
    sheets.drawPath(code.operators, RIGHT - side, sheets.y - 6, side, code.units);
    sheets.draw(caption, RIGHT - side, sheets.y + side - 8, side);
  }
  sheets.y += height + 12;
}

async function codeOf(document: MoneyDocument): Promise<DrawnCode | undefined> {
  const text = paymentCodeText(document);
  return text === undefined ? undefined : await drawnCode(text);
}

type Pair = readonly [label: string, value: string];
type Rows = ReturnType<typeof rowsOf>;

/** Without those that say nothing. */
const rowsOf = (sheets: Sheets, width: number, pairs: readonly Pair[]) =>
  pairs
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({ label, value: sheets.block(value, width, { size: 8.5 }) }));

function printRows({ sheets, words }: Printing, rows: Rows, width: number): void {
  sheets.write(words.pay.heading, LEFT, sheets.y, width, { size: 10, bold: true });
  let y = sheets.y + HEADING;
  for (const { label, value } of rows) {
    sheets.write(label, LEFT, y, LABEL, { size: 8.5, ink: INK.quiet });
    sheets.draw(value, LEFT + LABEL, y, width - LABEL);
    y += value.height + GAP;
  }
}

function bankRows(bank: BankAccount, { pay }: DocumentWords): Pair[] {
  if (bank.kind === 'iban') {
    return [
      [pay.iban, bank.iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1\u00a0')],
      [pay.bic, bank.bic ?? ''],
      [pay.bank, bank.bankName],
    ];
  }
  return [
    [pay.bank, bank.bankName],
    [pay.bic, bank.bic],
    [pay.account, bank.account],
    [pay.correspondentAccount, bank.correspondentAccount ?? ''],
  ];
}
