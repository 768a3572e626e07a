import type { Money } from '../ledger/money.ts';

/** A payment provider that calls us when somebody pays. */
export interface Gateway {
  readonly id: number;
  readonly name: string;
  readonly enabled: boolean;
  /** CIDR; empty: its calls may come from everywhere. */
  readonly networks: readonly string[];
  /** While a former secret is good beside the new one; null: there is one secret alone. */
  readonly formerSecretUntil: Date | null;
  /** Of the last call that was signed rightly, give or take a minute. */
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
}

export interface GatewayFields {
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly networks?: readonly string[] | undefined;
}

/** A payment as its gateway told it. */
export interface ToldPayment extends Money {
  readonly paymentId: string;
  readonly entryId: number;
  readonly organizationId: number;
  /** As the provider named who paid. */
  readonly account: string;
  /** By the provider; null: it did not say. */
  readonly paidAt: Date | null;
  /** The refund by which it was taken back; null: it stands. */
  readonly cancelEntryId: number | null;
}

export const MOST_GATEWAYS = 20;
export const MOST_NETWORKS = 100;
/** Under which a secret is sealed. */
export const secretLabel = (id: number): string => `payment_gateway.secret:${id}`;

/** The ledger's id of a payment: those of two gateways are never the same. */
export const outsideIdOf = (gatewayId: number, paymentId: string): string => `gateway:${gatewayId}:${paymentId}`;

/** Characters of a provider's id of a payment, so that the ledger's id of it has room. */
export const LONGEST_PAYMENT_ID = 200;
