import { expect, test } from 'vitest';
import { isSameFlat, parseFlat } from './flat.ts';

test.each([
  ['17', '17', 17],
  ['0009', '9', 9],
  [' 9 ', '9', 9],
  ['11а', '11а', 11],
  ['11 А', '11А', 11],
  ['11-б', '11-б', 11],
  ['11"а"', '11а', 11],
  ['12-1', '12-1', 12],
  ['12/14', '12/14', 12],
  ['12, 13', '12,13', 12],
  ['17.0', '17', 17],
  ['кв.9', '9', 9],
  ['кв. № 9а', '9а', 9],
  ['Квартира 45', '45', 45],
  ['КВ9', '9', 9],
  ['flat 3b', '3b', 3],
  ['№7', '7', 7],
])('%s is flat %s, and number %i to a panel', (text, flat, apartment) =>
  expect(parseFlat(text)).toEqual({ flat, apartment }),
);

test.each(['', ' ', '0', '000', '0.00'])('"%s" is no flat', (text) => expect(parseFlat(text)).toBeNull());

test.each(['а', 'нет', 'офис 3', 'подвал', '5 эт. 9', '11абв', 'д. 5 кв. 9', '1234567890', '-3', '0а'])(
  '"%s" is not understood',
  (text) => expect(parseFlat(text)).toBeUndefined(),
);

test('the case of a letter makes no other flat', () => {
  expect(isSameFlat('11А', '11а')).toBe(true);
  expect(isSameFlat('11', '11а')).toBe(false);
  expect(isSameFlat(null, null)).toBe(false);
});
