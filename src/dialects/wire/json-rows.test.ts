import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonRows } from './json-rows.ts';

function rowsOf(text: string, size: number): readonly unknown[] {
  const rows = new JsonRows();
  for (let at = 0; at < text.length; at += size) rows.push(text.slice(at, at + size));
  return rows.end();
}

test('the rows are those of the whole text, wherever it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(3),
      (list, size, space) => {
        const text = JSON.stringify(list, undefined, space);
        expect(rowsOf(text, size)).toEqual(JSON.parse(text));
      },
    ),
  );
  const many = Array.from({ length: 4000 }, (_, i) => ({ name: `n${i}`, odd: '],[{\\"', list: [1, { a: [] }] }));
  expect(rowsOf(JSON.stringify(many), 65_536)).toEqual(many);
  expect(rowsOf('{"a": [1, {}]}  ', 3)).toEqual([{ a: [1, {}] }]);
});

test.each([
  '[',
  '[{}',
  '[{},]',
  '[,{}]',
  '[{}] x',
  '[{}][',
  '[}',
  ']',
  '{"a":1',
  '{"a":1}}',
  '[{"a":1} {"a":2}]',
  '["x]',
])('what is no whole JSON is refused: %s', (text) => {
  expect(() => rowsOf(text, 4)).toThrow('The body is not valid JSON');
});

test.each([
  ['numbers', '1,'],
  ['lists', '[[]],'],
  ['empty objects', '{},'],
  ['one text', 'x'],
  ['brackets', '['],
])('a list of nothing that goes on and on is refused after its first batch: %s', (kind, piece) => {
  const rows = new JsonRows();
  rows.push(kind === 'one text' ? '["' : '[');
  let sent = 0;
  const send = () => {
    for (; sent < 100e6; sent += 60_000) rows.push(piece.repeat(60_000 / piece.length));
  };
  expect(send).toThrow(/give a list of objects|a row of more than 1 MB|nested deeper|not valid JSON/);
  expect(sent).toBeLessThan(2e6);
});
