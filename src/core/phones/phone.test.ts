import { expect, test } from 'vitest';
import { internationalPhone, maskedPhone, normalPhone } from './phone.ts';

test('a Russian number is one number however it is written', () => {
  for (const text of [
    '89103523378',
    '79103523378',
    '+79103523378',
    '9103523378',
    '8 (910) 352-33-78',
    '+7 910 352-33-78',
    ' 8-910-352-33-78 ',
    '+7\u00a0910\u00a0352\u201333\u201378',
    '8.910.352.33.78',
  ])
    expect(normalPhone(text), text).toBe('89103523378');
});

test('what is none is refused', () => {
  for (const text of [
    '',
    '8910352337',
    '891035233781',
    '+89103523378',
    '+19103523378',
    '+380501234567',
    '77012345678',
    '81234567890',
    '8910352337a',
    '112',
    "89103523378' or 1=1",
    '٨٩١٠٣٥٢٣٣٧٨',
    '8'.repeat(10_000),
  ])
    expect(normalPhone(text), text.slice(0, 40)).toBeUndefined();
});

test('gateways get it from 7 on, logs get it masked', () => {
  expect(internationalPhone('89103523378')).toBe('79103523378');
  expect(maskedPhone('89103523378')).toBe('8910***78');
});
