/** Contract numbers of a domain, by how they may be written. */
export interface ContractIndex {
  /** By their own spelling, see `keyOf`. */
  readonly exact: ReadonlyMap<string, readonly number[]>;
  /** By their digits without zeros in front. */
  readonly byDigits: ReadonlyMap<string, readonly { readonly id: number; readonly prefix: string }[]>;
}

/** Organizations that a text names; `certain` by a word that says what the number is, and in the number's own spelling. */
export interface NamedContracts {
  readonly certain: readonly number[];
  readonly similar: readonly number[];
  /** Named beside the certain ones, by a number with letters in its own spelling but without such a word. */
  readonly besides: readonly number[];
}

/** Latin letters that look like Cyrillic ones: people and banks mix them. */
const ALIKE = new Map([...'ABCEHKMOPTXY'].map((letter, place) => [letter, [...'АВСЕНКМОРТХУ'][place] ?? letter]));

const LETTER = /[A-ZА-Я]/;

const capitals = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll('Ё', 'Е')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[\u00a0\u202f\u2009]/g, ' ');

/**
 * A number as it is compared: in capitals of one alphabet. Where it has a letter, signs and spaces in it do not count
 * (`Д-000123`, `д 000123`); of digits alone all of it counts, so that neither a sum nor a date is taken for one.
 */
export function keyOf(number: string): string {
  const plain = capitals(number).trim();
  if (!LETTER.test(plain)) return plain.replaceAll(' ', '');
  return [...plain.replace(/[^A-ZА-Я0-9]/g, '')].map((sign) => ALIKE.get(sign) ?? sign).join('');
}

export function indexContracts(
  contracts: readonly { readonly id: number; readonly contractNumber: string }[],
): ContractIndex {
  const exact = new Map<string, number[]>();
  const byDigits = new Map<string, { id: number; prefix: string }[]>();
  for (const { id, contractNumber } of contracts) {
    const key = keyOf(contractNumber);
    if (!/\d/.test(key)) continue;
    push(exact, key, id);
    const [, prefix = '', digits] = PREFIXED.exec(key) ?? [];
    if (digits !== undefined) push(byDigits, digits, { id, prefix });
  }
  return { exact, byDigits };
}

function push<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}

const PREFIXED = /^([A-ZА-Я]*)0*(\d+)$/;

