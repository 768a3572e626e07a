import { expect, test } from 'vitest';
import { addressRow } from './row.ts';

const raw = {
  n: 2,
  parentN: null,
  code: 'A1',
  parentCode: '',
  level: 'house',
  title: '5',
  latitude: '',
  longitude: '',
};

test.each([
  [{}, null],
  [{ code: ' A1 ' }, null],
  [{ code: '' }, 'address_code_malformed'],
  [{ code: 'a b' }, 'address_code_malformed'],
  [{ code: 'x'.repeat(65) }, 'address_code_malformed'],
  [{ code: 'nul\u0000' }, 'address_code_malformed'],
  [{ parentCode: 'a b' }, 'address_code_malformed'],
  [{ title: ' \u0000 ' }, 'address_title_missing'],
  [{ title: 'x'.repeat(256) }, 'address_text_too_long'],
  [{ level: 'Улица' }, null],
  [{ level: 'planet' }, 'address_level_unknown'],
  [{ latitude: '55,5', longitude: '37.5' }, null],
  [{ latitude: '55.5' }, 'address_place_malformed'],
  [{ latitude: 'north', longitude: '1' }, 'address_place_malformed'],
  [{ latitude: '91', longitude: '1' }, 'address_place_malformed'],
] as const)('%j is judged %s', (fields, problem) => {
  expect(addressRow({ ...raw, ...fields }).problem).toBe(problem);
});

test('what is stored can be stored, whatever is wrong with it', () => {
  const row = addressRow({ ...raw, code: 'a\u0000\ud800b', title: ' two\nlines\ud800 ' });
  expect([row.code, row.title]).toEqual(['a b', 'two lines']);
});
