import type { Write } from '../write.ts';
import { lockChoice, type PlanChoice, storeChoice } from './choice.ts';
import { activeDefaultPlan, activePlanOfPreset, plansOfPreset, sharePlans } from './queries.ts';

/**
 * A preset is linked to an organization that has plans listed, or none: the plan that delivers it is listed with it, so
 * that what the organization uses is charged. Locks the organization.
 */
export async function listPlanOfPreset(tx: Write, organizationId: number, presetId: number): Promise<void> {
  const before = await lockChoice(tx, organizationId);
  if (!before.noPlans && before.planIds.length === 0) return;
  const planId = await activePlanOfPreset(tx.sql, presetId);
  if (planId === undefined) return;
  const [plan] = await sharePlans(tx.sql, tx.actor.domainId, [planId]);
  const delivered = (await plansOfPreset(tx.sql, presetId)).some((id) => before.planIds.includes(id));
  if (!plan?.active || delivered) return;
  await storeChoice(
    tx,
    organizationId,
    before,
    { kind: 'listed', planIds: sorted([...before.planIds, planId]) },
    { links: false },
  );
}

/**
 * A preset is unlinked: the plans that deliver it are listed no more, but for the default one, which stays. With no other
 * left the organization has the default plan alone, or none where the domain has no default.
 */
export async function unlistPlansOfPreset(tx: Write, organizationId: number, presetId: number): Promise<void> {
  const before = await lockChoice(tx, organizationId);
  const byDefault = await activeDefaultPlan(tx.sql, tx.actor.domainId);
  const gone = (await plansOfPreset(tx.sql, presetId)).filter((id) => id !== byDefault);
  const left = before.planIds.filter((id) => !gone.includes(id));
  if (left.length === before.planIds.length) return;
  if (left.length === 0 && byDefault !== undefined) left.push(byDefault);
  const after: PlanChoice = left.length === 0 ? { kind: 'none' } : { kind: 'listed', planIds: left };
  await storeChoice(tx, organizationId, before, after, { links: false });
}

const sorted = (ids: readonly number[]): readonly number[] => [...ids].sort((a, b) => a - b);
