import { expect, test } from 'vitest';
import { flag, id, ids, integerOrNull, numberOrNull, text, textOrNull } from './values.ts';

test.each([true, 'true', 'True', 'TRUE', 1, '1', 'yes', 'on'])('%j switches on', (value) => {
  expect(flag({ enabled: value }, 'enabled')).toBe(true);
});

test.each([false, 'false', 'False', 0, '0', 'no', 'off'])('%j switches off, truthy or not', (value) => {
  expect(flag({ enabled: value }, 'enabled')).toBe(false);
});

test.each(['maybe', 2, {}, [true, false]])('%j is no boolean, and the error names the field', (value) => {
  expect(() => flag({ enabled: value }, 'enabled')).toThrow(/^enabled: /);
});

test.each([undefined, '', 'None', null])('%j says nothing where a boolean is due', (value) => {
  expect(flag({ enabled: value }, 'enabled')).toBeUndefined();
});

test('numbers may be digit strings, and empty ones are absent', () => {
  expect(id({ preset_id: '1' }, 'preset_id')).toBe(1);
  expect(id({ preset_id: '' }, 'preset_id')).toBeUndefined();
  expect(id({ preset_id: 'None' }, 'preset_id')).toBeUndefined();
  expect(numberOrNull({ dvr_depth: ' 0.5 ' }, 'dvr_depth')).toBe(0.5);
  expect(numberOrNull({ dvr_depth: null }, 'dvr_depth')).toBeNull();
});

test.each(['0x10', '1e5', 'seven', '1,5', {}, [], true])('%j is no number', (value) => {
  expect(() => numberOrNull({ dvr_depth: value }, 'dvr_depth')).toThrow(/^dvr_depth: /);
});

test('ids are whole, not negative and fit the database', () => {
  for (const value of [1.5, '-1', '2147483648', 1e300]) expect(() => id({ id: value }, 'id')).toThrow(/^id: /);
  expect(integerOrNull({ limit: '-1' }, 'limit')).toBe(-1);
});

test('text keeps what is empty, takes numbers, and refuses objects and NUL', () => {
  expect(text({ title: '' }, 'title')).toBe('');
  expect(text({ phone: 79001234567 }, 'phone')).toBe('79001234567');
  expect(textOrNull({ note: null }, 'note')).toBeNull();
  expect(() => text({ title: {} }, 'title')).toThrow(/^title: /);
  expect(() => text({ title: 'a\u0000b' }, 'title')).toThrow(/NUL/);
});

test('an alias counts when the first name says nothing', () => {
  expect(flag({ onvif_ptz: 'None', can_ptz: 1 }, 'onvif_ptz', 'can_ptz')).toBe(true);
});

test('lists come as arrays, as "1,2" or as one alone', () => {
  expect(ids({ f: ['1', 2] }, 'f')).toEqual([1, 2]);
  expect(ids({ f: '1, 2' }, 'f')).toEqual([1, 2]);
  expect(ids({ f: 7 }, 'f')).toEqual([7]);
});

test('nothing is inherited from the prototype', () => {
  expect(text({}, 'constructor', 'toString')).toBeUndefined();
});
