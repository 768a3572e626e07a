import { printingPackages } from '../type/printing-packages.ts';

/** A code as PDF's rectangles, in a square of `units` that has the quiet zone around it. */
export interface DrawnCode {
  readonly operators: string;
  readonly units: number;
}

/** Modules left white on each side. */
const QUIET = 4;

/** Level M, as both standards want it; the runs of a row are one rectangle, which is sharp in print. */
export async function drawnCode(text: string): Promise<DrawnCode> {
  const { createQrCode } = await printingPackages();
  const { modules } = createQrCode([{ data: Buffer.from(text), mode: 'byte' }], { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const rectangles: string[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const from = column;
      while (column < size && data[row * size + column]) column++;
      if (column > from) rectangles.push(`${from + QUIET} ${row + QUIET} ${column - from} 1 re`);
    }
  }
  return { operators: `${rectangles.join('\n')}\nf`, units: size + 2 * QUIET };
}
