/** Every language that the product speaks, by its code. Who has words of people has a total table over it. */
export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Of a locale as browsers and people say it (`ru-RU`, `en_GB`); undefined: one that is not spoken, or none. */
export function languageOf(locale: string): Language | undefined {
  const [code] = locale.toLowerCase().split(/[-_]/);
  return LANGUAGES.find((language) => language === code);
}

/** The first one that is spoken; undefined: none is. */
export const firstLanguage = (locales: readonly string[]): Language | undefined =>
  locales.map(languageOf).find((language) => language !== undefined);
