import { expect, test } from 'vitest';
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
