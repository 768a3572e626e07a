import type { Language } from '../../core/languages/languages.ts';
import type { DocumentWords } from './document-words.ts';
import { DOCUMENT_IN_ENGLISH } from './en.ts';
import { DOCUMENT_IN_RUSSIAN } from './ru.ts';

export const DOCUMENT_WORDS: Readonly<Record<Language, DocumentWords>> = {
  en: DOCUMENT_IN_ENGLISH,
  ru: DOCUMENT_IN_RUSSIAN,
};
