/// <reference types="vite/types/importMeta.d.ts" />
import { spoken } from '../../locales/languages.ts';
import type { Problem } from './problem.ts';
import type { Said } from './said.ts';

type Texts = Readonly<Record<string, string>>;
interface Words {
  /** By reason: what stands in braces is a parameter. */
  readonly sentences: Texts;
  /** Names of the core's fields, for refusals that list some. */
  readonly fields: Texts;
}
const SENTENCES = import.meta.glob<Texts>('../../locales/*/refusals.json', { import: 'default' });
const FIELDS = import.meta.glob<Texts>('../../locales/*/fieldNames.json', { import: 'default' });
const known = new Map<string, Words>();

let shown = 'en';
let wanted = false;
/** A line that stalls keeps nobody from hearing that something was refused. */
const PATIENCE_MS = 2000;

/**
 * The words of all refusals in the language of the page. They are long and seldom needed: they come with the first
 * refusal, and where they do not come in time, the server's own words are shown.
 */
export async function loadRefusalWords(language = shown): Promise<void> {
  wanted = true;
  if (known.has(language)) return;
  const folder = `../../locales/${spoken(language)}`;
  const come = Promise.all([SENTENCES[`${folder}/refusals.json`]?.(), FIELDS[`${folder}/fieldNames.json`]?.()]).then(
    ([sentences, fields]) => void (sentences && known.set(language, { sentences, fields: fields ?? {} })),
    () => undefined,
  );
  await Promise.race([come, new Promise<void>((done) => void setTimeout(done, PATIENCE_MS))]);
}

/** What refusals are shown in from now on; another language brings its words, once some were needed. */
export async function showRefusalsIn(language: string): Promise<void> {
  shown = language;
  if (wanted) await loadRefusalWords(language);
}

/** The sentence in the language of the page; undefined: no words are known for it. */
export function refusalText({ reason, params = {} }: Said, language = shown): string | undefined {
  const words = known.get(language);
  const sentence = words?.sentences[reason];
  if (words === undefined || sentence === undefined) return undefined;
  const text = sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined || typeof value !== 'object') return value === undefined ? whole : String(value);
    return value.map((one) => (name === 'fields' ? (words.fields[one] ?? one) : one)).join(', ');
  });
  // A name, an address or `from=` at its beginning stays as it is written.
  return /^\p{L}/u.test(sentence) && !/^\w+=/.test(sentence) ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;
}

/** What is said of each field, in the language of the page. */
export function fieldTexts({ fields, fieldReasons }: Problem): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, message]) => {
      const said = fieldReasons[field];
      return [field, (said && refusalText(said)) ?? message];
    }),
  );
}

/**
 * The refusal in the language of the page; what is said of fields stands without their names. Where no words are known it
 * is told in those of the server.
 */
export function problemSentence(problem: Problem): string {
  const { reason, params, fieldReasons, message } = problem;
  const texts = Object.entries(fieldReasons).map(([field, said]) => [field, refusalText(said)] as const);
  const [first, second] = texts;
  if (first !== undefined && second === undefined) return first[1] ?? message;
  if (first !== undefined)
    return texts.every(([, text]) => text !== undefined)
      ? texts.map(([field, text]) => `${field}: ${text}`).join('; ')
      : message;
  const said = reason === undefined ? undefined : { reason, ...(params ? { params } : {}) };
  return (said && refusalText(said)) ?? message;
}
