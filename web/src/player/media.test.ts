import { expect, test } from 'vitest';
import { exportName } from './media.ts';

test('the name of a recording holds nothing that file systems mind', () => {
  expect(exportName('Двор (север)', '2026-11-22 01:02:03')).toBe('Двор (север) 2026-11-22 01-02-03.mp4');
  expect(exportName('../Yard: "7"?', '2026-11-22 01:02:03')).toBe('_Yard_ _7_ 2026-11-22 01-02-03.mp4');
  expect(exportName('', '2026-11-22 01:02:03')).toBe('2026-11-22 01-02-03.mp4');
});
