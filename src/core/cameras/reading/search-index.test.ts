import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rarePieces } from './search-index.ts';

const sample = Array.from(
  { length: 101 },
  (_, n) => `camera-${n * 9901} camera ${n * 9901} ${n % 4 ? 'yard' : 'gate'}`,
);

test('what nearly every camera says is left to the look at what was found', () => {
  expect(rarePieces('amera 123456', sample)).toEqual(['123456']);
  expect(rarePieces('era-654321', sample)).toEqual(['654321']);
  expect(rarePieces('123456 yard', sample)).toEqual(['123456']);
  expect(rarePieces('camera 123 entrance', sample)).toEqual(['123', 'entrance']);
});

test('a text of common words alone, a short one, and one beside no sample are looked for as they are', () => {
  expect(rarePieces('camera', sample)).toEqual(['camera']);
  expect(rarePieces('7 %', sample)).toEqual(['7 %']);
  expect(rarePieces('amera 123456', [])).toEqual(['amera 123456']);
});

test('the pieces stand in the text in their order, without touching the same letter', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '-', 'é', '\u{1F600}', 'ы'), { maxLength: 30 });
  const texts = fc.array(
    letters.map((all) => all.join('')),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(letters, texts, (all, others) => {
      const text = all.join('');
      let from = 0;
      for (const piece of rarePieces(text, others)) {
        const at = text.indexOf(piece, from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at + piece.length;
      }
    }),
  );
});
