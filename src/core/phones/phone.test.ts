import { expect, test } from 'vitest';
import { normalPhone } from './phone.ts';

test.each([
  '89103523378',
  '79103523378',
  '+79103523378',
  '9103523378',
  '8 (910) 352-33-78',
  '+7 910 352 33 78',
  '8-910-352-33-78',
  ' 8.910.352.33.78 ',
  '8 910 352–33–78',
])('"%s" is one telephone, however it is written', (text) => expect(normalPhone(text)).toBe('89103523378'));

test.each([
  '',
  '910352337',
  '891035233789',
  '+89103523378',
  '+9103523378',
  '8910352337x',
  '٨٩١٠٣٥٢٣٣٧٨',
  "8910' or 1=1",
])('"%s" is none', (text) => expect(normalPhone(text)).toBeUndefined());
