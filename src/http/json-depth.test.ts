import { expect, test } from 'vitest';
import { refuseDeepJson } from './json-depth.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test('what is nested deeper than anybody means is refused', () => {
  expect(() => refuseDeepJson(nested(100))).not.toThrow();
  expect(() => refuseDeepJson(nested(101))).toThrow(/deeper than 100/);
  expect(() => refuseDeepJson('{"a":'.repeat(200_000))).toThrow(/deeper than 100/);
});

test('brackets in texts and side by side are no depth', () => {
  expect(() => refuseDeepJson(JSON.stringify('['.repeat(200)))).not.toThrow();
  expect(() => refuseDeepJson(JSON.stringify(`\\"${'{'.repeat(200)}`))).not.toThrow();
  expect(() => refuseDeepJson(`[${'[],'.repeat(500)}[]]`)).not.toThrow();
});
