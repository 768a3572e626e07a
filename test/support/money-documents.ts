import type { DocumentLine, MoneyDocument, Seller, TaxRate, TaxSum } from '../../src/core/invoices/document.ts';

const RUSSIAN_SELLER: Seller = {
  name: 'ООО «Видеодом»',
  taxId: '7701234567',
  taxOffice: '770101001',
  address: '101000, Москва, ул. Мясницкая, д. 1, офис 12',
  phone: '+7 495 000-00-00',
  email: 'buh@videodom.example',
  bank: {
    kind: 'russian',
    bankName: 'АО «Первый Надёжный Банк», г. Москва',
    bic: '044525000',
    account: '40702810900000000001',
    correspondentAccount: '30101810400000000225',
  },
  signatory: { position: 'Генеральный директор', name: 'Щукина Ю. Ё.' },
};

const GERMAN_SELLER: Seller = {
  name: 'Überblick Netze GmbH',
  taxId: 'DE123456789',
  taxOffice: '',
  address: 'Königstraße 12, 70173 Stuttgart, Germany',
  phone: '+49 711 000000',
  email: 'billing@ueberblick.example',
  bank: { kind: 'iban', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', bankName: 'Commerzbank' },
  signatory: null,
};

/** An invoice of a month in roubles, with so many lines of 22 % VAT each. */
export function russianInvoice(lineCount = 10, rate: TaxRate = 2200): MoneyDocument {
  const lines = Array.from({ length: lineCount }, (_, index) =>
    lineOf(
      `Видеонаблюдение «Архив ${index + 3} суток», двор и подъезд`,
      30 * (index + 1),
      12_350n * BigInt(index + 1),
      rate,
    ),
  );
  const total = sum(lines.map(({ amount }) => amount));
  return {
    kind: 'invoice',
    number: '2026-000123',
    issuedOn: '2026-11-30',
    dueOn: '2026-12-14',
    from: '2026-11-01',
    to: '2026-11-30',
    language: 'ru',
    seller: RUSSIAN_SELLER,
    buyer: {
      name: 'ТСЖ «Ёлочки»',
      taxId: '7707654321',
      taxOffice: '770701001',
      address: '125000, Москва, ул. Ёлочная, д. 7, корп. 2',
      phone: '',
      email: 'tszh@yolochki.example',
      contractNumber: 'Д-000123',
    },
    lines,
    taxes: [{ rate, amount: total, tax: sum(lines.map(({ tax }) => tax ?? 0n)) }],
    total: { amount: total, currency: 'RUB' },
    due: total,
    ofInvoice: null,
  };
}

/** The same month in euros, in English, its tax by rate on the total. */
export function euroInvoice(lineCount = 10): MoneyDocument {
  const russian = russianInvoice(lineCount);
  const lines = russian.lines.map((line, index) => ({
    ...line,
    title: `Cloud video, archive of ${index + 3} days`,
    taxRate: 1900,
    tax: null,
  }));
  const taxes: TaxSum[] = [{ rate: 1900, amount: russian.total.amount, tax: taxOf(russian.total.amount, 1900) }];
  return {
    ...russian,
    number: 'INV2026-000045',
    language: 'en',
    seller: GERMAN_SELLER,
    buyer: {
      name: 'Hausverwaltung Müller & Söhne',
      taxId: '',
      taxOffice: '',
      address: 'Hauptstraße 3, 70563 Stuttgart',
      phone: '',
      email: 'post@mueller.example',
      contractNumber: 'D-77',
    },
    lines,
    taxes,
    total: { amount: russian.total.amount, currency: 'EUR' },
  };
}

/** The act of the same services. */
export const actOf = (invoice: MoneyDocument): MoneyDocument => ({
  ...invoice,
  kind: 'act',
  dueOn: null,
  due: null,
  ofInvoice: invoice.number,
});

export const creditNoteOf = (invoice: MoneyDocument): MoneyDocument => ({
  ...invoice,
  kind: 'credit_note',
  number: 'К2026-000002',
  issuedOn: '2026-12-02',
  dueOn: null,
  due: null,
  ofInvoice: invoice.number,
});

export const previewOf = (invoice: MoneyDocument): MoneyDocument => ({ ...invoice, number: null, dueOn: null });

function lineOf(title: string, cameraDays: number, amount: bigint, taxRate: TaxRate): DocumentLine {
  const tax = taxRate === null ? null : taxOf(amount, taxRate);
  return { title, from: '2026-11-01', to: '2026-11-30', cameraDays, amount, taxRate, tax };
}

/** Rounded half up, of sums from 0 on. */
function taxOf(amount: bigint, rate: number): bigint {
  const whole = BigInt(10_000 + rate);
  return (2n * amount * BigInt(rate) + whole) / (2n * whole);
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
