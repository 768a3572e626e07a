import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkInteger } from '../fields.ts';
import { checkSum, checkWords, enter } from './entering.ts';
import type { Refund } from './ledger.ts';
import { formatMoney, type Money } from './money.ts';
import { policyOf } from './policy.ts';
import { findById, refundedOf } from './queries.ts';

/**
 * Takes off the balance what the payer was given back of one payment, and answers the entry's id. At most what has not
 * been given back of it; a payment in a currency that is the domain's no more is not refunded here.
 */
export async function refundPayment(core: Core, actor: Actor, refund: Refund): Promise<number> {
  requireMay(actor, 'payments.enter');
  const { organizationId, paymentId, amountMinor, currency, reason, outsideId } = refund;
  if (amountMinor <= 0n) throw invalid('amount', 'payment_not_positive');
  checkInteger('payment', paymentId, 1, Number.MAX_SAFE_INTEGER);
  checkWords('reason', reason, outsideId);
  const policy = await policyOf(reader(core), actor.domainId);
  checkSum(policy, amountMinor, currency);
  const payment = await findById(reader(core), actor.domainId, 'payment', paymentId);
  if (payment?.organizationId !== organizationId) {
    await requireThere(core, actor, organizationId);
    throw invalid('payment', 'payment_unknown', { id: paymentId });
  }
  const money = { amount: -amountMinor, currency: policy.currency };
  const entry = { kind: 'refund', against: 'payments', organizationId, money, comment: reason, outsideId } as const;
  return await enter(core, actor, { ...entry, refundOf: paymentId }, async ({ sql }) => {
    if (payment.currency !== money.currency)
      throw invalid('payment', 'sum_in_other_currency', { currency: policy.currency });
    const left: Money = { ...payment, amount: payment.amount - (await refundedOf(sql, paymentId)) };
    if (amountMinor > left.amount)
      throw invalid('amount', 'refund_too_large', { amount: formatMoney(left), currency: left.currency });
  });
}

async function requireThere(core: Core, actor: Actor, id: number): Promise<void> {
  const found = await reader(core)`select from organization where id = ${id} and domain_id = ${actor.domainId}`;
  if (found.length === 0) throw refuse('organization_not_found', { id });
}
