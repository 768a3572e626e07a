export interface Letter {
  readonly subject: string;
  readonly text: string;
}

type Language = 'en' | 'ru';

const LETTERS: Readonly<Record<Language, (login: string, link: string) => Letter>> = {
  en: (login, link) => ({
    subject: 'New password',
    text: `A new password was asked for the login ${login}.

Set it within an hour: ${link}

If it was not you, do nothing: the password stays as it is.
`,
  }),
  ru: (login, link) => ({
    subject: 'Новый пароль',
    text: `Кто-то запросил новый пароль для логина ${login}.

Задайте его в течение часа: ${link}

Если это были не вы, ничего не делайте: пароль останется прежним.
`,
  }),
};

/** In the first language that is said, the user's before the provider's; in both where none is. */
export function restoreLetter(locales: readonly string[], login: string, link: string): Letter {
  const language = locales.map(languageOf).find((known) => known !== undefined);
  if (language !== undefined) return LETTERS[language](login, link);
  const letters = [LETTERS.en(login, link), LETTERS.ru(login, link)];
  return {
    subject: letters.map(({ subject }) => subject).join(' / '),
    text: letters.map(({ text }) => text).join('\n—\n\n'),
  };
}

function languageOf(locale: string): Language | undefined {
  const [language] = locale.toLowerCase().split(/[-_]/);
  return language === 'en' || language === 'ru' ? language : undefined;
}
