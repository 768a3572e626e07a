import type { MoneyDocument } from '../../core/invoices/document.ts';
import type { Language } from '../../core/languages/languages.ts';
import type { Sheets } from '../type/sheets.ts';
import type { DocumentWords } from '../words/document-words.ts';
import { DOCUMENT_WORDS } from '../words/languages.ts';
import { writtenAmount, writtenMoney } from '../words/written-money.ts';

/** What each part of a document draws with. */
export interface Printing {
  readonly sheets: Sheets;
  readonly document: MoneyDocument;
  readonly words: DocumentWords;
  readonly language: Language;
  /** Minor units of the document's currency, with it. */
  readonly money: (amount: bigint) => string;
  /** Without the currency, for columns that say it in their head. */
  readonly amount: (amount: bigint) => string;
}

export function printingOf(sheets: Sheets, document: MoneyDocument): Printing {
  const { language } = document;
  const { currency } = document.total;
  return {
    sheets,
    document,
    words: DOCUMENT_WORDS[language],
    language,
    money: (amount) => writtenMoney({ amount, currency }, language),
    amount: (amount) => writtenAmount({ amount, currency }, language),
  };
}

/** A preview is one of an invoice, whatever it is going to be called. */
export const titleOf = ({ kind, number, language }: MoneyDocument): string => {
  const words = DOCUMENT_WORDS[language];
  return number === null ? words.preview.title : words.title[kind](number);
};
