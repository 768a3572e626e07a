import { expect, test } from 'vitest';
import { NamedOnce } from './named-once.ts';

test('an address is named once an hour, and made-up ones silence the log no longer than that', () => {
  const named = new NamedOnce();
  const start = Date.UTC(2026, 0, 1);
  expect(named.isNew('10.0.0.1', start)).toBe(true);
  expect(named.isNew('10.0.0.1', start + 1)).toBe(false);
  for (let n = 0; n < 200; n++) named.isNew(`made-up ${n}`, start + 2);
  expect(named.isNew('10.0.0.2', start + 3)).toBe(false);
  expect(named.isNew('10.0.0.2', start + 3_600_000)).toBe(true);
  expect(named.isNew('10.0.0.1', start + 3_600_001)).toBe(true);
});
