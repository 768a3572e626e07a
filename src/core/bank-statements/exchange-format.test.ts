import { describe, expect, test } from 'vitest';
import { decodeStatement } from './decoding.ts';
import { isExchangeFormat, readExchangeFormat } from './exchange-format.ts';

const OWN = '40702810900000000001';

interface Doc {
  readonly [key: string]: string;
}

const document = (fields: Doc) =>
  [
    'СекцияДокумент=Платежное поручение',
    ...Object.entries(fields).map(([key, value]) => `${key}=${value}`),
    'КонецДокумента',
  ].join('\r\n');

const incoming = (more: Doc = {}): Doc => ({
  Номер: '42',
  Дата: '29.11.2026',
  Сумма: '1234.50',
  ПлательщикСчет: '40817810000000000002',
  Плательщик1: 'ЁЛКИНА ЮЛИЯ',
  ПолучательСчет: OWN,
  ДатаПоступило: '29.11.2026',
  НазначениеПлатежа: 'Оплата по договору Д-000123. НДС 22%=222.62',
  ...more,
});

const section = (account: string, [opening, credit, debit, closing]: readonly string[]) =>
  `СекцияРасчСчет\r\nРасчСчет=${account}\r\nНачальныйОстаток=${opening}\r\nВсегоПоступило=${credit}\r\nВсегоСписано=${debit}\r\nКонечныйОстаток=${closing}\r\nКонецРасчСчет`;

const file = (parts: readonly string[], accounts: readonly string[] = [OWN]) =>
  [
    '1CClientBankExchange',
    'ВерсияФормата=1.03',
    'Кодировка=Windows',
    ...accounts.map((account) => `РасчСчет=${account}`),
    ...parts,
    'КонецФайла',
    '',
  ].join('\r\n');

test('a payment that came in is read with all that it says, `=` in its purpose too', () => {
  const read = readExchangeFormat(
    file([section(OWN, ['1000.00', '1234.50', '0.00', '2234.50']), document(incoming())]),
  );
  expect(read).toMatchObject({ format: '1c', complete: true, others: 0 });
  expect(read.rows).toEqual([
    {
      account: OWN,
      number: '42',
      date: '29.11.2026',
      sum: '1234.50',
      payer: 'ЁЛКИНА ЮЛИЯ',
      payerTaxId: '',
      payerAccount: '40817810000000000002',
      purpose: 'Оплата по договору Д-000123. НДС 22%=222.62',
    },
  ]);
  expect(read.accounts).toEqual([
    {
      account: OWN,
      opening: '1000.00',
      incoming: '1234.50',
      outgoing: '0.00',
      closing: '2234.50',
      addsUp: true,
      paymentsAddUp: true,
    },
  ]);
});

test('what went out, moved between own accounts, or has not come is counted and not read', () => {
  const second = '40702810900000000009';
  const read = readExchangeFormat(
    file(
      [
        document({
          ...incoming(),
          ПолучательСчет: '40702810000000000777',
          ПлательщикСчет: OWN,
          ДатаСписано: '29.11.2026',
        }),
        document(incoming({ ПлательщикСчет: second })),
        document(incoming({ ДатаПоступило: '' })),
        document(incoming({ Номер: '43' })),
      ],
      [OWN, second],
    ),
  );
  expect(read.rows.map(({ number }) => number)).toEqual(['43']);
  expect(read.others).toBe(3);
});

test('several accounts, a section for each day, a purpose in lines, a payer in two ways', () => {
  const second = '40702810900000000009';
  const lines = { НазначениеПлатежа: '', НазначениеПлатежа1: 'Оплата по', НазначениеПлатежа2: 'дог. 77' };
  const read = readExchangeFormat(
    file(
      [
        section(OWN, ['0.00', '10.00', '0.00', '10.00']),
        section(OWN, ['10.00', '5.00', '15.00', '0.00']),
        section(second, ['0.00', '7.00', '0.00', '7.00']),
        document(incoming({ Сумма: '10.00', ...lines })),
        document(incoming({ Сумма: '5.00', Плательщик: 'ИНН 7701234567 ООО Ромашка' })),
        document(incoming({ Сумма: '7.00', ПолучательСчет: second, ПлательщикИНН: '770000000001' })),
      ],
      [OWN, second],
    ),
  );
  expect(read.rows.map(({ account, purpose, payer, payerTaxId }) => [account, purpose, payer, payerTaxId])).toEqual([
    [OWN, 'Оплата по дог. 77', 'ЁЛКИНА ЮЛИЯ', ''],
    [OWN, incoming().НазначениеПлатежа, 'ИНН 7701234567 ООО Ромашка', '7701234567'],
    [second, incoming().НазначениеПлатежа, 'ЁЛКИНА ЮЛИЯ', '770000000001'],
  ]);
  expect(read.accounts.map(({ addsUp, paymentsAddUp }) => [addsUp, paymentsAddUp])).toEqual([
    [true, true],
    [true, true],
    [true, true],
  ]);
});

