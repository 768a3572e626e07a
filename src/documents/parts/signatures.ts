import { INK, LEFT, WIDTH } from '../type/sheets.ts';
import type { Printing } from './printing.ts';

const GAP = 24;
const COLUMN = (WIDTH - GAP) / 2;

interface Signature {
  readonly side: string;
  readonly position: string;
  readonly name: string;
}

/** Of an act, that both sides accept it and their signatures; else the seller's, when somebody signs. */
export function printSignatures({ sheets, document, words }: Printing): void {
  const { kind, seller, buyer, number } = document;
  const ours: Signature = {
    side: `${words.seller[kind]}: ${seller.name}`,
    position: seller.signatory?.position ?? '',
    name: seller.signatory?.name ?? '',
  };
  if (kind === 'act') {
    const accepted = sheets.block(words.accepted, WIDTH, { size: 8.8 });
    const theirs: Signature = { side: `${words.buyer.act}: ${buyer.name}`, position: '', name: '' };
    sheets.makeRoom(accepted.height + 18 + heightOf([ours, theirs]));
    sheets.draw(accepted, LEFT, sheets.y, WIDTH);
    sheets.y += accepted.height + 18;
    draw([ours, theirs]);
  } else if (seller.signatory !== null && number !== null) {
    sheets.makeRoom(heightOf([ours]));
    draw([ours]);
  }

  function heightOf(signatures: readonly Signature[]): number {
    return Math.max(...signatures.map(({ side }) => sideBlock(side).height)) + 62;
  }

  function sideBlock(side: string) {
    return sheets.block(side, COLUMN, { size: 8.5, bold: true });
  }

  function draw(signatures: readonly Signature[]): void {
    const below = Math.max(...signatures.map(({ side }) => sideBlock(side).height));
    const quiet = { size: 7, ink: INK.quiet } as const;
    signatures.forEach(({ side, position, name }, index) => {
      const x = LEFT + index * (COLUMN + GAP);
      sheets.draw(sideBlock(side), x, sheets.y, COLUMN);
      sheets.write(position, x, sheets.y + below + 2, COLUMN, { size: 8.5 });
      const line = sheets.y + below + 34;
      sheets.rule(x, line, 100, { ink: INK.text, weight: 0.5 });
      sheets.write(words.signature, x, line + 3, 100, { ...quiet, align: 'center' });
      sheets.rule(x + 112, line, COLUMN - 112, { ink: INK.text, weight: 0.5 });
      sheets.write(name, x + 112, line - 12, COLUMN - 112, { size: 8.5, align: 'center' });
      sheets.write(words.seal, x, line + 14, 100, quiet);
    });
    sheets.y += heightOf(signatures);
  }
}
