import { expect, test } from 'vitest';
import { formatPercent, parsePercent } from './terms.ts';

test('a percentage is kept to the hundredth, and written with no more than it takes', () => {
  const cases: [string, number, string][] = [
    ['0', 0, '0'],
    ['12.5', 1250, '12.5'],
    ['12.50', 1250, '12.5'],
    ['0.01', 1, '0.01'],
    ['99.99', 9999, '99.99'],
    ['100', 10_000, '100'],
    ['007.07', 707, '7.07'],
  ];
  for (const [text, hundredths, written] of cases) {
    expect(parsePercent(text)).toBe(hundredths);
    expect(formatPercent(hundredths)).toBe(written);
  }
  for (let hundredths = 0; hundredths <= 10_000; hundredths++)
    expect(parsePercent(formatPercent(hundredths))).toBe(hundredths);
});

test('what is no percentage is none', () => {
  for (const text of ['', '-1', '12,5', '12.', '.5', '1.234', '1e2', '12.5%', ' 1', '1000'])
    expect(parsePercent(text)).toBeUndefined();
});
