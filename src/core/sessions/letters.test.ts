import { expect, test } from 'vitest';
import { invitationLetter, restoreLetter } from './letters.ts';

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

test.each([
  [['ru'], 'Доступ к видеонаблюдению'],
  [['en'], 'Access to video surveillance'],
  [[''], 'Access to video surveillance / Доступ к видеонаблюдению'],
])('an invitation for %j names organization, login and link: %s', (locales, subject) => {
  const letter = invitationLetter(locales, 'Demo org', 'demo@example.org', link);
  expect(letter.subject).toBe(subject);
  for (const word of ['Demo org', 'demo@example.org', link])
    expect(letter.text.split(word)).toHaveLength(subject.includes('/') ? 3 : 2);
});
