const TEXTS = {
  en: (code: string) => `Code: ${code}. Tell it to nobody.`,
  ru: (code: string) => `Код: ${code}. Никому его не сообщайте.`,
} as const;

/** One short message (70 characters in Cyrillic), in the first language that is said; Russian where none is. */
export function codeText(locales: readonly string[], code: string): string {
  const said = locales.map((locale) => locale.toLowerCase().split(/[-_]/)[0]).find((l) => l === 'en' || l === 'ru');
  return TEXTS[said ?? 'ru'](code);
}
