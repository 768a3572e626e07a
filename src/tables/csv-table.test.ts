import { expect, test } from 'vitest';
import { readTable } from './csv-table.ts';

const HEAD = 'Дата;Сумма;Плательщик;Назначение';

test('quotes in and around cells, and lines within one, are read', () => {
  const text = `${HEAD}\n29.11.2026;10,00;ООО "Ромашка";"дог. 77;\nза ноябрь"\n30.11.2026;5,00;="007";-\n`;
  expect(readTable(text)).toEqual([
    ['Дата', 'Сумма', 'Плательщик', 'Назначение'],
    ['29.11.2026', '10,00', 'ООО "Ромашка"', 'дог. 77;\nза ноябрь'],
    ['30.11.2026', '5,00', '007', '-'],
  ]);
});

test('a quote that is not closed does not swallow payments without a word', () => {
  const rows = ['29.11.2026;10,00;"Ромашка;дог. 1', '29.11.2026;20,00;Иванов;дог. 2', '29.11.2026;30,00;Лютик";дог. 3'];
  expect(() => readTable([HEAD, ...rows, ''].join('\n'))).toThrow(/quote in row 2/);
  expect(() =>
    readTable(`${HEAD}\n29.11.2026;1,00;"Ромашка;дог. 1\n${'30.11.2026;1,00;a;b\n'.repeat(10_000)}`),
  ).toThrow();
});
