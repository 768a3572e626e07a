import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { type Write, write } from '../write.ts';
import { lockChoice, type PlanChoice, storeChoice, storeDefault } from './choice.ts';
import type { Plan } from './plan.ts';
import { activeDefaultPlan, findPlan, listPlans, sharePlans } from './queries.ts';

/** Far above what anybody sells. */
const MAX_PLANS = 10_000;

/** The plans that an organization's cameras may have, by id; none: all. */
export async function allowedPlans(core: Core, actor: Actor, organizationId: number): Promise<readonly Plan[]> {
  await requireOrganization(core, actor, organizationId);
  requireMay(actor, 'plans.read');
  const filter = { after: 0, limit: MAX_PLANS, search: '', active: undefined, organizationId };
  return await listPlans(listReader(core), actor.domainId, filter, core.clock());
}

/** Null: none, or it is archived. */
export async function defaultPlan(core: Core, actor: Actor, organizationId: number): Promise<Plan | null> {
  await requireOrganization(core, actor, organizationId);
  requireMay(actor, 'plans.read');
  const [row] = await reader(core)<{ defaultPlanId: number | null }[]>`
    select default_plan_id from organization where id = ${organizationId} and domain_id = ${actor.domainId}`;
  const id = row?.defaultPlanId ?? null;
  const plan = id === null ? undefined : await findPlan(reader(core), actor.domainId, id, core.clock());
  return plan?.active ? plan : null;
}

/** True: it may have no plan at all, not even the default one. */
export async function hasNoPlans(core: Core, actor: Actor, organizationId: number): Promise<boolean> {
  await requireOrganization(core, actor, organizationId);
  requireMay(actor, 'plans.read');
  const [row] = await reader(core)<{ noPlans: boolean }[]>`
    select no_plans from organization where id = ${organizationId} and domain_id = ${actor.domainId}`;
  return row?.noPlans ?? false;
}

/**
 * Replaces the plans that an organization's cameras may have; none: all. A default that is no longer among them is
 * taken away. Plans that are new to it have to be active.
 */
export async function setAllowedPlans(
  core: Core,
  actor: Actor,
  organizationId: number,
  planIds: readonly number[],
): Promise<void> {
  const ids = checkedIds(planIds);
  await setChoice(core, actor, organizationId, { planIds: ids }, async () =>
    ids.length === 0 ? { kind: 'any' } : { kind: 'listed', planIds: ids },
  );
}

/** The same with the domain's default plan among them, as it is today; all where neither is one. */
export async function setPlansWithDefault(
  core: Core,
  actor: Actor,
  organizationId: number,
  planIds: readonly number[],
): Promise<void> {
  const given = checkedIds(planIds);
  await setChoice(core, actor, organizationId, { planIds: given }, async (tx) => {
    const byDefault = await activeDefaultPlan(tx.sql, actor.domainId);
    const ids = checkedIds([...given, byDefault ?? []].flat());
    return ids.length === 0 ? { kind: 'any' } : { kind: 'listed', planIds: ids };
  });
}

/** Takes every plan from it, the default one too: its cameras cost nothing. */
export async function setNoPlans(core: Core, actor: Actor, organizationId: number): Promise<void> {
  await setChoice(core, actor, organizationId, { none: true }, async () => ({ kind: 'none' }));
}

async function setChoice(
  core: Core,
  actor: Actor,
  organizationId: number,
  request: object,
  choose: (tx: Write) => Promise<PlanChoice>,
): Promise<void> {
  requireMay(actor, 'plans.assign');
  const intent = { type: 'organization.plans' as const, subject: `organization ${organizationId}`, request };
  await write(core, actor, intent, async (tx) => {
    const before = await lockChoice(tx, organizationId);
    const after = await choose(tx);
    if (after.kind === 'listed') await requireGiven(tx, 'planIds', after.planIds, before.planIds);
    await storeChoice(tx, organizationId, before, after);
  });
}

/** The plan of cameras that its subscribers add themselves: an active one that it may have; null: none. */
export async function setDefaultPlan(
  core: Core,
  actor: Actor,
  organizationId: number,
  planId: number | null,
): Promise<void> {
  requireMay(actor, 'plans.assign');
  const intent = { type: 'organization.plan' as const, subject: `organization ${organizationId}`, request: { planId } };
  await write(core, actor, intent, async (tx) => {
    const { defaultPlanId, planIds, noPlans } = await lockChoice(tx, organizationId);
    if (planId !== null) {
      await requireGiven(tx, 'planId', [planId], []);
      if (noPlans || (planIds.length > 0 && !planIds.includes(planId)))
        throw refuse('plan_not_allowed', { id: planId, organizationId });
    }
    await storeDefault(tx, organizationId, defaultPlanId, planId);
  });
}

/** By id, each once. */
function checkedIds(planIds: readonly number[]): readonly number[] {
  const ids = [...new Set(planIds)].sort((a, b) => a - b);
  if (ids.length > MAX_PLANS) throw invalid('planIds', 'plans_too_many', { limit: MAX_PLANS });
  return ids;
}

/** Refuses plans that are not there, and archived ones that are not had already. */
async function requireGiven(tx: Write, field: string, ids: readonly number[], had: readonly number[]): Promise<void> {
  const found = new Map((await sharePlans(tx.sql, tx.actor.domainId, ids)).map((plan) => [plan.id, plan.active]));
  for (const id of ids) {
    if (!found.has(id)) throw invalid(field, 'plan_unknown', { id });
    if (!found.get(id) && !had.includes(id)) throw invalid(field, 'plan_archived', { id });
  }
}
