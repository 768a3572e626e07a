import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { showRefusalsIn } from '../api/problems/refusalWords.ts';
import { factsOf, type Language, spoken } from '../locales/languages.ts';
import { readStored, writeStored } from './stored.ts';

const STORED = 'locale';
/** The loading of the console's words once something has asked for them: another language then brings them too. */
let consoleWords: Promise<void> | undefined;
/** Of each language, as parts of the build. */
const FIRST_WORDS = import.meta.glob<typeof import('../locales/en/first.ts')>('../locales/*/first.ts');
const CONSOLE_WORDS = import.meta.glob<object>('../locales/*/console.json', { import: 'default' });

/** What was chosen here before, else what the browser asks for. */
export function preferredLanguage(): Language {
  return spoken(readStored(STORED) ?? navigator.language);
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

/** The console's words, which a subscriber's first page does without; a loading that failed is tried again when asked. */
export async function loadConsoleWords(): Promise<void> {
  consoleWords ??= addConsoleWords().catch((error: unknown) => {
    consoleWords = undefined;
    throw error;
  });
  await consoleWords;
}

async function addConsoleWords(): Promise<void> {
  const { language } = i18n;
  addWords(language, { console: await consoleWordsOf(language) });
}

export async function setLanguage(language: Language, remember = false): Promise<void> {
  const [words, console] = await Promise.all([
    wordsOf(language),
    consoleWords === undefined ? undefined : consoleWordsOf(language),
  ]);
  addWords(language, console === undefined ? words : { ...words, console });
  await i18n.changeLanguage(language);
  await showRefusalsIn(language);
  document.documentElement.lang = language;
  // A phone that installs the app names it in the language that it was read in.
  document.querySelector('link[rel="manifest"]')?.setAttribute('href', factsOf(language).manifest);
  if (remember) writeStored(STORED, language);
}

function addWords(language: string, words: object): void {
  for (const [namespace, bundle] of Object.entries(words))
    i18n.addResourceBundle(language, namespace, bundle, true, true);
}

const consoleWordsOf = async (language: string) => await partOf(CONSOLE_WORDS, `../locales/${language}/console.json`);

const wordsOf = async (language: Language) => (await partOf(FIRST_WORDS, `../locales/${language}/first.ts`)).words;

async function partOf<T>(parts: Readonly<Record<string, () => Promise<T>>>, path: string): Promise<T> {
  const load = parts[path];
  if (load === undefined) throw new Error(`There is no ${path}`);
  return await load();
}
