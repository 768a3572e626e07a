import { expect, test } from 'vitest';
import { phoneDigits, phoneText } from './phone.ts';

test('a telephone is understood however it is typed', () => {
  for (const typed of ['+7 (912) 345-67-89', '8 912 345 67 89', '79123456789', '912-345-67-89', ' 89123456789 ']) {
    expect(phoneDigits(typed), typed).toBe('89123456789');
  }
});

test('what is no telephone is not made into one', () => {
  for (const typed of ['', '123', '+1 912 345 67 89 0', '912345678', '99123456789', 'anna', '912345678x']) {
    expect(phoneDigits(typed), typed).toBeUndefined();
    expect(phoneText(typed)).toBe(typed);
  }
});

test('it is shown in groups', () => {
  expect(phoneText('89123456789')).toBe('+7 912 345-67-89');
});
