import type { MoneyDocument } from '../../core/invoices/document.ts';
import { DOCUMENT_WORDS } from '../words/languages.ts';
import { writtenDay } from '../words/written-days.ts';
import { europeanPaymentText } from './epc.ts';
import { russianPaymentText } from './russian.ts';

/**
 * What a bank's app reads from an invoice: `ST00012` for roubles to a Russian account, EPC069-12 for euros to an IBAN.
 * Undefined: neither, nothing is due, or it is no invoice that stands.
 */
export function paymentCodeText(document: MoneyDocument): string | undefined {
  const { seller, buyer, due } = document;
  const purpose = paymentPurpose(document);
  if (purpose === undefined || due === null || due <= 0n) return undefined;
  const { bank } = seller;
  if (bank?.kind === 'russian' && document.total.currency === 'RUB') {
    const { name: receiver, taxId, taxOffice } = seller;
    const { contractNumber } = buyer;
    return russianPaymentText({ receiver, taxId, taxOffice, bank, kopecks: due, purpose, contractNumber });
  }
  if (bank?.kind === 'iban' && document.total.currency === 'EUR')
    return europeanPaymentText({ receiver: seller.name, iban: bank.iban, bic: bank.bic, cents: due, purpose });
  return undefined;
}

/** What a payer writes into the transfer. Undefined: it is no invoice, a void one, or a preview. */
export function paymentPurpose(document: MoneyDocument): string | undefined {
  const { kind, number, issuedOn, language, buyer, voidedBy } = document;
  if (kind !== 'invoice' || number === null || voidedBy !== undefined) return undefined;
  return DOCUMENT_WORDS[language].purpose(number, writtenDay(issuedOn, language), buyer.contractNumber);
}
