import { refuse } from '../errors.ts';
import { settleUsage } from '../usage/settle.ts';
import type { Write } from '../write.ts';
import { linkPresets, unlinkPresets } from './links.ts';

/** Which plans an organization's cameras may have: every one, these, or none at all, the default one neither. */
export type PlanChoice =
  | { readonly kind: 'any' }
  | { readonly kind: 'listed'; readonly planIds: readonly number[] }
  | { readonly kind: 'none' };

/** As it is stored, read under the organization's lock. */
export interface StoredChoice {
  readonly noPlans: boolean;
  /** By id. */
  readonly planIds: readonly number[];
  /** Of cameras that its subscribers add themselves. */
  readonly defaultPlanId: number | null;
}

/** Locks the organization. */
export async function lockChoice(tx: Write, organizationId: number): Promise<StoredChoice> {
  const { sql, actor } = tx;
  const locked = await sql<{ noPlans: boolean; defaultPlanId: number | null }[]>`
    select no_plans, default_plan_id from organization
    where domain_id = ${actor.domainId} and id = ${organizationId} for update`;
  const [row] = locked;
  if (!row) throw refuse('organization_not_found', { id: organizationId });
  const listed = await sql<{ planId: number }[]>`
    select plan_id from organization_plan where organization_id = ${organizationId} order by plan_id`;
  return { ...row, planIds: listed.map(({ planId }) => planId) };
}

/**
 * Puts another choice in its place, with what follows of it: the usage of its cameras, the plan of cameras that its
 * subscribers add, and the presets that it may use. Where every plan is allowed its presets stay as they are linked.
 * `links: false`: the caller has linked or unlinked the preset that this is about.
 */
export async function storeChoice(
  tx: Write,
  organizationId: number,
  before: StoredChoice,
  after: PlanChoice,
  { links }: { readonly links: boolean } = { links: true },
): Promise<void> {
  const ids = after.kind === 'listed' ? [...after.planIds] : [];
  const noPlans = after.kind === 'none';
  const { sql } = tx;
  if (noPlans !== before.noPlans) await sql`update organization set no_plans = ${noPlans} where id = ${organizationId}`;
  await sql`
    delete from organization_plan where organization_id = ${organizationId} and plan_id <> all(${ids}::int[])`;
  await sql`
    insert into organization_plan (organization_id, plan_id)
    select ${organizationId}, p.id from unnest(${ids}::int[]) as p (id) on conflict do nothing`;
  settleUsage(tx, { organizationId });
  noteChange(tx, organizationId, { plans: [before.planIds, ids], noPlans: [before.noPlans, noPlans] });
  if (links && after.kind !== 'any') {
    await unlinkPresets(tx, organizationId, before.planIds, ids, noPlans);
    await linkPresets(
      tx,
      organizationId,
      ids.filter((id) => !before.planIds.includes(id)),
    );
  }
  const { defaultPlanId } = before;
  if (defaultPlanId !== null && after.kind !== 'any' && !ids.includes(defaultPlanId))
    await storeDefault(tx, organizationId, defaultPlanId, null);
}

export async function storeDefault(
  tx: Write,
  organizationId: number,
  before: number | null,
  after: number | null,
): Promise<void> {
  await tx.sql`update organization set default_plan_id = ${after} where id = ${organizationId}`;
  noteChange(tx, organizationId, { defaultPlan: [before, after] });
}

function noteChange(tx: Write, objectId: number, changes: Record<string, readonly [unknown, unknown]>): void {
  tx.changed({ action: 'change', objectKind: 'organization', objectId, changes });
  tx.touched('organization', objectId);
}
