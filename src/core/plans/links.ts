import type { Write } from '../write.ts';

/** Links the presets of plans that are new to an organization, so that its cameras may have them. */
export async function linkPresets(tx: Write, organizationId: number, planIds: readonly number[]): Promise<void> {
  if (planIds.length === 0) return;
  const linked = await tx.sql<{ presetId: number }[]>`
    insert into organization_preset (organization_id, preset_id, by_plan)
    select distinct ${organizationId}::int, p.preset_id, true from plan p where p.id = any(${[...planIds]}::int[])
    on conflict do nothing returning preset_id`;
  note(tx, organizationId, 'linked', linked);
}

/**
 * Unlinks the presets of plans that an organization may not have: those that it had, and others that are still given.
 * A preset stays that no plan delivers, that another of its plans delivers, that is the default one, or that the default
 * plan delivers, which it has in any case but without plans at all.
 */
export async function unlinkPresets(
  tx: Write,
  organizationId: number,
  hadIds: readonly number[],
  planIds: readonly number[],
  noPlans: boolean,
): Promise<void> {
  const gone = await tx.sql<{ presetId: number }[]>`
    delete from organization_preset l
    where l.organization_id = ${organizationId}
      and exists (select from plan p where p.preset_id = l.preset_id and (p.active or p.id = any(${[...hadIds]}::int[])))
      and not exists (select from plan p where p.preset_id = l.preset_id
        and (p.id = any(${[...planIds]}::int[]) or (p.is_default and p.active and not ${noPlans})))
      and not exists (select from preset r where r.id = l.preset_id and r.is_default)
    returning l.preset_id`;
  note(tx, organizationId, 'unlinked', gone);
}

/**
 * A plan delivers another preset now, or became the default one, which all have who have plans listed: its preset is
 * theirs to use.
 */
export async function linkPresetOfPlan(
  tx: Write,
  plan: { readonly id: number; readonly presetId: number; readonly isDefault: boolean },
): Promise<void> {
  await tx.sql`
    insert into organization_preset (organization_id, preset_id, by_plan)
    select distinct g.organization_id, ${plan.presetId}::int, true from organization_plan g
    join organization o on o.id = g.organization_id and o.domain_id = ${tx.actor.domainId}
    where ${plan.isDefault} or g.plan_id = ${plan.id}
    on conflict do nothing`;
}

function note(
  tx: Write,
  objectId: number,
  what: 'linked' | 'unlinked',
  rows: readonly { readonly presetId: number }[],
): void {
  const ids = rows.map(({ presetId }) => presetId).sort((a, b) => a - b);
  if (ids.length === 0) return;
  const changes = { presets: what === 'linked' ? ([[], ids] as const) : ([ids, []] as const) };
  tx.changed({ action: 'change', objectKind: 'organization', objectId, changes });
}
