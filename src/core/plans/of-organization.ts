import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { lockOrganization } from '../organizations/queries.ts';
import { settleUsage } from '../usage/settle.ts';
import { type Write, write } from '../write.ts';
import type { Plan } from './plan.ts';
import { allowedPlanIds, findPlan, listPlans, sharePlans } from './queries.ts';

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
  requireMay(actor, 'plans.assign');
  const ids = [...new Set(planIds)].sort((a, b) => a - b);
  if (ids.length > MAX_PLANS) throw invalid('planIds', 'plans_too_many', { limit: MAX_PLANS });
  const intent = { type: 'organization.plans', subject: `organization ${organizationId}`, request: { planIds: ids } };
  await write(core, actor, intent, async (tx) => {
    const { defaultPlanId } = await lockForPlans(tx, organizationId);
    const before = await allowedPlanIds(tx.sql, organizationId);
    await requireGiven(tx, 'planIds', ids, before);
    await tx.sql`
      delete from organization_plan where organization_id = ${organizationId} and plan_id <> all(${ids}::int[])`;
    await tx.sql`
      insert into organization_plan (organization_id, plan_id)
      select ${organizationId}, p.id from unnest(${ids}::int[]) as p (id) on conflict do nothing`;
    settleUsage(tx, { organizationId });
    change(tx, organizationId, { plans: [before, ids] });
    if (defaultPlanId !== null && ids.length > 0 && !ids.includes(defaultPlanId))
      await storeDefault(tx, organizationId, defaultPlanId, null);
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
  const intent = { type: 'organization.plan', subject: `organization ${organizationId}`, request: { planId } };
  await write(core, actor, intent, async (tx) => {
    const { defaultPlanId } = await lockForPlans(tx, organizationId);
    if (planId !== null) {
      await requireGiven(tx, 'planId', [planId], []);
      const allowed = await allowedPlanIds(tx.sql, organizationId);
      if (allowed.length > 0 && !allowed.includes(planId))
        throw refuse('plan_not_allowed', { id: planId, organizationId });
    }
    await storeDefault(tx, organizationId, defaultPlanId, planId);
  });
}

/** Refuses plans that are not there, and archived ones that are not had already. */
async function requireGiven(tx: Write, field: string, ids: readonly number[], had: readonly number[]): Promise<void> {
  const found = new Map((await sharePlans(tx.sql, tx.actor.domainId, ids)).map((plan) => [plan.id, plan.active]));
  for (const id of ids) {
    if (!found.has(id)) throw invalid(field, 'plan_unknown', { id });
    if (!found.get(id) && !had.includes(id)) throw invalid(field, 'plan_archived', { id });
  }
}

async function lockForPlans(tx: Write, id: number): Promise<{ readonly defaultPlanId: number | null }> {
  await lockOrganization(tx.sql, tx.actor.domainId, id);
  const [row] = await tx.sql<
    { defaultPlanId: number | null }[]
  >`select default_plan_id from organization where id = ${id}`;
  return row ?? { defaultPlanId: null };
}

async function storeDefault(
  tx: Write,
  organizationId: number,
  before: number | null,
  after: number | null,
): Promise<void> {
  await tx.sql`update organization set default_plan_id = ${after} where id = ${organizationId}`;
  change(tx, organizationId, { defaultPlan: [before, after] });
}

function change(tx: Write, objectId: number, changes: Record<string, readonly [unknown, unknown]>): void {
  tx.changed({ action: 'change', objectKind: 'organization', objectId, changes });
  tx.touched('organization', objectId);
}
