import type { MoneyDocument } from '../core/invoices/document.ts';

const TITLES = {
  en: { invoice: 'Invoice', act: 'Act', credit_note: 'Credit note', preview: 'Invoice preview' },
  ru: { invoice: 'Счёт', act: 'Акт', credit_note: 'Кредит-нота', preview: 'Предварительный счёт' },
} as const;

/** What a document is called as a file, without the ending: `Счёт 2026-000123`; a preview by its month. */
export function documentFileName({ kind, number, language, from }: MoneyDocument): string {
  const titles = TITLES[language];
  return number === null ? `${titles.preview} ${from.slice(0, 7)}` : `${titles[kind]} ${number}`;
}
