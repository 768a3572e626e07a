import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import jsQR from 'jsqr';

const run = promisify(execFile);

/** The texts of each page as poppler's `pdftotext` lays them out. */
export async function pagesOf(pdf: Buffer): Promise<string[]> {
  const text = await withFile(pdf, async (file) => (await run('pdftotext', ['-layout', file, '-'])).stdout);
  return text.split('\f').slice(0, -1);
}

/** What `pdfinfo` says of the file, by its names. */
export async function propertiesOf(pdf: Buffer): Promise<Map<string, string>> {
  const { stdout } = await withFile(pdf, (file) => run('pdfinfo', [file]));
  const lines = stdout.split('\n').map((line) => /^([^:]+):\s*(.*)$/.exec(line));
  return new Map(lines.flatMap((found) => (found ? [[found[1] ?? '', found[2] ?? '']] : [])));
}

/** The bytes of the QR code on each page as it is printed; undefined: it has none. */
export async function codesOf(pdf: Buffer): Promise<(Buffer | undefined)[]> {
  return await withFile(pdf, async (file, folder) => {
    await run('pdftoppm', ['-r', '170', file, join(folder, 'page')]);
    const pictures = (await readdir(folder)).filter((name) => name.endsWith('.ppm')).sort();
    return await Promise.all(pictures.map(async (name) => codeIn(await readFile(join(folder, name)))));
  });
}

/** @param ppm binary PPM of 8 bits a colour */
function codeIn(ppm: Buffer): Buffer | undefined {
  const [head = '', width, height] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.toString('latin1', 0, 64)) ?? [];
  const pixels = new Uint8ClampedArray(Number(width) * Number(height) * 4).fill(255);
  for (let pixel = 0; pixel < pixels.length / 4; pixel++)
    pixels.set(ppm.subarray(head.length + pixel * 3, head.length + pixel * 3 + 3), pixel * 4);
  const code = jsQR.default(pixels, Number(width), Number(height));
  return code ? Buffer.from(code.binaryData) : undefined;
}

async function withFile<T>(pdf: Buffer, use: (file: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vedette-pdf-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, pdf);
    return await use(file, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
