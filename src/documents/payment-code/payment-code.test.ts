import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actOf, creditNoteOf, euroInvoice, previewOf, russianInvoice } from '../../../test/support/money-documents.ts';
import type { MoneyDocument } from '../../core/invoices/document.ts';
import { paymentCodeText } from './payment-code.ts';

/** As the standard has it: the character behind the digit of the charset stands between the fields. */
function readFields(text: string | undefined): Map<string, string> {
  const separator = text?.at(7) ?? '';
  expect(text?.slice(0, 7)).toBe('ST00012');
  const pairs = (text ?? '').slice(8).split(separator);
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}

const withSeller = (document: MoneyDocument, name: string, contractNumber = 'Д-1'): MoneyDocument => ({
  ...document,
  seller: { ...document.seller, name },
  buyer: { ...document.buyer, contractNumber },
});

test('an invoice in roubles has the code of GOST R 56042-2014', () => {
  expect(paymentCodeText(russianInvoice())).toBe(
    'ST00012|Name=ООО «Видеодом»|PersonalAcc=40702810900000000001|BankName=АО «Первый Надёжный Банк», г. Москва' +
      '|BIC=044525000|CorrespAcc=30101810400000000225|Sum=679250' +
      '|Purpose=Оплата по счёту № 2026-000123 от 30.11.2026, договор Д-000123' +
      '|PayeeINN=7701234567|KPP=770101001|PersAcc=Д-000123',
  );
});

test('an invoice in euros has the code of EPC069-12, version 002', () => {
  expect(paymentCodeText(euroInvoice())?.split('\n')).toEqual([
    ...['BCD', '002', '1', 'SCT', 'COBADEFFXXX', 'Überblick Netze GmbH', 'DE89370400440532013000', 'EUR6792.50'],
    ...['', '', 'Invoice INV2026-000045 of 30 Nov 2026, contract D-77'],
  ]);
});

test('nothing else has a code', () => {
  const roubles = russianInvoice();
  const { bank } = euroInvoice().seller;
  for (const document of [
    actOf(roubles),
    creditNoteOf(roubles),
    previewOf(roubles),
    { ...roubles, due: 0n },
    { ...roubles, due: null },
    { ...roubles, total: { ...roubles.total, currency: 'KZT' } },
    { ...roubles, seller: { ...roubles.seller, bank: null } },
    { ...roubles, seller: { ...roubles.seller, bank } },
    { ...euroInvoice(), due: 10n ** 11n },
    withSeller(roubles, ' \n '),
  ])
    expect(paymentCodeText(document)).toBeUndefined();
});

test('the sum is what is left to pay', () => {
  expect(readFields(paymentCodeText({ ...russianInvoice(), due: 1n })).get('Sum')).toBe('1');
  expect(paymentCodeText({ ...euroInvoice(), due: 1n })).toContain('\nEUR0.01\n');
});

test('a bank without a correspondent account is 0', () => {
  const invoice = russianInvoice();
  const { bank } = invoice.seller;
  if (bank?.kind !== 'russian') throw new Error('The example has a Russian account');
  const seller = { ...invoice.seller, bank: { ...bank, correspondentAccount: null } };
  expect(readFields(paymentCodeText({ ...invoice, seller })).get('CorrespAcc')).toBe('0');
});

const PIECE = fc.constantFrom(
  'ООО «Ёлки»',
  '|',
  '~',
  '^',
  '=',
  '\r\n',
  '\t',
  '№',
  'қ',
  '₸',
  '😀',
  'x',
  '  ',
  '\u0000',
  '\ud800',
);
const NAME = fc.array(PIECE, { maxLength: 60 }).map((pieces) => `Имя${pieces.join('')}`);

test('any names and numbers give fields within their limits, without line ends, that are read back', () => {
  fc.assert(
    fc.property(NAME, NAME, fc.bigInt({ min: 1n, max: 10n ** 15n }), (name, contract, due) => {
      const text = paymentCodeText({ ...withSeller(russianInvoice(), name, contract), due }) ?? '';
      const fields = readFields(text);
      expect([...fields.keys()]).toEqual(
        'Name PersonalAcc BankName BIC CorrespAcc Sum Purpose PayeeINN KPP PersAcc'.split(' '),
      );
      const required = text.slice(8, text.indexOf(`${text.at(7)}Sum=`));
      expect(Buffer.byteLength(required)).toBeLessThanOrEqual(300);
      expect(Array.from(fields.get('Name') ?? '').length).toBeLessThanOrEqual(160);
      expect(Array.from(fields.get('Purpose') ?? '').length).toBeLessThanOrEqual(160);
      expect(text).not.toMatch(/\p{Cc}|\p{Cs}/u);
      expect(fields.get('Sum')).toBe(String(due));
      expect(name.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')).toContain((fields.get('Name') ?? '').slice(0, 3));
    }),
  );
});

test('a name that holds the usual separator has another one between fields', () => {
  const text = paymentCodeText(withSeller(russianInvoice(), 'Дом|Сад'));
  expect(text?.slice(0, 8)).toBe('ST00012~');
  expect(readFields(text).get('Name')).toBe('Дом|Сад');
});

test('a name in letters of four bytes fits as well, with the longest IBAN and sum', () => {
  const invoice = withSeller(euroInvoice(), '𐍈'.repeat(70));
  const bank = { kind: 'iban', iban: `MT84${'M'.repeat(30)}`, bic: 'COBADEFFXXX', bankName: '' } as const;
  const text = paymentCodeText({ ...invoice, due: 99_999_999_999n, seller: { ...invoice.seller, bank } }) ?? '';
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(331);
  expect(text.split('\n').slice(5, 8)).toEqual(['𐍈'.repeat(62), bank.iban, 'EUR999999999.99']);
});

test('any names fit into the 331 bytes of EPC, one value a line', () => {
  fc.assert(
    fc.property(fc.tuple(NAME, NAME), fc.string(), ([name, contract], bic) => {
      const invoice = withSeller(euroInvoice(), name, contract);
      const { bank } = invoice.seller;
      if (bank?.kind !== 'iban') throw new Error('The example has an IBAN');
      const text = paymentCodeText({ ...invoice, seller: { ...invoice.seller, bank: { ...bank, bic } } }) ?? '';
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(331);
      expect(text.split('\n')).toHaveLength(11);
      expect(text.split('\n').slice(6, 8)).toEqual(['DE89370400440532013000', 'EUR6792.50']);
    }),
  );
});
