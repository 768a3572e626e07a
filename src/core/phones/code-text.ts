import { firstLanguage } from '../languages/languages.ts';
import { MESSAGES } from '../languages/words.ts';

/** One short message, in the first language that is said; Russian where none is. */
export const codeText = (locales: readonly string[], code: string): string =>
  MESSAGES[firstLanguage(locales) ?? 'ru'].signInCode(code);
