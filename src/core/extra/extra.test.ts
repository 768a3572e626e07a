import { expect, test } from 'vitest';
import { extraChanges, keepable, merged } from './extra.ts';

const from = (values: Record<string, unknown>) => ({ dialect: 'watcher', values });

test('secrets are not kept, nor what PostgreSQL cannot store, nor names that are none', () => {
  const values = JSON.parse(
    '{"rtsp_password":"canary","link":"http://u:canary@10.0.0.1/","odd":"a\\u0000b\\ud800","__proto__":{"x":1},"a b":1,"n":{"token":"canary","deep":[1]}}',
  ) as Record<string, unknown>;
  expect(keepable(values)).toEqual({
    rtsp_password: '***',
    link: 'http://***@10.0.0.1/',
    odd: 'ab',
    n: { token: '***', deep: [1] },
  });
});

test('fields add up, null takes one away, other dialects stay as they are', () => {
  const first = merged({ other: { a: 1 } }, from({ a: 'x', b: false }));
  expect(first).toEqual({ other: { a: 1 }, watcher: { a: 'x', b: false } });
  const second = merged(first, from({ a: null, c: 3, never: null }));
  expect(second).toEqual({ other: { a: 1 }, watcher: { b: false, c: 3 } });
  expect(extraChanges(first, second, 'watcher')).toEqual({
    'extra.a': ['x', null],
    'extra.b': [false, false],
    'extra.c': [null, 3],
  });
});

test('too much is left out and never an error', () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`f${i}`, i]));
  expect(Object.keys(merged(null, from(many)).watcher ?? {})).toHaveLength(50);
  const long = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`f${i}`, 'x'.repeat(5000)]));
  expect(JSON.stringify(merged(null, from(long)).watcher).length).toBeLessThanOrEqual(16_384);
});
