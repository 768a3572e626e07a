import { formatMoney } from '../../core/ledger/money.ts';
import { oneLine, shortened } from './text.ts';

export interface EuropeanPayment {
  readonly receiver: string;
  readonly iban: string;
  /** Null or empty: not told, as version 002 has it. */
  readonly bic: string | null;
  /** Cents that are to be paid. */
  readonly cents: bigint;
  readonly purpose: string;
}

/** The guideline's limits. */
const BYTES = 331;
const LETTERS = { name: 70, purpose: 140 } as const;
/** What the longest BIC, IBAN and sum take with all that stands around the receiver and before the purpose. */
const BYTES_BESIDE = 80;
const MAX_CENTS = 99_999_999_999n;

/** The text of a payment code by EPC069-12, version 002, in UTF-8. Undefined: there is none for these requisites or this sum. */
export function europeanPaymentText(payment: EuropeanPayment): string | undefined {
  const { cents } = payment;
  const iban = payment.iban.replace(/\s/g, '').toUpperCase();
  const receiver = shortened(oneLine(payment.receiver), LETTERS.name, BYTES - BYTES_BESIDE);
  const isWhole = /^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/.test(iban) && receiver !== '';
  if (!isWhole || cents <= 0n || cents > MAX_CENTS) return undefined;
  const sum = `EUR${formatMoney({ amount: cents, currency: 'EUR' })}`;
  const bic = /^[A-Z0-9]{8}([A-Z0-9]{3})?$/.test(payment.bic ?? '') ? (payment.bic ?? '') : '';
  // Two empty lines: the kind of purpose and a structured reference.
  const head = ['BCD', '002', '1', 'SCT', bic, receiver, iban, sum, '', '', ''].join('\n');
  const purpose = shortened(oneLine(payment.purpose), LETTERS.purpose, BYTES - Buffer.byteLength(head));
  return (head + purpose).trimEnd();
}
