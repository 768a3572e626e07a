import { expect, test } from 'vitest';
import { FileText } from './text.ts';

async function* cut(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, size: number) {
  const text = new FileText(cut(bytes, size));
  let whole = '';
  for await (const piece of text.pieces()) whole += piece;
  return { whole, charset: text.charset };
}

const WINDOWS = Uint8Array.from([0x61, 0x3b, 0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0]);

test('UTF-8 and Windows-1251 are told apart by the first letters, however the file is cut', async () => {
  const utf8 = new TextEncoder().encode('ascii only; then Москва');
  for (const size of [1, 2, 3, 5, 100]) {
    expect(await read(utf8, size)).toEqual({ whole: 'ascii only; then Москва', charset: 'utf-8' });
    expect(await read(WINDOWS, size)).toEqual({ whole: 'a;Москва', charset: 'windows-1251' });
  }
});

test('a byte order mark is no text, and ASCII is of no charset', async () => {
  expect((await read(Uint8Array.from([0xef, 0xbb, 0xbf, 0x61]), 100)).whole).toBe('a');
  expect(await read(Uint8Array.from([0x61]), 1)).toEqual({ whole: 'a', charset: undefined });
});
