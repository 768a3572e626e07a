import { expect, test } from 'vitest';
import { attachment, fileNameOf, offeredName } from './file-name.ts';

test('a name says camera, beginning and length', () => {
  expect(fileNameOf('yard/north', Date.UTC(2026, 10, 22, 1, 2, 3), 60)).toBe('yard_north-2026-11-22-01-02-03-60s.mp4');
});

test('an offered name is kept but for what file systems mind', () => {
  expect(offeredName('Двор (север) 2026-11-22 01-02-03.mp4')).toBe('Двор (север) 2026-11-22 01-02-03.mp4');
  expect(offeredName('_Yard_ _7_ 2026-11-22 01-02-03.mp4')).toBe('_Yard_ _7_ 2026-11-22 01-02-03.mp4');
  expect(offeredName('a/b\\c: "d"?.mp4')).toBe('a_b_c_ _d_.mp4');
  expect(offeredName('../../etc/passwd')).toBe('_.._etc_passwd.mp4');
  expect(offeredName('run.exe')).toBe('run.exe.mp4');
  expect(offeredName('a\r\nb\u0000\ud800')).toBe('a_b_\ufffd.mp4');
  expect(offeredName('пример‮4pm.exe')).toBe('пример_4pm.exe.mp4');
  expect(Buffer.byteLength(offeredName('я'.repeat(500)) ?? '')).toBeLessThan(255);
  for (const nothing of ['', '...', ' .mp4', undefined, ['a', 'b'], 5]) expect(offeredName(nothing)).toBeUndefined();
});

test('the header holds any letters', () => {
  expect(attachment("Двор '1'.mp4")).toBe(
    `attachment; filename="____ '1'.mp4"; filename*=UTF-8''%D0%94%D0%B2%D0%BE%D1%80%20%271%27.mp4`,
  );
});
