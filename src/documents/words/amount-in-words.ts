type Gender = 'masculine' | 'feminine';
/** One, two to four, five and more. */
type Forms = readonly [one: string, few: string, many: string];

const ONES: Record<Gender, readonly string[]> = {
  masculine: ['', 'один', 'два'],
  feminine: ['', 'одна', 'две'],
};
const DIGITS = ['', '', '', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'];
const TEENS = [
  ...['десять', 'одиннадцать', 'двенадцать', 'тринадцать', 'четырнадцать'],
  ...['пятнадцать', 'шестнадцать', 'семнадцать', 'восемнадцать', 'девятнадцать'],
];
const TENS = [
  ...['', '', 'двадцать', 'тридцать', 'сорок'],
  ...['пятьдесят', 'шестьдесят', 'семьдесят', 'восемьдесят', 'девяносто'],
];
const HUNDREDS = [
  ...['', 'сто', 'двести', 'триста', 'четыреста'],
  ...['пятьсот', 'шестьсот', 'семьсот', 'восемьсот', 'девятьсот'],
];
/** Powers of a thousand, from the first on. */
const SCALES: readonly { readonly gender: Gender; readonly forms: Forms }[] = [
  { gender: 'feminine', forms: ['тысяча', 'тысячи', 'тысяч'] },
  { gender: 'masculine', forms: ['миллион', 'миллиона', 'миллионов'] },
  { gender: 'masculine', forms: ['миллиард', 'миллиарда', 'миллиардов'] },
  { gender: 'masculine', forms: ['триллион', 'триллиона', 'триллионов'] },
  { gender: 'masculine', forms: ['квадриллион', 'квадриллиона', 'квадриллионов'] },
];

/**
 * Kopecks as a Russian document says them: `Одна тысяча двести рублей 05 копеек`.
 * @throws RangeError from 10^18 roubles on, which have no word here
 */
export function roublesInWords(kopecks: bigint): string {
  const magnitude = kopecks < 0n ? -kopecks : kopecks;
  const roubles = magnitude / 100n;
  const rest = Number(magnitude % 100n);
  const words = [
    ...(kopecks < 0n ? ['минус'] : []),
    wholeInWords(roubles),
    formOf(Number(roubles % 100n), ['рубль', 'рубля', 'рублей']),
    String(rest).padStart(2, '0'),
    formOf(rest, ['копейка', 'копейки', 'копеек']),
  ].join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A whole number from 0 on, of the masculine gender. */
function wholeInWords(whole: bigint): string {
  if (whole === 0n) return 'ноль';
  const words: string[] = [];
  let left = whole;
  for (let power = 0; left > 0n; power++, left /= 1000n) words.unshift(...scaleInWords(Number(left % 1000n), power));
  return words.join(' ');
}

/** 0 to 999 times a power of a thousand. */
function scaleInWords(count: number, power: number): string[] {
  if (power === 0) return hundredsInWords(count, 'masculine');
  const scale = SCALES[power - 1];
  if (!scale) throw new RangeError('There is no word for a sum so large');
  return count === 0 ? [] : [...hundredsInWords(count, scale.gender), formOf(count, scale.forms)];
}

function hundredsInWords(count: number, gender: Gender): string[] {
  const tens = Math.floor(count / 10) % 10;
  const ones = count % 10;
  const last = tens === 1 ? [TEENS[ones]] : [TENS[tens], ONES[gender][ones] ?? DIGITS[ones]];
  return [HUNDREDS[Math.floor(count / 100)], ...last].filter((word) => word !== undefined).filter(Boolean);
}

/** The form that a noun has after a number: `1 камера`, `2 камеры`, `5 камер`. */
function formOf(count: number, [one, few, many]: Forms): string {
  const ones = count % 10;
  if (Math.floor(count / 10) % 10 === 1 || ones === 0 || ones > 4) return many;
  return ones === 1 ? one : few;
}
