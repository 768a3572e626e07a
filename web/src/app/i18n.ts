import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { showRefusalsIn } from '../api/refusalWords.ts';
import { readStored, writeStored } from './stored.ts';

export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED = 'locale';
/** Whether some page has asked for the console's words: another language then brings them too. */
let consoleWords = false;
const MANIFESTS = { en: '/manifest.webmanifest', ru: '/manifest.ru.webmanifest' } as const;

/** What was chosen here before, else what the browser asks for. */
export function preferredLanguage(): Language {
  const wanted = readStored(STORED) ?? navigator.language;
  return wanted.startsWith('ru') ? 'ru' : 'en';
}

export async function startI18n(): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: preferredLanguage(),
    fallbackLng: false,
    ns: ['app', 'console', 'player'],
    defaultNS: 'app',
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await setLanguage(preferredLanguage());
}

/** The console's words, which a subscriber's first page does without. */
export async function loadConsoleWords(): Promise<void> {
  if (consoleWords) return;
  consoleWords = true;
  addWords(i18n.language, { console: await consoleWordsOf(i18n.language) });
}

export async function setLanguage(language: Language, remember = false): Promise<void> {
  const [words, console] = await Promise.all([
    wordsOf(language),
    consoleWords ? consoleWordsOf(language) : Promise.resolve(undefined),
  ]);
  addWords(language, console === undefined ? words : { ...words, console });
  await i18n.changeLanguage(language);
  await showRefusalsIn(language);
  document.documentElement.lang = language;
  // A phone that installs the app names it in the language that it was read in.
  document.querySelector('link[rel="manifest"]')?.setAttribute('href', MANIFESTS[language]);
  if (remember) writeStored(STORED, language);
}

function addWords(language: string, words: object): void {
  for (const [namespace, bundle] of Object.entries(words))
    i18n.addResourceBundle(language, namespace, bundle, true, true);
}

async function consoleWordsOf(language: string) {
  const words =
    language === 'ru' ? await import('../locales/ru/console.json') : await import('../locales/en/console.json');
  return words.default;
}

async function wordsOf(language: Language) {
  const { words } = language === 'ru' ? await import('../locales/ru/first.ts') : await import('../locales/en/first.ts');
  return words;
}
