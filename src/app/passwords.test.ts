import { expect, test } from 'vitest';
import { ArgonPasswords } from './passwords.ts';

test('a flood of wrong passwords is refused instead of queued, and who was let in just now is let in still', async () => {
  const passwords = new ArgonPasswords();
  const stored = await passwords.hash('right');
  expect(await passwords.verify('billing', stored, 'right')).toBe(true);
  const flood = Array.from({ length: 80 }, (_, i) => passwords.verify(`guess-${i}`, stored, 'wrong'));
  expect(await passwords.verify('billing', stored, 'right')).toBe(true);
  const results = await Promise.allSettled(flood);
  const refused = results.filter((r) => r.status === 'rejected').map((r) => r.reason.kind);
  expect(refused).toEqual(Array(80 - 64 - 2).fill('unavailable'));
});
