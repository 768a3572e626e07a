import type { MoneyDocument } from '../../core/invoices/document.ts';
import { type Block, INK, LEFT, RIGHT, WIDTH } from '../type/sheets.ts';
import type { Printing } from './printing.ts';

const GAP = 24;
const COLUMN = (WIDTH - GAP) / 2;
const LINE = 110;
const SMALL = { size: 7, ink: INK.quiet } as const;
const TEXT = { size: 8.5 } as const;

/** Of an act, that both sides accept it and their signatures; else the seller's, when somebody signs. */
export function printSignatures(printing: Printing): void {
  const { kind, number, seller } = printing.document;
  if (kind === 'act') printBothSides(printing);
  else if (number !== null && seller.signatory !== null) printSellersLine(printing, seller.signatory);
}

type Signatory = NonNullable<MoneyDocument['seller']['signatory']>;

/** Position, signature and name in one line. */
function printSellersLine({ sheets, words }: Printing, { position, name }: Signatory): void {
  const width = (WIDTH - LINE) / 2 - GAP / 2;
  const blocks = [sheets.block(position, width, TEXT), sheets.block(name, width, TEXT)] as const;
  const height = Math.max(...blocks.map((block) => block.height));
  sheets.makeRoom(height + 22);
  sheets.y += 8;
  const [left, right] = blocks;
  const line = sheets.y + height;
  sheets.draw(left, LEFT, line - left.height, width);
  sheets.rule(LEFT + width + GAP / 2, line, LINE, { ink: INK.text, weight: 0.5 });
  sheets.write(words.signature, LEFT + width + GAP / 2, line + 2, LINE, { ...SMALL, align: 'center' });
  sheets.draw(right, RIGHT - width, line - right.height, width);
  sheets.y = line + 14;
}

function printBothSides({ sheets, document, words }: Printing): void {
  const { seller, buyer } = document;
  const accepted = sheets.block(words.accepted, WIDTH, { size: 8.8 });
  const sides = [
    { label: words.seller.act, party: seller.name, position: seller.signatory?.position, name: seller.signatory?.name },
    { label: words.buyer.act, party: buyer.name, position: '', name: '' },
  ].map(({ label, party, position = '', name = '' }) => ({
    head: sheets.block(`${label}: ${party}`, COLUMN, { size: 8.5, bold: true }),
    position: sheets.block(position, COLUMN, TEXT),
    name: sheets.block(name, COLUMN - LINE - 12, { ...TEXT, align: 'center' }),
  }));
  const headHeight = highest(sides.map(({ head }) => head));
  const height =
    headHeight + highest(sides.map(({ position }) => position)) + highest(sides.map(({ name }) => name)) + 48;
  sheets.makeRoom(accepted.height + 14 + height);
  sheets.draw(accepted, LEFT, sheets.y, WIDTH);
  sheets.y += accepted.height + 14;
  const line = sheets.y + height - 26;
  sides.forEach(({ head, position, name }, index) => {
    const x = LEFT + index * (COLUMN + GAP);
    sheets.draw(head, x, sheets.y, COLUMN);
    sheets.draw(position, x, sheets.y + headHeight + 2, COLUMN);
    sheets.rule(x, line, LINE, { ink: INK.text, weight: 0.5 });
    sheets.rule(x + LINE + 12, line, COLUMN - LINE - 12, { ink: INK.text, weight: 0.5 });
    sheets.draw(name, x + LINE + 12, line - name.height - 2, COLUMN - LINE - 12);
    sheets.write(words.signature, x, line + 2, LINE, { ...SMALL, align: 'center' });
    sheets.write(words.seal, x, line + 14, LINE, SMALL);
  });
  sheets.y += height;
}

const highest = (blocks: readonly Block[]): number => Math.max(...blocks.map(({ height }) => height));
