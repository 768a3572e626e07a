import { expect, test } from 'vitest';
import type { MoneyDocument } from '../../src/core/invoices/document.ts';
import { moneyDocumentPdf } from '../../src/documents/money-document.ts';
import { paymentCodeText } from '../../src/documents/payment-code/payment-code.ts';
import { actOf, creditNoteOf, euroInvoice, previewOf, russianInvoice } from '../support/money-documents.ts';
import { codesOf, pagesOf, propertiesOf } from '../support/pdf-reader.ts';

/** Pages with each gap as one space; a no-break space has the glyph of a space, and is one. */
const textsOf = async (document: MoneyDocument): Promise<string[]> =>
  (await pagesOf(await moneyDocumentPdf(document))).map((page) => page.replace(/\s+/g, ' '));

const withTitles = (document: MoneyDocument, title: string): MoneyDocument => ({
  ...document,
  lines: document.lines.map((line) => ({ ...line, title })),
});

test('an invoice of ten lines in roubles is one page that says all of it', async () => {
  const [page = '', ...more] = await textsOf(russianInvoice());
  expect(more).toEqual([]);
  for (const text of [
    'Счёт № 2026-000123',
    'от 30.11.2026 · Услуги за 01.11–30.11.2026 · Оплатить до 14.12.2026',
    'ООО «Видеодом»',
    'ИНН 7701234567, КПП 770101001',
    'Договор Д-000123',
    '1 235,00',
    'Итого 6 792,50 ₽',
    'В том числе НДС 22 % 1 224,85 ₽',
    'Всего к оплате 6 792,50 ₽',
    'Всего наименований: 10, на сумму 6 792,50 ₽',
    'Шесть тысяч семьсот девяносто два рубля 50 копеек',
    'Расчётный счёт 40702810900000000001',
    'Генеральный директор',
    'Щукина Ю. Ё.',
  ])
    expect(page).toContain(text);
});

test('an invoice in euros is in English, with its IBAN in fours', async () => {
  const [page = '', ...more] = await textsOf(euroInvoice());
  expect(more).toEqual([]);
  for (const text of [
    'Invoice No. INV2026-000045',
    'Issued 30 Nov 2026 · Services of 1–30 Nov 2026 · Pay by 14 Dec 2026',
    'Hausverwaltung Müller & Söhne',
    'Including VAT 19 % 1,084.52 EUR',
    'Amount due 6,792.50 EUR',
    'DE89 3704 0044 0532 0130 00',
  ])
    expect(page).toContain(text);
});

test('a void invoice and its act say which credit note made them so, and cannot be paid from', async () => {
  const voided = { ...russianInvoice(2), voidedBy: 'CN2026-000001' };
  for (const document of [voided, actOf(voided)]) {
    const [page = ''] = await textsOf(document);
    expect(page).toContain('Аннулирован: кредит-нота № CN2026-000001');
    expect(page).not.toContain('Реквизиты для оплаты');
  }
  expect(await codesOf(await moneyDocumentPdf(voided))).toEqual([undefined]);
  const [page = ''] = await textsOf({ ...euroInvoice(2), voidedBy: 'CN-A-LONG-PREFIX-2026-000001' });
  expect(page).toContain('Void: credit note No. CN-A-LONG-PREFIX-2026-000001');
});

test.each([
  ['roubles', russianInvoice()],
  ['euros', euroInvoice()],
])('the code of an invoice in %s is read back from its page, byte by byte', async (_currency, invoice) => {
  const [code] = await codesOf(await moneyDocumentPdf(invoice));
  expect(code?.toString()).toBe(paymentCodeText(invoice));
});

test('a code of the most that fits is read back too', async () => {
  const invoice = russianInvoice();
  const seller = { ...invoice.seller, name: `ООО «${'Щ'.repeat(200)}»` };
  const buyer = { ...invoice.buyer, contractNumber: 'Договор-'.repeat(30) };
  const longest = { ...invoice, seller, buyer };
  const codes = await codesOf(await moneyDocumentPdf(longest));
  expect(codes.find((code) => code !== undefined)?.toString()).toBe(paymentCodeText(longest));
});

test('an act has both signatures, what it belongs to and no code', async () => {
  const [page = '', ...more] = await textsOf(actOf(russianInvoice()));
  expect(more).toEqual([]);
  for (const text of [
    'Акт об оказании услуг № 2026-000123',
    'К счёту № 2026-000123',
    'Исполнитель: ООО «Видеодом»',
    'Заказчик: ТСЖ «Ёлочки»',
    'Заказчик претензий по объёму, качеству и срокам оказания услуг не имеет.',
    'Всего оказано услуг 6 792,50 ₽',
    'Шесть тысяч семьсот девяносто два рубля 50 копеек',
  ])
    expect(page).toContain(text);
  expect(page).not.toMatch(/Расчётный счёт|в приложении банка/);
});

test('a credit note names its invoice and asks for nothing', async () => {
  const [page = ''] = await textsOf(creditNoteOf(euroInvoice()));
  expect(page).toContain('To invoice No. INV2026-000045');
  expect(page).toContain('Credited 6,792.50 EUR');
  expect(page).not.toContain('How to pay');
});

