import type { Money } from './money.ts';

/** One movement on an organization's balance. */
export interface StatementLine extends Money {
  /** Of the entry. */
  readonly id: number;
  readonly at: Date;
  readonly kind: 'payment';
  readonly comment: string;
  /** Who entered it, as they were called then. */
  readonly actor: string;
  /** The payer's id of it; null: none was given. */
  readonly outsideId: string | null;
  /** The balance in its currency with this movement and all before it. */
  readonly balance: bigint;
}

export interface Payment {
  readonly organizationId: number;
  /** Minor units of the domain's currency, above 0. */
  readonly amountMinor: bigint;
  readonly comment?: string | undefined;
  /** The payer's id of the payment: sent again it is entered once. */
  readonly outsideId?: string | undefined;
}
