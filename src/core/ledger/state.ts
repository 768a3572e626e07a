import type { Actor } from '../actor.ts';
import { BALANCE_REASON } from '../blocks/source.ts';
import { type Core, reader } from '../core.ts';
import type { Money } from './money.ts';
import { requireMayReadMoney } from './operations.ts';
import { type Charging, policyOf } from './policy.ts';
import { standings } from './standings.ts';
import { dueOf, lastsUntil } from './warning.ts';

/** What an organization's balance means for it now, in the domain's currency. */
export interface BalanceState {
  readonly charging: Charging;
  /** Prepaid: what it may not fall below; else 0. */
  readonly floor: Money;
  /** What has to be paid for the picture, prepaid and below the floor; else what is owed. 0: nothing. */
  readonly due: Money;
  readonly blockedForBalance: boolean;
  /** Prepaid, and it will be below the floor within the days that the provider warns before. */
  readonly low: boolean;
  /** Days of use as the last rated ones were; null: not prepaid, or nothing is used. */
  readonly daysLeft: number | null;
  /** YYYY-MM-DD, about; null: as `daysLeft`, or it is over. */
  readonly lastsUntil: string | null;
}

/** The same who may read the balance. */
export async function balanceState(core: Core, actor: Actor, organizationId: number): Promise<BalanceState> {
  await requireMayReadMoney(core, actor, organizationId);
  const policy = await policyOf(reader(core), actor.domainId);
  const [standing] = await standings(reader(core), policy, actor.domainId, { ids: [organizationId], unsettled: false });
  if (!standing) throw new Error(`Organization ${organizationId} is there and has no standing`);
  const { currency, charging } = policy;
  return {
    charging,
    floor: { amount: charging === 'prepaid' ? policy.creditFloor : 0n, currency },
    due: { amount: dueOf(policy, standing.balance), currency },
    blockedForBalance: standing.blockReason === BALANCE_REASON,
    low: standing.low,
    daysLeft: standing.daysLeft,
    lastsUntil: lastsUntil(policy, standing, core.clock()) ?? null,
  };
}
