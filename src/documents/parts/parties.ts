import type { Party } from '../../core/invoices/document.ts';
import { INK, LEFT, WIDTH } from '../type/sheets.ts';
import type { DocumentWords } from '../words/document-words.ts';
import type { Printing } from './printing.ts';

const GAP = 24;
const COLUMN = (WIDTH - GAP) / 2;

/** Both sides beside each other. */
export function printParties({ sheets, document, words }: Printing): void {
  const { seller, buyer, kind } = document;
  const contract = buyer.contractNumber === '' ? [] : [words.contract(buyer.contractNumber)];
  const sides = [
    { label: words.seller[kind], name: seller.name, lines: partyLines(seller, words) },
    { label: words.buyer[kind], name: buyer.name, lines: [...contract, ...partyLines(buyer, words)] },
  ].map(({ label, name, lines }) => [
    sheets.block(label, COLUMN, { size: 8, ink: INK.quiet }),
    sheets.block(name, COLUMN, { size: 10, bold: true }),
    ...lines.map((line) => sheets.block(line, COLUMN, { size: 8.5 })),
  ]);
  const height = Math.max(...sides.map((blocks) => blocks.reduce((sum, block) => sum + block.height, 0)));
  sheets.makeRoom(height);
  sides.forEach((blocks, column) => {
    let top = sheets.y;
    for (const block of blocks) {
      sheets.draw(block, LEFT + column * (COLUMN + GAP), top, COLUMN);
      top += block.height;
    }
  });
  sheets.y += height + 14;
}

/** Texts that are empty are no lines. */
function partyLines({ taxId, taxOffice, address, phone, email }: Party, words: DocumentWords): string[] {
  const numbers = [taxId && `${words.taxId} ${taxId}`, taxOffice && `${words.taxOffice} ${taxOffice}`];
  return [numbers, [address], [phone, email]]
    .map((texts) => texts.filter((text) => text !== '').join(', '))
    .filter((line) => line !== '');
}
