import type { Money } from '../ledger/money.ts';

/** Tax in hundredths of a percent; null: without VAT, which is not 0 %. */
export type TaxRate = number | null;

/** Where a country's payments go to. */
export type BankAccount =
  | {
      readonly kind: 'russian';
      readonly bankName: string;
      /** 9 digits */
      readonly bic: string;
      /** 20 digits */
      readonly account: string;
      /** 20 digits; null: the bank has none. */
      readonly correspondentAccount: string | null;
    }
  | { readonly kind: 'iban'; readonly iban: string; readonly bic: string | null; readonly bankName: string };

/** Who sells or buys, as they were called on the day of the document. Empty texts are not printed. */
export interface Party {
  readonly name: string;
  /** INN in Russia, elsewhere the number for VAT or tax. */
  readonly taxId: string;
  /** KPP in Russia. */
  readonly taxOffice: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
}

export interface Seller extends Party {
  readonly bank: BankAccount | null;
  /** Who signs: position and name. */
  readonly signatory: { readonly position: string; readonly name: string } | null;
}

export interface Buyer extends Party {
  readonly contractNumber: string;
}

/** What one plan came to in the month. */
export interface DocumentLine {
  readonly title: string;
  /** YYYY-MM-DD, both included: the first and the last day that was charged. */
  readonly from: string;
  readonly to: string;
  /** Cameras, each counted once for each of its days. */
  readonly cameraDays: number;
  /** Minor units, with the tax in them. */
  readonly amount: bigint;
  readonly taxRate: TaxRate;
  /** Of this line alone, where the country counts by line; null: only the total has it. */
  readonly tax: bigint | null;
}

/** Of one rate. */
export interface TaxSum {
  readonly rate: TaxRate;
  /** With the tax in it. */
  readonly amount: bigint;
  readonly tax: bigint;
}

/** An invoice, its credit note or the act of the same services, as it is printed: nothing is read beside it. */
export interface MoneyDocument {
  readonly kind: 'invoice' | 'credit_note' | 'act';
  /** Null: a preview, which has none. */
  readonly number: string | null;
  /** YYYY-MM-DD */
  readonly issuedOn: string;
  /** Of an invoice: to be paid by, YYYY-MM-DD; null: none is said. */
  readonly dueOn: string | null;
  /** The first and the last day of what it is about, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  readonly language: 'en' | 'ru';
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly lines: readonly DocumentLine[];
  readonly taxes: readonly TaxSum[];
  /** The sum of the lines, in minor units. */
  readonly total: Money;
  /** What is left to pay when it was made; 0: nothing. Of an invoice. */
  readonly due: bigint | null;
  /** Of a credit note and an act: the invoice's number. */
  readonly ofInvoice: string | null;
  /** Of a void invoice and its act: the number of the credit note. It came later, and is not kept with the document. */
  readonly voidedBy?: string;
}
