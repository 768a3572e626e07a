import { expect, test } from 'vitest';
import { copyLine } from './copy-text.ts';

test('values are told apart as COPY reads them', () => {
  expect(copyLine(7, 'yard', true, false, null, undefined)).toBe('7\tyard\tt\tf\t\\N\t\\N');
});

test('what would end a value or a row is escaped, and bytes go in hex', () => {
  expect(copyLine('a\tb\nc\rd\\e')).toBe('a\\tb\\nc\\rd\\\\e');
  expect(copyLine(Buffer.from([0, 255]))).toBe('\\\\x00ff');
});
