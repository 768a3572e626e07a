import type { Face } from './face.ts';

/** A printable text in lines of at most `width` points: broken at spaces, a word that is too long anywhere. */
export function linesOf(face: Face, text: string, size: number, width: number): string[] {
  if (face.widthOf(text, size) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (face.widthOf(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = piecesOf(face, word, size, width);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return [...lines, line];
}

function piecesOf(face: Face, word: string, size: number, width: number): string[] {
  if (face.widthOf(word, size) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && face.widthOf(piece + character, size) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
