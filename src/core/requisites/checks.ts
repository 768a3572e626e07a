import { invalid } from '../errors.ts';
import { checkInteger, checkText } from '../fields.ts';
import type { BankAccount, Party } from '../invoices/document.ts';
import { looksLikeEmail } from '../users/by-email.ts';
import { fitsBic, isBic, isIban, isInn, isKpp, isRussianBic } from './numbers.ts';
import { PARTY_FIELDS, type ProviderRequisites } from './requisites.ts';

const LIMIT = 500;

/** A side of an invoice; `russian`: its numbers are those of Russia's tax service. */
export function checkParty(party: Party, russian: boolean): void {
  for (const field of PARTY_FIELDS) checkText(field, party[field], LIMIT);
  const { taxId, taxOffice, email } = party;
  if (email !== '' && !looksLikeEmail(email)) throw invalid('email', 'email_malformed');
  if (!russian) return;
  if (taxId !== '' && !isInn(taxId)) throw invalid('taxId', 'inn_malformed');
  if (taxOffice !== '' && !isKpp(taxOffice)) throw invalid('taxOffice', 'kpp_malformed');
}

export function checkProvider(requisites: ProviderRequisites, russian: boolean): void {
  checkParty(requisites, russian);
  checkBank(requisites.bank);
  checkText('signatory.position', requisites.signatory?.position, LIMIT);
  checkText('signatory.name', requisites.signatory?.name, LIMIT, 1);
  checkInteger('daysToPay', requisites.daysToPay, 0, 365);
  checkPrefix('numberPrefix', requisites.numberPrefix);
  checkPrefix('creditNotePrefix', requisites.creditNotePrefix);
  // An invoice and a credit note of one year would have the same numbers.
  if (requisites.creditNotePrefix === requisites.numberPrefix)
    throw invalid('creditNotePrefix', 'number_prefixes_same');
}

/** What is in front of a number is part of names of files, and of what is searched. */
function checkPrefix(field: 'numberPrefix' | 'creditNotePrefix', text: string): void {
  if (!/^[\p{L}\p{N}._-]{0,20}$/u.test(text)) throw invalid(field, 'number_prefix_malformed');
}

function checkBank(bank: BankAccount | null): void {
  if (bank === null) return;
  checkText('bank.bankName', bank.bankName, LIMIT);
  if (bank.kind === 'iban') {
    if (!isIban(bank.iban)) throw invalid('bank.iban', 'iban_malformed');
    if (bank.bic !== null && !isBic(bank.bic)) throw invalid('bank.bic', 'bic_malformed');
    return;
  }
  const { bic, account, correspondentAccount } = bank;
  if (bank.bankName.trim() === '') throw invalid('bank.bankName', 'text_empty');
  if (!isRussianBic(bic)) throw invalid('bank.bic', 'russian_bic_malformed');
  checkAccount('bank.account', account, bic, 'bank');
  if (correspondentAccount !== null) checkAccount('bank.correspondentAccount', correspondentAccount, bic, 'central');
}

function checkAccount(
  field: 'bank.account' | 'bank.correspondentAccount',
  account: string,
  bic: string,
  at: 'bank' | 'central',
): void {
  if (!/^\d{20}$/.test(account)) throw invalid(field, 'account_malformed');
  if (!fitsBic(account, bic, at)) throw invalid(field, 'account_of_other_bank', { bic });
}
