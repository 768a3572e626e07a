import type { BankAccount } from '../../core/invoices/document.ts';
import { drawnCode } from '../payment-code/modules.ts';
import { paymentCodeText, paymentPurpose } from '../payment-code/payment-code.ts';
import { INK, LEFT, RIGHT, WIDTH } from '../type/sheets.ts';
import type { DocumentWords } from '../words/document-words.ts';
import type { Printing } from './printing.ts';

const CODE = 112;
const LABEL = 82;

type Row = readonly [label: string, value: string];

/** Where an invoice is paid to: requisites, and a code for the bank's app where there is a form for it. */
export async function printPayment(printing: Printing): Promise<void> {
  const { sheets, document, words } = printing;
  const purpose = paymentPurpose(document);
  const { seller, due } = document;
  if (purpose === undefined || seller.bank === null || (due !== null && due <= 0n)) return;
  const text = paymentCodeText(document);
  const width = text === undefined ? WIDTH : WIDTH - CODE - 24;
  const rows = [
    [words.pay.receiver, seller.name] as Row,
    ...bankRows(seller.bank, words),
    [words.pay.purpose, purpose] as Row,
  ]
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({ label, value: sheets.block(value, width - LABEL, { size: 8.5 }) }));
  const height = 18 + rows.reduce((sum, { value }) => sum + value.height + 2.5, 0);
  sheets.makeRoom(Math.max(height, text === undefined ? 0 : CODE + 14) + 6);
  const top = sheets.y;
  sheets.write(words.pay.heading, LEFT, top, width, { size: 10, bold: true });
  let y = top + 18;
  for (const { label, value } of rows) {
    sheets.write(label, LEFT, y, LABEL, { size: 8.5, ink: INK.quiet });
    sheets.draw(value, LEFT + LABEL, y, width - LABEL);
    y += value.height + 2.5;
  }
  if (text !== undefined) await printCode(printing, text, top);
  sheets.y = top + Math.max(height, text === undefined ? 0 : CODE + 14) + 12;
}

async function printCode({ sheets, words }: Printing, text: string, top: number): Promise<void> {
  const { operators, units } = await drawnCode(text);
  sheets.drawPath(operators, RIGHT - CODE, top - 4, CODE, units);
  const style = { size: 7, ink: INK.quiet, align: 'center' } as const;
  sheets.write(words.pay.code, RIGHT - CODE - 15, top + CODE - 6, CODE + 30, style);
}

function bankRows(bank: BankAccount, { pay }: DocumentWords): Row[] {
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
