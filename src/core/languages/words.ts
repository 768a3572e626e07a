import { IN_ENGLISH as REFUSALS_IN_ENGLISH } from '../refusals/en.ts';
import type { Words } from '../refusals/index.ts';
import { IN_RUSSIAN as REFUSALS_IN_RUSSIAN } from '../refusals/ru/index.ts';
import { IN_ENGLISH } from './en.ts';
import type { Language } from './languages.ts';
import type { Messages } from './messages.ts';
import { IN_RUSSIAN } from './ru.ts';

/** What is sent to people, by language. */
export const MESSAGES: Readonly<Record<Language, Messages>> = { en: IN_ENGLISH, ru: IN_RUSSIAN };

/** The sentences of all refusals, by language: scripts/check-docs.mjs copies them for the web. */
export const REFUSALS_BY_LANGUAGE: Readonly<Record<Language, Words>> = {
  en: REFUSALS_IN_ENGLISH,
  ru: REFUSALS_IN_RUSSIAN,
};
