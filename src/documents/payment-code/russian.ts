import type { BankAccount } from '../../core/invoices/document.ts';
import { oneLine, shortened } from './text.ts';

export interface RussianPayment {
  readonly receiver: string;
  /** INN and KPP; empty: not told. */
  readonly taxId: string;
  readonly taxOffice: string;
  readonly bank: Extract<BankAccount, { readonly kind: 'russian' }>;
  /** What is to be paid, from 1 on. */
  readonly kopecks: bigint;
  readonly purpose: string;
  /** The contract's number: the payer's account with the receiver. */
  readonly contractNumber: string;
}

/** The standard's limits. The required fields, from `Name` to the end of `CorrespAcc`, share a block. */
const REQUIRED_BYTES = 300;
const LETTERS = { name: 160, bankName: 45, purpose: 160, account: 40 } as const;
const MAX_KOPECKS = 10n ** 18n - 1n;

/** What may stand between fields, the usual one first. */
const SEPARATORS = ['|', '~', '^', ';', '#', '$', '&', '%', '@', '!', '*', '`'];

/**
 * The text of a payment code by GOST R 56042-2014 in UTF-8 (`ST00012`). Undefined: there is none for these requisites or
 * this sum.
 */
export function russianPaymentText(payment: RussianPayment): string | undefined {
  const { bank, kopecks } = payment;
  const isNamed = oneLine(payment.receiver) !== '' && oneLine(bank.bankName) !== '';
  const isWhole = isNamed && /^\d{9}$/.test(bank.bic) && /^\d{20}$/.test(bank.account);
  if (!isWhole || kopecks <= 0n || kopecks > MAX_KOPECKS) return undefined;
  const fields = [...requiredFields(payment), ...furtherFields(payment)];
  const separator = SEPARATORS.find((mark) => !fields.some(([, value]) => value.includes(mark))) ?? '|';
  return ['ST00012', ...fields.map(([name, value]) => `${name}=${value.replaceAll(separator, ' ')}`)].join(separator);
}

type Field = readonly [name: string, value: string];

function requiredFields({ receiver, bank }: RussianPayment): Field[] {
  const others: Field[] = [
    ['PersonalAcc', bank.account],
    ['BankName', shortened(oneLine(bank.bankName), LETTERS.bankName)],
    ['BIC', bank.bic],
    ['CorrespAcc', bank.correspondentAccount ?? '0'],
  ];
  const taken = others.reduce((sum, [name, value]) => sum + Buffer.byteLength(`|${name}=${value}`), 'Name='.length);
  return [['Name', shortened(oneLine(receiver), LETTERS.name, REQUIRED_BYTES - taken)], ...others];
}

function furtherFields({ kopecks, purpose, contractNumber, taxId, taxOffice }: RussianPayment): Field[] {
  const fields: Field[] = [
    ['Sum', kopecks.toString()],
    ['Purpose', shortened(oneLine(purpose), LETTERS.purpose)],
    ['PayeeINN', /^(\d{10}|\d{12})$/.test(taxId) ? taxId : ''],
    ['KPP', /^[0-9A-Z]{9}$/.test(taxOffice) ? taxOffice : ''],
    ['PersAcc', shortened(oneLine(contractNumber), LETTERS.account)],
  ];
  return fields.filter(([, value]) => value !== '');
}
