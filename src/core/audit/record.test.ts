import { expect, test } from 'vitest';
import { storable } from './record.ts';

test.each([
  ['a\u0000b', 'ab'],
  ['half \ud800 of a pair', 'half  of a pair'],
  ['\\u0000 as text', '\\u0000 as text'],
  ['\\\u0000', '\\'],
  ['\\ud800', '\\ud800'],
  ['a pair 😀', 'a pair 😀'],
])('%j is stored as %j', (text, stored) => {
  expect(JSON.parse(storable({ text }))).toEqual({ text: stored });
});

test('nothing is null', () => {
  expect(storable(undefined)).toBe('null');
});