test('a preview is marked, without number, code and signature', async () => {
  const [russian = ''] = await textsOf(previewOf(russianInvoice(3, null)));
  expect(russian).toContain('Предварительно, не является счётом');
  expect(russian).toContain('Без НДС');
  expect(russian).not.toMatch(/2026-000123|Расчётный счёт|подпись/);
  const [english = ''] = await textsOf(previewOf(euroInvoice()));
  expect(english).toContain('Preview, not an invoice');
  expect(english).not.toMatch(/How to pay|by the code/);
});

test('what was paid is taken off, and an invoice that is paid asks for nothing', async () => {
  const invoice = euroInvoice();
  const [part = ''] = await textsOf({ ...invoice, due: 100n });
  expect(part).toContain('Paid already 6,791.50 EUR');
  expect(part).toContain('Amount due 1.00 EUR');
  const [whole = ''] = await textsOf({ ...invoice, due: 0n });
  expect(whole).toContain('Paid in full 0.00 EUR');
  expect(whole).not.toContain('How to pay');
});

test('60 lines go over pages, each with the head of the table and its number, every line once', async () => {
  const pages = await textsOf(russianInvoice(60));
  expect(pages.length).toBeGreaterThan(2);
  pages.forEach((page, index) => {
    expect(page).toContain(`Счёт № 2026-000123 · страница ${index + 1} из ${pages.length}`);
  });
  const withLines = pages.filter((page) => page.includes('суток»'));
  for (const page of withLines) expect(page).toContain('Услуга Камеро-дни НДС В т. ч. НДС Сумма, ₽');
  const archives = [...pages.join('').matchAll(/«Архив (\d+) суток»/g)].map(([, days]) => Number(days));
  expect(archives).toEqual(Array.from({ length: 60 }, (_, index) => index + 3));
  expect(pages.find((page) => page.includes('Всего к оплате'))).toContain('суток»');
});

test('long names and words without a space wrap, and nothing of them is lost', async () => {
  const word = 'Сверхдлинноеназвание'.repeat(8);
  const invoice = withTitles(russianInvoice(2), `${word} и ещё слова`);
  const buyer = { ...invoice.buyer, name: `Товарищество ${word}` };
  const pages = await textsOf({ ...invoice, buyer });
  const letters = pages.join('').replace(/\s/g, '');
  expect(letters).toContain('Товарищество');
  // Each piece stands on a line of its own, beside other columns.
  expect([...letters.matchAll(/Сверх/g)].length).toBeGreaterThanOrEqual(3 * 6);
  expect(letters).toContain('ещёслова');
});

test('Kazakh and Uzbek letters and their currencies are printed', async () => {
  const title = 'Қазақша: әғқңөұүһі. Oʻzbekcha: oʻgʻ, ўқғҳ';
  const invoice = withTitles(russianInvoice(1, null), title);
  const [page = ''] = await textsOf({ ...invoice, total: { ...invoice.total, currency: 'KZT' } });
  expect(page).toContain(title);
  expect(page).toContain('123,50 ₸');
});

test('a character that the font lacks is seen as lacking, and a decomposed letter is put together', async () => {
  const [page = ''] = await textsOf(withTitles(russianInvoice(1, null), 'Дом\t🏠 家\r\nи\u0306о\u0301 сад\u200d'));
  expect(page).toContain('Дом � � й');
  expect(page).toContain('сад');
});

test('a line about fewer days than the document says which', async () => {
  const invoice = russianInvoice(2);
  const lines = invoice.lines.map((line, index) => (index === 0 ? { ...line, to: '2026-11-15' } : line));
  expect((await textsOf({ ...invoice, lines }))[0]?.match(/01\.11–15\.11\.2026/g)).toHaveLength(1);
});

test('several rates are told each by itself, beside what is without VAT', async () => {
  const invoice = russianInvoice(2);
  const taxes = [
    { rate: 550, amount: 10_000n, tax: 521n },
    { rate: 0, amount: 5_000n, tax: 0n },
    { rate: null, amount: 22_050n, tax: 0n },
  ];
  const [page = ''] = await textsOf({ ...invoice, taxes });
  expect(page).toContain('В том числе НДС 5,5 % 5,21 ₽');
  expect(page).toContain('В том числе НДС 0 % 0,00 ₽');
  expect(page).toContain('В том числе без НДС 220,50 ₽');
});

test('the file says its title, who made it out and when; the same document is the same bytes', async () => {
  const pdf = await moneyDocumentPdf(russianInvoice());
  const properties = await propertiesOf(pdf);
  expect(properties.get('Title')).toBe('Счёт № 2026-000123');
  expect(properties.get('Author')).toBe('ООО «Видеодом»');
  expect(properties.get('Page size')).toBe('595.28 x 841.89 pts (A4)');
  expect(pdf.toString('latin1')).toContain('/Lang (ru)');
  expect((await moneyDocumentPdf(russianInvoice())).equals(pdf)).toBe(true);
});
