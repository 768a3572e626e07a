import { expect, test } from 'vitest';
import { looksLikeEmail } from './by-email.ts';

test.each(['demo@example.org', 'a.b+c@sub.example.co.uk', 'почта@пример.рф', "o'neil@example.org"])(
  '%s is one',
  (text) => expect(looksLikeEmail(text)).toBe(true),
);

test.each([
  '',
  'demo',
  '12',
  'demo@',
  '@example.org',
  'demo@example',
  'a@b@example.org',
  'a b@example.org',
  'a@example.org, b@example.org',
  '<a@example.org>',
  'a@example.org\nBcc: b@example.org',
  `${'a'.repeat(250)}@example.org`,
])('%j is none', (text) => expect(looksLikeEmail(text)).toBe(false));
