import { formatMoney, type Money } from '../../core/ledger/money.ts';
import type { PlanContract } from '../../core/plans/contracts.ts';
import type { Plan } from '../../core/plans/plan.ts';
import { formatPercent } from '../../core/terms/terms.ts';

/** What a plan without a price is shown with, and in which zone the day of its making is said. */
export interface Defaults {
  readonly currency: string;
  /** The date (YYYY-MM-DD) of an instant at the provider's. */
  readonly dateOf: (at: number) => string;
}

export const planOut = (plan: Plan, { currency, dateOf }: Defaults) => {
  const price = plan.price ?? plan.prices[0];
  return {
    id: plan.id,
    name: plan.name,
    date_from: europeanDate(price?.fromDate ?? dateOf(plan.createdAt.getTime())),
    full_price: priceOut(price ?? { amount: 0n, currency }),
    status: plan.active ? 'Active' : 'Archived',
    external_id: plan.presetId,
  };
};

export const organizationOut = (contract: PlanContract, defaults: Defaults) => ({
  id: contract.billingId,
  title: contract.title,
  domain: { id: contract.domainId, title: contract.domainTitle },
  owner: contract.ownerId === null ? null : { id: contract.ownerId, email: contract.ownerEmail || contract.ownerLogin },
  discount: `${formatPercent(contract.discount)}%`,
  trial_expired_at: contract.trialUntil === null ? '' : europeanDate(contract.trialUntil),
  external_id: contract.id,
  tariff_plans: contract.plans.map((plan) => planOut(plan, defaults)),
});

/** `100.0 USD`: as Ruby writes a floating point number, with one decimal at least and no zeros behind it. */
export function priceOut(money: Money): string {
  const [whole, part = ''] = formatMoney(money).split('.');
  return `${whole}.${part.replace(/0+$/, '') || '0'} ${money.currency}`;
}

/** `27/04/2024` of `2024-04-27`. */
const europeanDate = (date: string): string => date.split('-').reverse().join('/');
