import type { Preferences } from '../api/types.ts';

/** Those of the server's API: what it speaks is listed here, and nothing else. */
export type Language = Exclude<NonNullable<Preferences['locale']>, ''>;

interface LanguageFacts {
  /** What it calls itself. */
  readonly name: string;
  /** By which dates and numbers are written. Plain English dates have the day first and a 24-hour clock. */
  readonly locale: string;
  /** What dayjs calls it, which writes the months of date pickers; `DatesInLanguage.tsx` brings them. */
  readonly calendar: string;
  /** By which a telephone that installs the app names it. */
  readonly manifest: string;
  /** B, kB, MB, GB, TB, PB */
  readonly bytes: readonly [string, string, string, string, string, string];
  /** kbit/s, Mbit/s */
  readonly bitrates: readonly [string, string];
}

/** Every language of the pages. Its words are files of the folder that is named after it. */
const FACTS: Readonly<Record<Language, LanguageFacts>> = {
  en: {
    name: 'English',
    locale: 'en-GB',
    calendar: 'en-gb',
    manifest: '/manifest.webmanifest',
    bytes: ['B', 'kB', 'MB', 'GB', 'TB', 'PB'],
    bitrates: ['kbit/s', 'Mbit/s'],
  },
  ru: {
    name: 'Русский',
    locale: 'ru-RU',
    calendar: 'ru',
    manifest: '/manifest.ru.webmanifest',
    bytes: ['Б', 'кБ', 'МБ', 'ГБ', 'ТБ', 'ПБ'],
    bitrates: ['кбит/с', 'Мбит/с'],
  },
};

export const LANGUAGES = Object.keys(FACTS) as readonly Language[];

/** To choose from. */
export const LANGUAGE_CHOICES = LANGUAGES.map((value) => ({ value, label: FACTS[value].name }));

/** Of a locale as browsers and people say it (`ru-RU`); undefined: one that is not spoken, or none. */
export function languageOf(locale: string): Language | undefined {
  const [code] = locale.toLowerCase().split(/[-_]/);
  return LANGUAGES.find((language) => language === code);
}

/** English where it is not spoken. */
export const spoken = (locale: string): Language => languageOf(locale) ?? 'en';

export const factsOf = (locale: string): LanguageFacts => FACTS[spoken(locale)];