test('a document that the bank repeats counts once in the sums', () => {
  const again = document(incoming());
  const read = readExchangeFormat(file([section(OWN, ['0.00', '1234.50', '0.00', '1234.50']), again, again]));
  expect(read.rows).toHaveLength(2);
  expect(read.accounts[0]?.paymentsAddUp).toBe(true);
});

test('sums that do not add up, and those that are not said, are told apart', () => {
  const wrong = readExchangeFormat(
    file([section(OWN, ['1.00', '1234.50', '0.00', '9.00']), document(incoming({ Сумма: '1' }))]),
  );
  expect(wrong.accounts[0]).toMatchObject({ addsUp: false, paymentsAddUp: false });
  const silent = readExchangeFormat(file([`СекцияРасчСчет\nРасчСчет=${OWN}\nКонецРасчСчет`, document(incoming())]));
  expect(silent.accounts[0]).toMatchObject({ opening: null, addsUp: null, paymentsAddUp: null });
});

test('of a file that breaks off the last document is left out, and it is told', () => {
  const whole = file([document(incoming()), document(incoming({ Номер: '44' }))]);
  const read = readExchangeFormat(whole.slice(0, whole.lastIndexOf('Сумма')));
  expect(read.rows.map(({ number }) => number)).toEqual(['42']);
  expect(read.complete).toBe(false);
});

test('what is no such file is told by its first line', () => {
  expect(isExchangeFormat(file([]))).toBe(true);
  expect(isExchangeFormat(`\ufeff${file([])}`)).toBe(true);
  for (const text of ['', 'Дата;Сумма\n', '<html>1CClientBankExchange', ' \n1CClientBankExchange'])
    expect(isExchangeFormat(text)).toBe(false);
});

describe('its charset', () => {
  /** Bytes of a Russian text in an old charset, by what the platform reads them as. */
  function encoded(text: string, charset: 'windows-1251' | 'ibm866' | 'koi8-r'): Buffer {
    const letters = [...new TextDecoder(charset).decode(Uint8Array.from({ length: 256 }, (_, code) => code))];
    return Buffer.from([...text].map((sign) => letters.indexOf(sign)));
  }

  test.each(['windows-1251', 'ibm866', 'koi8-r'] as const)('%s is found without being said', (charset) => {
    const bytes = encoded(file([document(incoming())]), charset);
    const { text, charset: found } = decodeStatement(bytes);
    expect(found).toBe(charset);
    expect(readExchangeFormat(text).rows[0]?.payer).toBe('ЁЛКИНА ЮЛИЯ');
  });

  test('UTF-8 comes before what the file says of itself, UTF-16 by its mark', () => {
    expect(decodeStatement(Buffer.from(file([]))).charset).toBe('utf-8');
    const wide = decodeStatement(Buffer.from(`\ufeff${file([])}`, 'utf16le'));
    expect([wide.charset, isExchangeFormat(wide.text)]).toEqual(['utf-16le', true]);
  });

  test('one that is given is kept to, and refused where the bytes are none of it', () => {
    const bytes = encoded('Дата;Сумма', 'ibm866');
    expect(decodeStatement(bytes, 'windows-1251').text).not.toBe('Дата;Сумма');
    expect(() => decodeStatement(bytes, 'utf-8')).toThrow(/is not utf-8/);
  });
});

test('a file of sections without end is refused before it costs anything', () => {
  const hostile = `1CClientBankExchange\n${'СекцияРасчСчет\nКонецРасчСчет\n'.repeat(10_001)}`;
  expect(() => readExchangeFormat(hostile)).toThrow(/10,?000 sections/);
});

test('a year of days and ten thousand payments are summed in one go', () => {
  const days = Array.from({ length: 5000 }, () => section(OWN, ['0.00', '2.00', '0.00', '2.00']));
  const payments = Array.from({ length: 10_000 }, (_, index) =>
    document(incoming({ Номер: `${index}`, Сумма: '1.00' })),
  );
  const { accounts } = readExchangeFormat(file([...days, ...payments]));
  expect(accounts).toHaveLength(5000);
  expect(accounts.every(({ paymentsAddUp }) => paymentsAddUp)).toBe(true);
});
