import type { Money } from '../ledger/money.ts';

/** A price a month, from the start of a day (`YYYY-MM-DD`, in the domain's time zone) until the next one starts. */
export interface PlanPrice extends Money {
  readonly fromDate: string;
}

/** What is charged for a preset. */
export interface Plan {
  readonly id: number;
  readonly domainId: number;
  readonly name: string;
  readonly note: string;
  readonly presetId: number;
  readonly presetTitle: string;
  /** At most one of a domain. */
  readonly isDefault: boolean;
  /** False: archived; organizations that have it keep it, nobody is given it anew. */
  readonly active: boolean;
  readonly createdAt: Date;
  /** By date. */
  readonly prices: readonly PlanPrice[];
  /** In force today; null: none yet. */
  readonly price: PlanPrice | null;
}

export interface PlanFields {
  readonly name?: string | undefined;
  readonly note?: string | undefined;
  readonly presetId?: number | undefined;
  readonly isDefault?: boolean | undefined;
  readonly active?: boolean | undefined;
}

export const PLAN_FIELDS = ['name', 'note', 'presetId', 'isDefault', 'active'] as const;

/** The price in force on a day; `prices` by date. */
export const priceOn = (prices: readonly PlanPrice[], day: string): PlanPrice | null =>
  prices.findLast((price) => price.fromDate <= day) ?? null;
