import type { Said } from '../errors.ts';

/** A payment as a statement has it: texts as they stand there. */
export interface StatementRow {
  /** The provider's account that it came to; '' where the file does not say. */
  readonly account: string;
  readonly number: string;
  readonly date: string;
  readonly sum: string;
  readonly payer: string;
  readonly payerTaxId: string;
  readonly payerAccount: string;
  readonly purpose: string;
}

/** What a section of a statement says of one account; sums as decimals with a point, null: it does not say. */
export interface AccountCheck {
  readonly account: string;
  readonly opening: string | null;
  readonly incoming: string | null;
  readonly outgoing: string | null;
  readonly closing: string | null;
  /** Opening and incoming less outgoing is closing; null: cannot be told. */
  readonly addsUp: boolean | null;
  /** The payments are what it says came in; null: cannot be told. */
  readonly paymentsAddUp: boolean | null;
}

/** A file as it was read. */
export interface ReadStatement {
  readonly format: '1c' | 'csv';
  readonly accounts: readonly AccountCheck[];
  /** Documents that no money came in by: paid out, or between own accounts. */
  readonly others: number;
  /** False: the file ends before its end. */
  readonly complete: boolean;
  /** Rows without a number are told apart by how often the same came before in the file. */
  readonly numbered: boolean;
  readonly rows: readonly StatementRow[];
  /** Of CSV: how its columns were read. */
  readonly columns: StatementColumns | null;
  /** Of CSV: what its columns are called, in their order. */
  readonly headers: readonly string[];
}

export const COLUMN_NAMES = [
  'date',
  'sum',
  'number',
  'payer',
  'payerTaxId',
  'payerAccount',
  'purpose',
  'account',
] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];
/** A column by the name in the header, or by its number from 1 on. */
export type StatementColumns = Readonly<Partial<Record<ColumnName, string>>>;

export const BANK_PAYMENT_STATUSES = ['duplicate', 'waiting', 'matched', 'unmatched', 'ignored'] as const;
/**
 * `waiting`: found by its contract and booked on commit; `matched`: booked; `unmatched`: for a person; `ignored`: by a
 * person or because it cannot be read; `duplicate`: an earlier row has it.
 */
export type BankPaymentStatus = (typeof BANK_PAYMENT_STATUSES)[number];

export const MATCHES = ['contract', 'tax_id', 'similar', 'sum'] as const;
/** By what an organization was found; only the contract's own number is certain. */
export type Match = (typeof MATCHES)[number];

/** A payment of a statement as it is kept. */
export interface BankPayment {
  readonly id: number;
  readonly statementId: number;
  readonly status: BankPaymentStatus;
  /** YYYY-MM-DD; null: it cannot be read. */
  readonly day: string | null;
  /** Minor units of `currency`; null: it cannot be read. */
  readonly amount: bigint | null;
  /** ISO 4217: the domain's when the statement was read. */
  readonly currency: string | null;
  readonly account: string;
  readonly number: string;
  readonly payer: string;
  readonly payerTaxId: string;
  readonly purpose: string;
  readonly match: Match | null;
  /** Booked to it, or suggested; title null: it was deleted. */
  readonly organization: { readonly id: number; readonly title: string | null } | null;
  readonly entryId: number | null;
  /** Why it is not booked, in the domain's words. */
  readonly problem: Said | null;
  /** Why a person ignored it. */
  readonly note: string;
  readonly changedBy: string | null;
}

export type StatusCounts = Readonly<Record<BankPaymentStatus, number>>;

export interface BankStatement {
  readonly id: number;
  readonly fileName: string;
  readonly format: '1c' | 'csv';
  /** In which the file was read. */
  readonly charset: string;
  readonly accounts: readonly AccountCheck[];
  readonly others: number;
  readonly complete: boolean;
  readonly columns: StatementColumns | null;
  readonly headers: readonly string[];
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  /** Null: it was only looked at. */
  readonly committedAt: Date | null;
  readonly counts: StatusCounts;
  /** Of `unmatched` and `waiting` ones: an organization is suggested. */
  readonly suggested: number;
}
