import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid } from '../errors.ts';
import { checkSum, checkWords, enter } from './entering.ts';
import type { Correction } from './ledger.ts';
import { policyOf } from './policy.ts';

/** Puts a sum on an organization's balance or takes it off, with the reason, and answers its entry's id. */
export async function correctBalance(core: Core, actor: Actor, correction: Correction): Promise<number> {
  requireMay(actor, 'payments.enter');
  const { organizationId, amountMinor, currency, reason, outsideId } = correction;
  if (amountMinor === 0n) throw invalid('amount', 'correction_of_nothing');
  checkWords('reason', reason, outsideId);
  const policy = await policyOf(reader(core), actor.domainId);
  checkSum(policy, amountMinor, currency);
  const money = { amount: amountMinor, currency: policy.currency };
  return await enter(core, actor, {
    kind: 'correction',
    against: 'corrections',
    organizationId,
    money,
    comment: reason,
    outsideId,
  });
}
