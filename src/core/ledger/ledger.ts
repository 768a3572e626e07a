import type { Money } from './money.ts';

export const ENTRY_KINDS = ['payment', 'charge', 'correction', 'refund'] as const;
/** What moved the balance: money that came, a day of use, a correction by hand, money given back. */
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One movement on an organization's balance. */
export interface StatementLine extends Money {
  /** Of the entry. */
  readonly id: number;
  readonly at: Date;
  readonly kind: EntryKind;
  /** Of a charge: the day that was charged, YYYY-MM-DD. */
  readonly day: string | null;
  /** Of corrections and refunds: the reason. */
  readonly comment: string;
  /** Who entered it, as they were called then. */
  readonly actor: string;
  /** The sender's id of it; null: none was given. */
  readonly outsideId: string | null;
  /** Of a refund: the payment's entry. */
  readonly refundOf: number | null;
  /** Of a payment: what of it has not been given back. */
  readonly refundable: bigint | null;
  /** The balance in its currency with this movement and all that were entered before it. */
  readonly balance: bigint;
}

/** What a statement shows; absent: all of it. Days are YYYY-MM-DD of the domain's, both included. */
export interface StatementFilter {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly kind?: EntryKind | undefined;
}

/** What is said of every movement that somebody enters. */
interface Entered {
  readonly organizationId: number;
  /** ISO 4217; absent or the domain's own, no other. */
  readonly currency?: string | undefined;
  /** The sender's id of it: sent again it is entered once. */
  readonly outsideId?: string | undefined;
}

export interface Payment extends Entered {
  /** Minor units of the domain's currency, above 0. */
  readonly amountMinor: bigint;
  readonly comment?: string | undefined;
}

export interface Correction extends Entered {
  /** Minor units of the domain's currency, above 0 in the organization's favour, below 0 against it. */
  readonly amountMinor: bigint;
  readonly reason: string;
}

export interface Refund extends Entered {
  /** The payment's entry. */
  readonly paymentId: number;
  /** Minor units of the domain's currency, above 0. */
  readonly amountMinor: bigint;
  readonly reason: string;
}
