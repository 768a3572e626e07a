import { expect, test } from 'vitest';
import { CsvRows, readCsv as read } from './csv.ts';

const COLUMNS = { names: new Set(['title', 'stream_url', 'login', 'a', 'c']), example: 'title,stream_url' };
const readCsv = (text: string) => read(text, COLUMNS);

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

test('the line that Excel writes before the header says the delimiter', () => {
  expect(readCsv('sep=;\r\nlogin;title, short\r\nanna;x\r\n')).toEqual([{ login: 'anna', 'title, short': 'x' }]);
  expect(readCsv('\uFEFF"sep=\t"\nlogin\ta;b\nanna\t1\n')).toEqual([{ login: 'anna', 'a;b': '1' }]);
});

test.each(['<html><body>\n<h1>502 Bad Gateway</h1>\n</html>\n', 'x;y\n1;2\n', 'Bad Gateway', 'sep=;\n', '\n\n'])(
  'a header without a known column is none: %j',
  (text) => {
    expect(() => readCsv(text)).toThrow('its first line names no column of this import');
  },
);

test('rows are the same however the text is cut, and by whatever ends the lines', () => {
  const lines = ['a,c', ...Array.from({ length: 800 }, (_, i) => `"${i}, ""x""\n${'y'.repeat(i % 300)}",${i}`)];
  const whole = readCsv(lines.join('\n'));
  expect(whole).toHaveLength(800);
  expect(whole[7]).toEqual({ a: `7, "x"\n${'y'.repeat(7)}`, c: '7' });
  for (const [end, size] of [
    ['\n', 1000],
    ['\r\n', 4097],
    ['\r', 40_001],
  ] as const) {
    const text = lines.join(end);
    const rows = new CsvRows(COLUMNS);
    for (let at = 0; at < text.length; at += size) rows.push(text.slice(at, at + size));
    expect(rows.end()).toEqual(whole);
  }
});

test('a mistake far behind is found on its line', () => {
  const rows = Array.from({ length: 40_000 }, (_, i) => `${i},row ${i}`).join('\n');
  expect(() => readCsv(`a,c\n${rows}\n"x"y,1\n`)).toThrow(/line 40002/);
});
