import type { Refusal } from './refusal.ts';

/** Plans, prices, payments, presets. */
export const MONEY_REFUSALS = {
  plan_not_found: { kind: 'not_found', text: 'Plan {id} not found' },
  plan_unknown: { kind: 'invalid', text: 'there is no plan {id}' },
  plan_archived: { kind: 'invalid', text: 'plan {id} is archived' },
  plan_not_allowed: {
    kind: 'conflict',
    text: 'Plan {id} is not among the plans that organization {organizationId} may have',
  },
  plans_too_many: { kind: 'invalid', text: '{limit} plans are allowed' },
  plans_closed: { kind: 'forbidden', text: 'Only an administrator may see the plans' },
  plans_or_none: { kind: 'invalid', text: 'name plans, or none at all' },
  plan_preset_missing: { kind: 'invalid', text: 'say which preset the plan delivers' },
  archived_plan_not_default: { kind: 'conflict', text: 'An archived plan cannot be the default' },
  default_plan_not_archived: {
    kind: 'conflict',
    text: 'The default plan cannot be archived: make another one the default, or none',
  },
  plan_price_not_found: { kind: 'not_found', text: 'A price of plan {id} from {date} not found' },
  price_out_of_range: { kind: 'invalid', text: 'a price has 0 to {limit} minor units' },
  payment_not_positive: { kind: 'invalid', text: 'must be greater than 0' },
  payment_too_large: { kind: 'invalid', text: 'a payment has {limit} minor units at the most' },
  payment_entered: {
    kind: 'conflict',
    text: 'Payment {payment} is entered already: {amount} {currency} for organization {id}',
  },
  correction_of_nothing: { kind: 'invalid', text: 'give a sum above or below 0' },
  correction_entered: {
    kind: 'conflict',
    text: 'Correction {payment} is entered already: {amount} {currency} for organization {id}',
  },
  refund_entered: {
    kind: 'conflict',
    text: 'Refund {payment} is entered already: {amount} {currency} for organization {id}',
  },
  refund_too_large: { kind: 'invalid', text: 'of this payment {amount} {currency} can still be given back' },
  payment_unknown: { kind: 'invalid', text: 'the organization has no payment {id}' },
  sum_in_other_currency: { kind: 'invalid', text: 'sums are in {currency}' },
  floor_too_far: { kind: 'invalid', text: 'a floor is {limit} minor units from 0 at the most' },
  currency_charged: {
    kind: 'invalid',
    text: 'there are movements in {currency}: switch charging off before the currency changes',
  },
  month_malformed: { kind: 'invalid', text: 'give a month as YYYY-MM' },
  balance_closed: { kind: 'forbidden', text: 'You may not see the balance of organization {id}' },
  sum_malformed: { kind: 'invalid', text: 'give a sum in {currency} with {decimals} decimals at the most' },
  discount_malformed: {
    kind: 'invalid',
    text: 'give percent from 0 to 100 with two decimals at the most, such as 12.5',
  },
  preset_not_found: { kind: 'not_found', text: 'Preset {id} not found' },
  preset_link_not_found: {
    kind: 'not_found',
    text: 'A link of preset {presetId} to organization {organizationId} not found',
  },
  one_default_preset: {
    kind: 'conflict',
    text: 'One preset is always the default: make another one the default instead',
  },
  default_preset_stays: {
    kind: 'conflict',
    text: 'The default preset cannot be deleted: make another one the default first',
  },
  preset_of_plan: { kind: 'conflict', text: 'Plan {id} delivers this preset: archive the plan first' },
} as const satisfies Readonly<Record<string, Refusal>>;
