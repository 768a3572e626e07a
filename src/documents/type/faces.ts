import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Font } from 'fontkit';
import { type Face, faceOf } from './face.ts';
import { printingPackages } from './printing-packages.ts';

/** DejaVu Sans Condensed: Latin, Cyrillic, Greek, Kazakh and Uzbek letters, ₽, ₸ and ʻ. */
export interface Faces {
  readonly regular: Face;
  readonly bold: Face;
}

const FILES = { regular: 'DejaVuSansCondensed.ttf', bold: 'DejaVuSansCondensed-Bold.ttf' } as const;

let loading: Promise<Faces> | undefined;

/** Parsed once in a process and shared by its documents: parsing takes four times as long as a page. */
export function loadFaces(): Promise<Faces> {
  loading ??= readFaces().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function readFaces(): Promise<Faces> {
  const [regular, bold] = await Promise.all([readFace(FILES.regular), readFace(FILES.bold)]);
  return { regular, bold };
}

async function readFace(name: string): Promise<Face> {
  const { fontkit } = await printingPackages();
  const path = createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}`);
  const file = await readFile(path);
  const font = fontkit.create(file);
  if (font.type !== 'TTF') throw new Error(`${path} is not a font of one face`);
  return faceOf(font as Font, file);
}
