import { expect, test } from 'vitest';
import { KeyThrottle } from './key-throttle.ts';

test('wrong keys are slowed by place, and a right one beside them is not', async () => {
  let now = 0;
  const throttle = new KeyThrottle(() => new Date(now));
  const look = (key: string) => async () => (key.startsWith('right') ? key : undefined);
  const ask = (key: string, address: string) =>
    throttle.attempt(key, address, look(key)).catch((error: { kind: string }) => error.kind);
  expect(await ask('right-1', '2001:db8:1:1::1')).toBe('right-1');
  const guesses = await Promise.all(Array.from({ length: 200 }, (_, i) => ask(`guess-${i}`, `2001:db8:1:1::${i}`)));
  expect(guesses.filter((kind) => kind === undefined)).toHaveLength(60);
  expect(guesses.filter((kind) => kind === 'too_many')).toHaveLength(140);
  expect(await ask('right-1', '2001:db8:1:1::9')).toBe('right-1');
  expect(await ask('right-2', '2001:db8:1:1::9')).toBe('too_many');
  expect(await ask('right-2', '2001:db8:1:2::9')).toBe('right-2');
  expect(await ask('right-2', '2001:db8:1:1::9')).toBe('right-2');
  now = 60_001;
  expect(await ask('guess', '2001:db8:1:1::1')).toBeUndefined();
  expect(await ask('right-3', '2001:db8:1:1::1')).toBe('right-3');
});

test('a key that is used for the first time by hundreds of calls at once is let in by all of them', async () => {
  const throttle = new KeyThrottle(() => new Date(0));
  const work = async () => {
    await Promise.resolve();
    return true;
  };
  const results = await Promise.all(Array.from({ length: 500 }, () => throttle.attempt('key', '192.0.2.1', work)));
  expect(results).toEqual(Array(500).fill(true));
});
