import type { Face } from './face.ts';
import type { Faces } from './faces.ts';
import { linesOf } from './lines.ts';
import { printable } from './printable.ts';

/** A4 in points. */
const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = { top: 42, side: 48, bottom: 46 };

export const LEFT = MARGIN.side;
export const RIGHT = PAGE.width - MARGIN.side;
export const WIDTH = RIGHT - LEFT;
/** Between the edge of a shade and what stands on it. */
export const INSET = 8;
/** Nothing but the foot of a page stands below. */
const BOTTOM = PAGE.height - MARGIN.bottom;
/** Of a line of text to its size. */
const LEADING = 1.3;

export const INK = { text: '#1b1f24', quiet: '#69717c', rule: '#d4d8dd', shade: '#f4f5f7', mark: '#9a3412' } as const;

export interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly ink?: string;
  readonly align?: 'left' | 'right' | 'center';
}

/** A text cut into its lines, and how high they are together, in points. */
export interface Block {
  readonly lines: readonly string[];
  readonly style: Style;
  readonly height: number;
}

/** The pages of one document from its first to its last: what is drawn goes to the last one. Lengths are points. */
export class Sheets {
  /** Where the next thing goes, from the top of the page. */
  y = MARGIN.top;
  private readonly pdf: PDFKit.PDFDocument;
  private readonly faces: Faces;
  /** What the page draws with; undefined: a new one, which has not been told. */
  private ink: string | undefined;
  private readonly chunks: Promise<Buffer>;

  constructor(pdf: PDFKit.PDFDocument, faces: Faces) {
    this.pdf = pdf;
    this.faces = faces;
    this.chunks = collected(pdf);
    // Any object with a layout is a font to pdfkit; its types know sources alone.
    pdf.registerFont('regular', faces.regular.font as unknown as string);
    pdf.registerFont('bold', faces.bold.font as unknown as string);
    this.addPage();
  }

  addPage(): void {
    this.pdf.addPage({ size: 'A4', margin: 0 });
    this.ink = undefined;
    this.y = MARGIN.top;
  }

  /** Whether so much more fits on this page. */
  hasRoom(height: number): boolean {
    return this.y + height <= BOTTOM;
  }

  /** Goes on with the next page unless so much fits on this one. */
  makeRoom(height: number): void {
    if (!this.hasRoom(height)) this.addPage();
  }

  block(text: string, width: number, style: Style): Block {
    const face = this.faceOf(style);
    const lines = linesOf(face, printable(face, text), style.size, width);
    return { lines, style, height: lines.length * style.size * LEADING };
  }

  /** @param top of its first line */
  draw(block: Block, x: number, top: number, width: number): void {
    const { size, bold, ink = INK.text, align = 'left' } = block.style;
    const face = this.faceOf(block.style);
    this.pdf.font(bold ? 'bold' : 'regular').fontSize(size);
    this.setInk(ink);
    block.lines.forEach((line, index) => {
      if (line === '') return;
      const free = align === 'left' ? 0 : width - face.widthOf(line, size);
      const baseline = top + (index * LEADING + 1) * size;
      this.pdf.text(line, x + (align === 'center' ? free / 2 : free), baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
      });
    });
  }

  /** Wraps and draws; answers the height. */
  write(text: string, x: number, top: number, width: number, style: Style): number {
    const block = this.block(text, width, style);
    this.draw(block, x, top, width);
    return block.height;
  }

  rule(x: number, y: number, width: number, { ink = INK.rule as string, weight = 0.6 } = {}): void {
    this.shade(x, y - weight / 2, width, weight, ink);
  }

  shade(x: number, y: number, width: number, height: number, ink: string = INK.shade): void {
    this.setInk(ink);
    this.pdf.rect(x, y, width, height).fill();
  }

  /** PDF's own operators in a square whose sides are `units` long, drawn from (x, y) to the right and down. */
  drawPath(operators: string, x: number, y: number, side: number, units: number): void {
    this.pdf.save();
    this.pdf.transform(side / units, 0, 0, side / units, x, y);
    this.pdf.fillColor('#000000').addContent(operators);
    this.pdf.restore();
  }

  /** Foots of the pages when there are more than one, and the file. */
  async finish(foot: (page: number, pages: number) => string): Promise<Buffer> {
    const { count } = this.pdf.bufferedPageRange();
    for (let page = 0; page < count && count > 1; page++) {
      this.pdf.switchToPage(page);
      this.ink = undefined;
      this.write(foot(page + 1, count), LEFT, PAGE.height - 32, WIDTH, { size: 7.5, ink: INK.quiet, align: 'right' });
    }
    this.pdf.end();
    return await this.chunks;
  }

  /** Said to the page only when it changes. */
  private setInk(ink: string): void {
    if (ink !== this.ink) this.pdf.fillColor(ink);
    this.ink = ink;
  }

  private faceOf(style: Style): Face {
    return style.bold ? this.faces.bold : this.faces.regular;
  }
}

function collected(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}
