import type { ExtraFields } from '../extra/extra.ts';

/** A user whom a billing made with a contract of its own, or whom it knows by its login. */
export interface Subscriber {
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly mayChangePassword: boolean;
  /** A block stands on the user or on its contract, whoever set it. */
  readonly blocked: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** The organization that the user owns; null: it has none of its own. */
  readonly organizationId: number | null;
  /** The contract as the billing names it. */
  readonly billingId: string | null;
  /** What the dialect that asks keeps of the user. */
  readonly kept: Readonly<Record<string, unknown>>;
}

/** What a billing says of a subscriber; absent fields stay. */
export interface SubscriberFields {
  /** Null: it has none. */
  readonly name?: string | null;
  readonly password?: string;
  readonly mayChangePassword?: boolean;
  /** As it was written. Null: it has none. */
  readonly phone?: string | null;
  /** Sets or lifts the billing's block on the contract. */
  readonly blocked?: boolean;
  /** The contract as the billing names it: its number, and its id where the billing is asked. */
  readonly billingId?: string;
  readonly extra?: ExtraFields | undefined;
}
