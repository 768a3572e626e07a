import { expect, test } from 'vitest';
import { Breaker } from './breaker.ts';

function broken(at: number): Breaker {
  const breaker = new Breaker();
  for (let i = 0; i < 5; i++) breaker.failed(at);
  return breaker;
}

test('four failures in a row keep nothing away, the fifth does', () => {
  const breaker = new Breaker();
  for (let i = 0; i < 4; i++) breaker.failed(0);
  expect([breaker.isDown, breaker.enter(0)]).toEqual([false, true]);
  breaker.failed(0);
  expect([breaker.isDown, breaker.holds(0), breaker.enter(0)]).toEqual([true, true, false]);
});

test('an answer in between starts the count anew', () => {
  const breaker = new Breaker();
  for (let i = 0; i < 4; i++) breaker.failed(0);
  breaker.answered();
  breaker.failed(0);
  expect(breaker.isDown).toBe(false);
});

test('while it is down one question every five seconds tries', () => {
  const breaker = broken(1000);
  expect(breaker.enter(5999)).toBe(false);
  expect([breaker.holds(6000), breaker.enter(6000)]).toEqual([false, true]);
  expect([breaker.holds(6000), breaker.enter(6000)]).toEqual([true, false]);
  expect(breaker.enter(11_000)).toBe(true);
});

test('a try that fails keeps questions away for five seconds more, one that is answered lets all in', () => {
  const breaker = broken(0);
  breaker.enter(5000);
  breaker.failed(8000);
  expect(breaker.enter(12_999)).toBe(false);
  breaker.enter(13_000);
  breaker.answered();
  expect([breaker.isDown, breaker.enter(13_000), breaker.enter(13_000)]).toEqual([false, true, true]);
});
