import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readStored, writeStored } from './stored.ts';

export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED = 'locale';
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

export async function setLanguage(language: Language, remember = false): Promise<void> {
  for (const [namespace, words] of Object.entries(await load(language))) {
    i18n.addResourceBundle(language, namespace, words, true, true);
  }
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  // A phone that installs the app names it in the language that it was read in.
  document.querySelector('link[rel="manifest"]')?.setAttribute('href', MANIFESTS[language]);
  if (remember) writeStored(STORED, language);
}

async function load(language: Language) {
  if (language === 'ru') {
    const [app, console, player] = await Promise.all([
      import('../locales/ru/app.json'),
      import('../locales/ru/console.json'),
      import('../locales/ru/player.json'),
    ]);
    return { app: app.default, console: console.default, player: player.default };
  }
  const [app, console, player] = await Promise.all([
    import('../locales/en/app.json'),
    import('../locales/en/console.json'),
    import('../locales/en/player.json'),
  ]);
  return { app: app.default, console: console.default, player: player.default };
}
