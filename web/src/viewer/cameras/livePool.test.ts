import { expect, test } from 'vitest';
import { LivePool } from './livePool.ts';

test('at most so many tiles are live, and the next in line follows', () => {
  const pool = new LivePool(2);
  const live: string[] = [];
  const ask = (name: string) => pool.ask((on) => on && live.push(name));
  const first = ask('a');
  ask('b');
  const third = ask('c');
  ask('d');
  expect(live).toEqual(['a', 'b']);
  third();
  first();
  expect(live).toEqual(['a', 'b', 'd']);
});