/** What says that a contract's number follows, in capitals. */
const MARK = new RegExp(
  '(?<![A-ZА-Я])(?:' +
    'ДОГОВОР(?:А|У|ОМ|Е|Ы|ОВ|АМ|АМИ|АХ)?|ДОГ(?:-РА?|-РУ)?|КОНТРАКТ(?:А|У|ОМ)?|CONTRACT|AGREEMENT|' +
    'Л\\s?/\\s?С(?:Ч)?|Л\\.\\s?С|ЛС|ЛИЦ(?:ЕВ(?:ОЙ|ОГО|ОМУ|ОМ))?\\.?\\s?СЧ(?:ЕТ(?:А|У|ОМ|Е)?)?|АБОНЕНТ(?:А|У)?' +
    ')(?![A-ZА-Я])\\.?',
  'g',
);
/** A number sign with the words before it that belong to the mark: "договору оказания услуг №". */
const SIGN = /^[^\d№#,;]{0,60}?(?:№|#|НОМЕР|N[º°O]?\.?(?=[\s\dА-Я]))[\s:]*/;
/** Whose number it is then, if one of these stands in between. */
const OTHERS = /СЧЕТ(?!ЧИК)|АКТ|НАКЛАДН|УПД|С\/Ф|ИНВОЙС|INVOICE|ЗАКАЗ|ЗАЯВК|ЧЕК|ПЛАТЕЖ|ИНН|КПП|БИК|Р\/С/;
const LOOKED_AT = 120;

/** The contracts that a payment's purpose names. */
export function namedContracts(purpose: string, index: ContractIndex): NamedContracts {
  const text = capitals(purpose);
  const certain = new Set<number>();
  const similar = new Set<number>();
  for (const mark of text.matchAll(MARK)) {
    for (const word of wordsAfter(text.slice(mark.index + mark[0].length, mark.index + LOOKED_AT))) {
      for (const id of index.exact.get(keyOf(word)) ?? []) certain.add(id);
      for (const id of alike(keyOf(word), index)) similar.add(id);
    }
  }
  const named = unmarked(text, index);
  for (const id of named) similar.add(id);
  const besides = [...new Set(named)].filter((id) => !certain.has(id));
  return { certain: [...certain], similar: [...similar], besides };
}

/** The numbers that follow a mark, right behind it and behind a number sign, and what is listed behind these. */
function wordsAfter(rest: string): readonly string[] {
  const sign = SIGN.exec(rest)?.[0];
  const behindSign = sign !== undefined && !OTHERS.test(sign) ? [rest.slice(sign.length)] : [];
  const starts = [rest.replace(/^[\s:.(«"-]+/, ''), ...behindSign];
  return [...new Set(starts.flatMap(listAt))];
}

/** Of `123, №124 и 125` all three. */
function listAt(start: string): readonly string[] {
  const words: string[] = [];
  for (let rest: string | undefined = start; rest !== undefined; ) {
    const word = numberAt(rest);
    if (word === undefined) break;
    words.push(word);
    rest = LISTED.exec(rest)?.[1];
  }
  return words;
}

/** A number, what parts it from another one, and that one. */
const LISTED = /^(?:[A-ZА-Я]{1,6}\s*-?\s*)?№?\s*[\dA-ZА-Я/-]*\d[\dA-ZА-Я/-]*\s*(?:[,;+&]|И(?=[\s№]))\s*(?:№\s*)?(.*)$/s;

const DATE = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/;
const SUM = /^\d+[.,]\d{1,2}$/;
const OF_SUM_OR_YEAR = /^(РУБ|Р\.?$|Р\.|₽|КОП|RUB|EUR|USD|Г\.?$|ГОД)/;

/** The number that a text begins with; undefined: none, or a date or a sum. */
function numberAt(start: string): string | undefined {
  // "Д - 000123", "Д 000123" and "Д №000123" are one word.
  const joined = start.replace(/^(?!(?:ОТ|ЗА|НА|ПО|ДО|С|И|В|К|О)[^A-ZА-Я])([A-ZА-Я]{1,6})\s*-?\s*№?\s*(?=\d)/, '$1');
  const [first = '', second = ''] = joined.split(/[\s;()«»"]+|,(?!\d)/);
  const word = first.replace(/[.:!?-]+$/, '');
  if (!/\d/.test(word) || DATE.test(word) || SUM.test(word) || OF_SUM_OR_YEAR.test(second)) return undefined;
  return word;
}

/** Those with the same digits whose letters do not speak against it. */
function alike(key: string, { byDigits }: ContractIndex): readonly number[] {
  const [, prefix = '', digits = ''] = PREFIXED.exec(key) ?? [];
  const found = byDigits.get(digits) ?? [];
  return found.filter((one) => one.prefix === prefix || one.prefix === '' || prefix === '').map(({ id }) => id);
}

const LETTERS_AND_DIGITS = /(?<![A-ZА-Я0-9])[A-ZА-Я]{1,6}\s?-?\s?\d[\dA-ZА-Я/-]*/g;
const FEWEST_DIGITS = 3;

/** Numbers with letters are told from other numbers by themselves; what says that it is a contract is missing. */
function unmarked(text: string, { exact }: ContractIndex): readonly number[] {
  return [...text.matchAll(LETTERS_AND_DIGITS)].flatMap(([word]) => {
    const before = exact.get(keyOf(word)) ?? [];
    return word.replace(/\D/g, '').length < FEWEST_DIGITS ? [] : before;
  });
}
