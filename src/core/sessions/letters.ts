import { firstLanguage, LANGUAGES } from '../languages/languages.ts';
import type { Letter, Messages } from '../languages/messages.ts';
import { MESSAGES } from '../languages/words.ts';

/** Of a new password that was asked for. */
export const restoreLetter = (locales: readonly string[], login: string, link: string): Letter =>
  inLanguageOf(locales, (words) => words.newPassword(login, link));

/** To somebody who was made the owner of an organization. */
export const invitationLetter = (
  locales: readonly string[],
  organizationTitle: string,
  login: string,
  link: string,
): Letter => inLanguageOf(locales, (words) => words.invitation(organizationTitle, login, link));

/** In the first language that is said, the user's before the provider's; in all of them where none is. */
function inLanguageOf(locales: readonly string[], letterIn: (words: Messages) => Letter): Letter {
  const language = firstLanguage(locales);
  if (language !== undefined) return letterIn(MESSAGES[language]);
  const letters = LANGUAGES.map((one) => letterIn(MESSAGES[one]));
  return {
    subject: letters.map(({ subject }) => subject).join(' / '),
    text: letters.map(({ text }) => text).join('\n—\n\n'),
  };
}
