import { expect, test } from 'vitest';
import { readColumns } from './csv-columns.ts';

const TABLE = [
  ['Выписка по счёту 40702810900000000001', '', '', '', '', ''],
  ['за 29.11.2026', '', '', '', '', ''],
  ['Дата', 'Номер документа', 'Дебет', 'Кредит', 'Контрагент', 'ИНН контрагента', 'Назначение платежа'],
  ['29.11.2026', '1', '', '100,50', 'Иванов', '', 'дог. 77'],
  ['29.11.2026', '2', '50,00', '', 'Энергосбыт', '7700000000', 'за свет'],
  ['', '3', '', '12,00', 'Без даты', '', 'дог. 78'],
  ['Итого', '', '50,00', '112,50', '', '', ''],
  ['', '', '', '', '', '', ''],
];

test('columns are found by what banks call them, below the lines that a bank puts in front', () => {
  const read = readColumns(TABLE, undefined);
  expect(read.columns).toEqual({
    date: 'Дата',
    number: 'Номер документа',
    sum: 'Кредит',
    payer: 'Контрагент',
    payerTaxId: 'ИНН контрагента',
    purpose: 'Назначение платежа',
  });
  expect(read.rows.map(({ number, sum, payer }) => [number, sum, payer])).toEqual([
    ['1', '100,50', 'Иванов'],
    ['3', '12,00', 'Без даты'],
  ]);
  expect(read).toMatchObject({ others: 1, numbered: true, complete: true });
});

test('columns may be given by name in either case, or by number where there is no header', () => {
  const named = readColumns(TABLE, { date: 'дата', sum: 'ДЕБЕТ', payer: 'Контрагент' });
  expect(named.rows.map(({ sum }) => sum)).toContain('50,00');
  const plain = [
    ['29.11.2026', '10', 'a'],
    ['30.11.2026', '-5', 'b'],
  ];
  const numbered = readColumns(plain, { date: '1', sum: '2', purpose: '3' });
  expect(numbered.rows).toMatchObject([{ date: '29.11.2026', sum: '10', purpose: 'a' }]);
  expect(numbered).toMatchObject({ others: 1, headers: ['1', '2', '3'], numbered: false });
});

test('without a date or a sum it says which columns there are', () => {
  expect(() => readColumns([['Имя', 'Телефон']], undefined)).toThrow(/Имя, Телефон/);
  expect(() => readColumns(TABLE, { date: 'Day', sum: 'Кредит' })).toThrow(/Назначение платежа/);
  expect(() => readColumns([], undefined)).toThrow(/date and the sum/);
});

test.each(['№ п/п', '№'])('a column %j that counts the rows of the file is no number of payments', (name) => {
  const days = ['27', '28', '29'].map((day, index) => [String(index + 1), `${day}.11.2026`, '10', 'Иванов']);
  const read = readColumns([[name, 'Дата', 'Сумма', 'Плательщик'], ...days], undefined);
  expect(read).toMatchObject({ numbered: false, rows: [{ number: '' }, { number: '' }, { number: '' }] });
  const orders = days.map(([, ...cells], index) => [String(index + 7), ...cells]);
  const numbered = readColumns([['№', 'Дата', 'Сумма', 'Плательщик'], ...orders], undefined);
  expect(numbered).toMatchObject({ numbered: true, rows: [{ number: '7' }, { number: '8' }, { number: '9' }] });
});
