import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import i18next from 'i18next';
import { expect, test } from 'vitest';
import { factsOf, LANGUAGES } from './languages.ts';

const FILES = ['app', 'console', 'player'];
const OTHERS = LANGUAGES.filter((language) => language !== 'en');
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
type Words = { [key: string]: string | Words };

function read(language: string, file: string): Words {
  return JSON.parse(readFileSync(here(`./${language}/${file}.json`), 'utf8')) as Words;
}

function flat(words: Words, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const stems = (words: Map<string, string>) =>
  [...new Set([...words.keys()].map((key) => key.replace(PLURAL, '')))].sort();
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)(?:, \w+)?\}\}/g)].map((match) => match[1]).sort();

test('each language of the list has the files of English, and a manifest; no other has a folder', () => {
  const folders = readdirSync(here('.'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...LANGUAGES].sort());
  for (const language of LANGUAGES) {
    expect(readdirSync(here(language)).sort(), language).toEqual(readdirSync(here('en')).sort());
    expect(existsSync(here(`../../public${factsOf(language).manifest}`)), language).toBe(true);
  }
  expect(new Set(LANGUAGES.map((language) => factsOf(language).manifest)).size).toBe(LANGUAGES.length);
});

test.each(OTHERS.flatMap((language) => FILES.map((file) => ({ language, file }))))(
  '$language $file: the same words as in English, with the same places to fill',
  ({ language, file }) => {
    const english = flat(read('en', file));
    const other = flat(read(language, file));
    expect(stems(other)).toEqual(stems(english));
    for (const [key, text] of english) {
      if (!PLURAL.test(key)) expect(holes(other.get(key) ?? ''), key).toEqual(holes(text));
      expect(text.trim(), key).not.toBe('');
    }
  },
);

test.each(FILES)('%s: each counted word has every form that its language needs', (file) => {
  for (const language of LANGUAGES) {
    const words = flat(read(language, file));
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = new Set([...words.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')));
    for (const stem of counted) {
      for (const form of forms) expect(words.has(`${stem}_${form}`), `${language} ${stem}_${form}`).toBe(true);
    }
  }
});

test('nobody is shouted at', () => {
  for (const language of LANGUAGES) {
    for (const file of FILES) {
      for (const [key, text] of flat(read(language, file))) expect(text, key).not.toContain('!');
    }
  }
});

test('1 камера, 2 камеры, 5 камер, 21 камера', async () => {
  const words = i18next.createInstance();
  await words.init({ lng: 'ru', resources: { ru: { app: read('ru', 'app') } }, defaultNS: 'app' });
  const say = (count: number) => words.t('count.cameras', { count });
  expect([1, 2, 5, 11, 21, 104].map(say)).toEqual([
    '1 камера',
    '2 камеры',
    '5 камер',
    '11 камер',
    '21 камера',
    '104 камеры',
  ]);
});
