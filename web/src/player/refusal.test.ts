import { expect, test } from 'vitest';
import { refusalIn, refusalOf } from './refusal.ts';

test('each word of the server is one that a viewer can be told', () => {
  expect(['cut', 'limit', 'windows', 'no_windows', 'access', 'toString', undefined].map(refusalOf)).toEqual([
    ...['cut', 'limit', 'windows', 'noWindows'],
    ...['denied', 'denied', 'denied'],
  ]);
});

test('the answer to a playlist is text, to a segment bytes', () => {
  const body = '{"error":"windows","message":"…"}';
  expect(refusalIn({ response: body })).toBe('windows');
  expect(refusalIn({ response: new TextEncoder().encode(body).buffer })).toBe('windows');
  expect(refusalIn({ response: '<html>' })).toBe('denied');
  expect(refusalIn(null)).toBe('denied');
});
