import { expect, test } from 'vitest';
import { unknownAlgorithm } from './refusal.ts';

const MD5 = 'Digest realm="cam, 2", nonce="abc", qop="auth", algorithm=MD5';
const SHA = 'Digest realm="cam", nonce="abc", qop="auth", algorithm=SHA-256';

test.each([
  [[SHA], 'SHA-256'],
  [[MD5, SHA], 'SHA-256'],
  [[SHA, MD5], undefined],
  [[`${MD5}, ${SHA}`], 'SHA-256'],
  [[SHA.replace('SHA-256', '"SHA-512-256"')], 'SHA-512-256'],
  [['Digest realm="cam", nonce="algorithm=x"'], undefined],
  [[MD5.replace('MD5', 'MD5-sess'), 'Basic realm="cam"'], undefined],
  [[SHA, 'Basic realm="cam"'], 'SHA-256'],
  [['Basic realm="cam"'], undefined],
  [[], undefined],
])('%j: ffmpeg does not know %s', (challenges, expected) => {
  expect(unknownAlgorithm(challenges)).toBe(expected);
});
