import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roublesInWords } from './amount-in-words.ts';

test.each([
  [0n, 'Ноль рублей 00 копеек'],
  [1n, 'Ноль рублей 01 копейка'],
  [2_02n, 'Два рубля 02 копейки'],
  [1_00n, 'Один рубль 00 копеек'],
  [11_11n, 'Одиннадцать рублей 11 копеек'],
  [21_21n, 'Двадцать один рубль 21 копейка'],
  [112_14n, 'Сто двенадцать рублей 14 копеек'],
  [1_000_00n, 'Одна тысяча рублей 00 копеек'],
  [2_041_05n, 'Две тысячи сорок один рубль 05 копеек'],
  [11_900_99n, 'Одиннадцать тысяч девятьсот рублей 99 копеек'],
  [1_000_000_00n, 'Один миллион рублей 00 копеек'],
  [22_001_003_50n, 'Двадцать два миллиона одна тысяча три рубля 50 копеек'],
  [5_000_000_000_00n, 'Пять миллиардов рублей 00 копеек'],
  [1_000_000_000_000_00n, 'Один триллион рублей 00 копеек'],
  [-7_30n, 'Минус семь рублей 30 копеек'],
])('%s kopecks are "%s"', (kopecks, words) => {
  expect(roublesInWords(kopecks)).toBe(words);
});

test('what is written is the number again, in forms that agree with it, up to 10^12', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 0n, max: 99n }), (roubles, kopecks) => {
      const [, whole = '', rouble, rest = '', kopeck] =
        /^(.+) (рубл\S+) (\d\d) (копе\S+)$/.exec(roublesInWords(roubles * 100n + kopecks)) ?? [];
      expect(readNumber(whole.toLowerCase())).toBe(roubles);
      expect(BigInt(rest)).toBe(kopecks);
      expect(rouble).toBe({ one: 'рубль', few: 'рубля', many: 'рублей' }[formByRules(roubles)]);
      expect(kopeck).toBe({ one: 'копейка', few: 'копейки', many: 'копеек' }[formByRules(kopecks)]);
    }),
    { numRuns: 1000 },
  );
});

test('what has no word is said', () => {
  expect(() => roublesInWords(10n ** 20n)).toThrow(RangeError);
});

const RULES = new Intl.PluralRules('ru');
const formByRules = (count: bigint) => RULES.select(Number(count % 100n)) as 'one' | 'few' | 'many';

const WORTH: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'ноль:0 один:1 одна:1 два:2 две:2 три:3 четыре:4 пять:5 шесть:6 семь:7 восемь:8 девять:9 десять:10 одиннадцать:11',
    'двенадцать:12 тринадцать:13 четырнадцать:14 пятнадцать:15 шестнадцать:16 семнадцать:17 восемнадцать:18',
    'девятнадцать:19 двадцать:20 тридцать:30 сорок:40 пятьдесят:50 шестьдесят:60 семьдесят:70 восемьдесят:80',
    'девяносто:90 сто:100 двести:200 триста:300 четыреста:400 пятьсот:500 шестьсот:600 семьсот:700 восемьсот:800',
    'девятьсот:900',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => pair.split(':'))
    .map(([word, worth]) => [word, Number(worth)]),
);
const SCALES = ['тысяч', 'миллион', 'миллиард', 'триллион'];

/** Of words alone, by itself: sums of what they are worth, with what stands before a scale times it. */
function readNumber(words: string): bigint {
  let total = 0n;
  let group = 0;
  for (const word of words.split(' ')) {
    const scale = SCALES.findIndex((stem) => new RegExp(`^${stem}(|а|и|ов)$`).test(word));
    if (scale < 0) {
      const worth = WORTH[word];
      if (worth === undefined) throw new Error(`${word} is no number`);
      group += worth;
      continue;
    }
    total += BigInt(group) * 1000n ** BigInt(scale + 1);
    group = 0;
  }
  return total + BigInt(group);
}
