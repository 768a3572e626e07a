import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { invalid } from '../../core/errors.ts';
import type { StatementLine as CoreLine } from '../../core/ledger/ledger.ts';
import { type Money as CoreMoney, decimalsOf, formatMoney, parseMoney } from '../../core/ledger/money.ts';
import { currencyOf } from '../../core/ledger/operations.ts';
import type { Plan as CorePlan, PlanPrice as CorePrice } from '../../core/plans/plan.ts';
import type { Money, Plan, PlanPrice, StatementLine } from '../contract/money.ts';

export const toMoney = (money: CoreMoney): Static<typeof Money> => ({
  amount: formatMoney(money),
  currency: money.currency,
});

const toPrice = (price: CorePrice): Static<typeof PlanPrice> => ({ ...toMoney(price), fromDate: price.fromDate });

export const toPlan = (plan: CorePlan): Static<typeof Plan> => ({
  id: plan.id,
  name: plan.name,
  note: plan.note,
  preset: { id: plan.presetId, title: plan.presetTitle },
  isDefault: plan.isDefault,
  archived: !plan.active,
  price: plan.price && toPrice(plan.price),
  prices: plan.prices.map(toPrice),
  createdAt: plan.createdAt.toISOString(),
});

export const toLine = (line: CoreLine): Static<typeof StatementLine> => ({
  id: line.id,
  at: line.at.toISOString(),
  kind: line.kind,
  day: line.day,
  ...toMoney(line),
  balance: formatMoney({ amount: line.balance, currency: line.currency }),
  comment: line.comment,
  actor: line.actor,
  paymentId: line.outsideId,
  refundOf: line.refundOf,
  refundable: line.refundable === null ? null : formatMoney({ amount: line.refundable, currency: line.currency }),
});

/** A sum in the provider's currency as minor units; `field` is named when it has too many decimals. */
export async function minorUnits(core: Core, actor: Actor, field: string, text: string): Promise<bigint> {
  const currency = await currencyOf(core, actor);
  const amount = parseMoney(text, currency);
  if (amount === undefined) throw invalid(field, 'sum_malformed', { currency, decimals: decimalsOf(currency) });
  return amount;
}
