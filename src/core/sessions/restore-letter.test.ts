import { expect, test } from 'vitest';
import { restoreLetter } from './restore-letter.ts';

const link = 'https://video.example.net/restore-password?token=t';

test.each([
  [['ru', 'en'], 'Новый пароль'],
  [['', 'ru'], 'Новый пароль'],
  [['en-GB', 'ru'], 'New password'],
  [['de', 'en'], 'New password'],
  [['', ''], 'New password / Новый пароль'],
])('locales %j: %s', (locales, subject) => {
  const letter = restoreLetter(locales, 'anna', link);
  expect(letter.subject).toBe(subject);
  expect(letter.text).toContain('anna');
  expect(letter.text.split(link)).toHaveLength(subject.includes('/') ? 3 : 2);
});
