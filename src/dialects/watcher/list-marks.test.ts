import { expect, test } from 'vitest';
import { ListMarks } from './list-marks.ts';

test('who reads on from where a page ended goes by its cursor, for five minutes', () => {
  const marks = new ListMarks();
  marks.leave('a', 100, 'cursor', 0);
  expect(marks.find('a', 100, 299_999)).toBe('cursor');
  expect(marks.find('a', 100, 300_000)).toBeUndefined();
  expect(marks.find('b', 100, 0)).toBeUndefined();
  expect(marks.find('a', 200, 0)).toBeUndefined();
});

test('of too many the oldest is forgotten, and one that is left again is young', () => {
  const marks = new ListMarks();
  for (let n = 1; n <= 10_000; n++) marks.leave('a', n, `${n}`, 0);
  marks.leave('a', 1, 'again', 0);
  marks.leave('b', 1, 'one more', 0);
  expect(marks.find('a', 1, 0)).toBe('again');
  expect(marks.find('a', 2, 0)).toBeUndefined();
  expect(marks.find('a', 3, 0)).toBe('3');
});
