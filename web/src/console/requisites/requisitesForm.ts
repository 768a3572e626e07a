import type { Requisites, RequisitesSet } from '../../api/types.ts';
import { languageOf } from '../../locales/languages.ts';
import { nullable, numberOrNull } from '../../ui/form/values.ts';
import type { PartyValues } from './partyForm.ts';
import { partyBody } from './partyForm.ts';

export const BANK_KINDS = ['none', 'russian', 'iban'] as const;
export const ROUNDINGS = ['', 'line', 'total'] as const;

export interface RequisitesValues extends PartyValues {
  bank: {
    kind: (typeof BANK_KINDS)[number];
    bankName: string;
    bic: string;
    account: string;
    correspondentAccount: string;
    iban: string;
  };
  signatory: { position: string; name: string };
  documentLanguage: Requisites['documentLanguage'];
  daysToPay: number | string;
  numberPrefix: string;
  creditNotePrefix: string;
  makesActs: boolean;
  mailsInvoices: boolean;
  /** '': as the currency has it. */
  taxRounding: (typeof ROUNDINGS)[number];
}

const NO_BANK = { bankName: '', bic: '', account: '', correspondentAccount: '', iban: '' };

/** A form that was never saved begins with the bank that the currency speaks for. */
export function requisitesValues(requisites: Requisites, currency: string): RequisitesValues {
  const { missing, bank, signatory, taxRounding, daysToPay, ...rest } = requisites;
  const untouched = rest.name === '' && bank === null;
  const kind = untouched ? (currency === 'RUB' ? 'russian' : 'iban') : 'none';
  return {
    ...rest,
    bank:
      bank === null
        ? { kind, ...NO_BANK }
        : bank.kind === 'iban'
          ? { ...NO_BANK, ...bank, bic: bank.bic ?? '' }
          : { ...NO_BANK, ...bank, correspondentAccount: bank.correspondentAccount ?? '' },
    signatory: signatory ?? { position: '', name: '' },
    daysToPay: daysToPay ?? '',
    taxRounding: taxRounding ?? '',
  };
}

export function requisitesBody(values: RequisitesValues): RequisitesSet {
  const { signatory, taxRounding } = values;
  return {
    ...partyBody(values),
    bank: bankOf(values.bank),
    signatory: `${signatory.position}${signatory.name}`.trim() === '' ? null : signatory,
    documentLanguage: languageOf(values.documentLanguage) ?? 'en',
    daysToPay: numberOrNull(values.daysToPay),
    numberPrefix: values.numberPrefix.trim(),
    creditNotePrefix: values.creditNotePrefix.trim(),
    makesActs: values.makesActs,
    mailsInvoices: values.mailsInvoices,
    taxRounding: taxRounding === '' ? null : taxRounding,
  };
}

/** Null where nothing of it was filled in: the rest can be saved before the bank is known. */
function bankOf({ kind, bankName, bic, account, correspondentAccount, iban }: RequisitesValues['bank']) {
  if (kind === 'none') return null;
  if (kind === 'iban')
    return `${iban}${bic}${bankName}`.trim() === ''
      ? null
      : ({ kind, iban: iban.trim(), bic: nullable(bic), bankName: bankName.trim() } as const);
  if (`${account}${bic}${bankName}${correspondentAccount}`.trim() === '') return null;
  return {
    kind,
    bankName: bankName.trim(),
    bic: bic.trim(),
    account: account.trim(),
    correspondentAccount: nullable(correspondentAccount),
  } as const;
}
