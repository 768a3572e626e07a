import { expect, test } from 'vitest';
import type { DomainError } from '../errors.ts';
import { SignInThrottle } from './throttle.ts';

test('guessing is slowed down for the one who guesses, and never for the billing that is right', () => {
  let now = 0;
  const throttle = new SignInThrottle(() => new Date(now));
  throttle.check('billing', '10.0.0.1');
  throttle.succeeded('billing', '10.0.0.1');
  for (let i = 0; i < 10; i++) throttle.failed('billing', '10.9.9.9');
  expect(() => throttle.check('billing', '10.9.9.9')).toThrow(/try again/);
  expect(() => throttle.check('billing', '10.0.0.1')).not.toThrow();
  for (let i = 0; i < 200; i++) throttle.failed('billing', `10.8.0.${i}`);
  expect(() => throttle.check('billing', '10.7.7.7')).toThrow();
  expect(() => throttle.check('billing', '10.0.0.1')).not.toThrow();
  now = 3_700_000;
  expect(() => throttle.check('billing', '10.9.9.9')).not.toThrow();
});

test('guesses at once are no more than guesses in a row, and right ones at once are all let in', async () => {
  const throttle = new SignInThrottle(() => new Date(0));
  let tried = 0;
  const attempts = async (count: number, right: boolean, address: string) => {
    const results = await Promise.allSettled(
      Array.from({ length: count }, () =>
        throttle.attempt('billing', address, async () => {
          tried++;
          await Promise.resolve();
          return right ? true : undefined;
        }),
      ),
    );
    return results.map((r) => (r.status === 'fulfilled' ? r.value : (r.reason as DomainError).kind));
  };
  expect(await attempts(40, true, '10.0.0.1')).toEqual(Array(40).fill(true));
  tried = 0;
  const guesses = await attempts(50, false, '10.9.9.9');
  expect([tried, guesses.filter((g) => g === 'too_many').length]).toEqual([10, 40]);
  expect(await attempts(40, true, '10.0.0.1')).toEqual(Array(40).fill(true));
});

test('who holds a /64 of IPv6 is one guesser, with one login as with many', async () => {
  const throttle = new SignInThrottle(() => new Date(0));
  for (let i = 0; i < 10; i++) throttle.failed('billing', `2001:db8:1:1::${i}`);
  expect(() => throttle.check('billing', '2001:db8:1:1:ffff::1')).toThrow(/try again/);
  expect(() => throttle.check('billing', '2001:db8:1:2::1')).not.toThrow();
  for (let i = 0; i < 300; i++) throttle.failed(`login-${i}`, `2001:db8:2:1::${i}`);
  expect(() => throttle.check('another', '2001:db8:2:1:ffff::1')).toThrow(/try again/);
  expect(() => throttle.check('another', '2001:db8:2:2::1')).not.toThrow();
});
