import { firstLanguage, LANGUAGES } from '../languages/languages.ts';
import type { Letter } from '../languages/messages.ts';
import { MESSAGES } from '../languages/words.ts';

/** In the first language that is said, the user's before the provider's; in all of them where none is. */
export function restoreLetter(locales: readonly string[], login: string, link: string): Letter {
  const language = firstLanguage(locales);
  if (language !== undefined) return MESSAGES[language].newPassword(login, link);
  const letters = LANGUAGES.map((one) => MESSAGES[one].newPassword(login, link));
  return {
    subject: letters.map(({ subject }) => subject).join(' / '),
    text: letters.map(({ text }) => text).join('\n—\n\n'),
  };
}
