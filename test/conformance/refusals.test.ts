import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { refusal } from '../../src/api/frame/errors.ts';
import { PRESET_LOCKED } from '../../src/core/cameras/camera.ts';
import { DomainError } from '../../src/core/errors.ts';
import { LANGUAGES } from '../../src/core/languages/languages.ts';
import { type Params, REASONS, REFUSALS, type Reason } from '../../src/core/refusals/index.ts';
import { inRussian as inForpost } from '../../src/dialects/forpost/refusals.ts';
import { inRussian as inBill } from '../../src/dialects/smartyard/bill/refusals.ts';
import { vsaasText } from '../../src/dialects/vsaas-io/refusals.ts';
import { watcherText } from '../../src/dialects/watcher/refusals.ts';
import { loadRefusalWords, refusalText } from '../../web/src/api/problems/refusalWords.ts';

/** Every refusal of the core, as each dialect and both languages of the web say it. */
const VALUE = '42';
/** Of a refusal whose words are a dialect's own, nobody else is asked. */
const reasons = REASONS.filter((reason) => reason !== 'own_words');

const paramsOf = (reason: Reason): Params =>
  Object.fromEntries([...REFUSALS[reason].text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, VALUE]));

const plain = (reason: Reason) => new DomainError({ reason, params: paramsOf(reason) });
const ofField = (reason: Reason) => {
  const said = { reason, params: paramsOf(reason) };
  return new DomainError(said, {}, { title: said });
};

/** Words that only an English sentence has; names of parameters, programs and formats stand in every language. */
const ENGLISH = /\b(the|is|are|has|have|give|not|may|cannot|only|there|it|they|you|of|with|without|from|must|too)\b/i;
const CYRILLIC = /[а-яё]/i;

function expectWhole(text: string | undefined): asserts text is string {
  expect(text).toBeTypeOf('string');
  expect(text).not.toBe('');
  expect(text).not.toMatch(/undefined|\[object|\{\w+\}/);
}

function expectRussian(text: string | undefined): void {
  expectWhole(text);
  expect(text).toMatch(CYRILLIC);
  // What a parameter of a URL or a variable is called is the same everywhere.
  expect(text.replace(/\S*[=_/]\S*/g, '')).not.toMatch(ENGLISH);
}

function expectEnglish(text: string | undefined): void {
  expectWhole(text);
  expect(text.replace('11а', '')).not.toMatch(CYRILLIC);
}

beforeAll(async () => {
  await loadRefusalWords('en');
  await loadRefusalWords('ru');
});

describe.each(reasons)('%s', (reason) => {
  test('Watcher, VSAAS.IO and our own API say it in English, with the reason beside it', () => {
    expectEnglish(watcherText(plain(reason)));
    expectEnglish(vsaasText(plain(reason)));
    const body = refusal(ofField(reason));
    expectEnglish(body.message);
    expectEnglish(body.fields?.title);
    expect(body.reason).toBe(reason);
    expect(body.fieldReasons?.title).toEqual({ reason, params: paramsOf(reason) });
  });

  test('Forpost and /bill/api say it in Russian, of a call and of a parameter', () => {
    for (const say of [inForpost, inBill]) {
      expectRussian(say(plain(reason), {}));
      expect(say(ofField(reason), { title: 'Name' })).toMatch(/^Параметр Name: ./);
      expectRussian(say(ofField(reason), { title: 'Имя' }));
    }
  });

  test('the web says it in the language of its reader', () => {
    const said = { reason, params: paramsOf(reason) };
    expectEnglish(refusalText(said, 'en'));
    expectRussian(refusalText(said, 'ru'));
  });
});

test('fields that a refusal lists have names in the language of its reader', () => {
  const said = { reason: 'preset_not_adjustable', params: { fields: PRESET_LOCKED } };
  expectRussian(refusalText(said, 'ru'));
  const english = refusalText(said, 'en');
  expectEnglish(english);
  for (const field of PRESET_LOCKED) expect(english).not.toContain(field);
});

test('words name no more than the refusal has', () => {
  for (const language of LANGUAGES) {
    const file = new URL(`../../web/src/locales/${language}/refusals.json`, import.meta.url);
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect(Object.keys(words)).toEqual(REASONS);
    for (const reason of REASONS) {
      const known = Object.keys(paramsOf(reason));
      for (const [, name] of (words[reason] ?? '').matchAll(/\{(\w+)\}/g)) expect(known, reason).toContain(name);
    }
  }
});

test('who may not do something is told by a billing’s API no more than that', () => {
  for (const reason of [
    'user_elsewhere_too',
    'user_fields_closed',
    'max_sessions_of_provider',
    'plans_closed',
  ] as const)
    for (const say of [inForpost, inBill]) expect(say(plain(reason), {})).toBe('Нет прав на это действие');
});

test('a reason stands in one subject alone', async () => {
  const subjects = [
    'cameras',
    'door-codes',
    'doors',
    'folders',
    'invoices',
    'key-tables',
    'locations',
    'money',
    'organizations',
    'payments',
    'people',
    'rating',
    'request',
    'sessions',
    'settings',
    'subscribers',
  ];
  const tables = await Promise.all(
    subjects.map(async (name) => (await import(`../../src/core/refusals/${name}.ts`)) as Record<string, object>),
  );
  const all = tables.flatMap((table) => Object.values(table).flatMap((reasons) => Object.keys(reasons)));
  expect(all.sort()).toEqual([...REASONS].sort());
});
