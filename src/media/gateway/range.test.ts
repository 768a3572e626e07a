import { expect, test } from 'vitest';
import { rangeOf } from './range.ts';

test.each([
  ['bytes=0-99', { from: 0, to: 100 }],
  ['bytes=1000-1099', 'nothing'],
  ['bytes=900-', { from: 900, to: 1000 }],
  ['bytes=900-5000', { from: 900, to: 1000 }],
  ['bytes=-100', { from: 900, to: 1000 }],
  ['bytes=-5000', { from: 0, to: 1000 }],
  ['bytes=-0', 'nothing'],
  ['BYTES=5-5', { from: 5, to: 6 }],
  [`bytes=${'9'.repeat(40)}-`, 'nothing'],
  ['bytes=5-4', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,5-6', undefined],
  ['seconds=0-1', undefined],
  ['bytes=a-b', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s of a thousand bytes', (header, range) => {
  expect(rangeOf(header, 1000)).toEqual(range);
});
