import { expect, test } from 'vitest';
import { readCsv } from './csv.ts';

test('rows go by header, empty cells are absent, quotes hold delimiters and lines', () => {
  expect(readCsv('Title,stream_url,enabled\r\n"a, b","fake://clock",\n"two\nlines",,1\n')).toEqual([
    { title: 'a, b', stream_url: 'fake://clock' },
    { title: 'two\nlines', enabled: '1' },
  ]);
});

test('semicolons and a byte order mark are understood', () => {
  expect(readCsv('\uFEFFlogin;note\nanna;a,b')).toEqual([{ login: 'anna', note: 'a,b' }]);
});

test('short and long lines are taken as far as the header goes', () => {
  expect(readCsv('a,b\n1\n1,2,3')).toEqual([{ a: '1' }, { a: '1', b: '2' }]);
});

test('what cannot be read is refused with the line', () => {
  expect(() => readCsv('a,b\n"open,1')).toThrow(/body: the CSV cannot be read/);
});
