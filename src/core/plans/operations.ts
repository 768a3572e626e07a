import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { additions, checkText, differences, pick, present } from '../fields.ts';
import { afterId, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { lockPreset } from '../presets/queries.ts';
import { settleUsage } from '../usage/settle.ts';
import { type Write, write } from '../write.ts';
import { linkPresetOfPlan } from './links.ts';
import { PLAN_FIELDS, type Plan, type PlanFields } from './plan.ts';
import { countPlans, findPlan, type LockedPlan, listPlans, lockPlan } from './queries.ts';

/** By id; `active` undefined: archived ones too. */
export async function planPage(core: Core, actor: Actor, page: PageRequest, active?: boolean): Promise<Page<Plan>> {
  requireMay(actor, 'plans.read');
  const filter = {
    after: afterId(page.after),
    limit: page.limit + 1,
    search: likeText((page.search ?? '').trim()),
    active,
  };
  const rows = await listPlans(listReader(core), actor.domainId, filter, core.clock());
  return toPage(rows, page.limit, (plan) => plan.id);
}

export async function planCount(core: Core, actor: Actor, search = '', active?: boolean): Promise<number> {
  requireMay(actor, 'plans.read');
  const filter = { after: 0, limit: 0, search: likeText(search.trim()), active };
  return await countPlans(listReader(core), actor.domainId, filter);
}

export async function planById(core: Core, actor: Actor, id: number): Promise<Plan> {
  requireMay(actor, 'plans.read');
  const plan = await findPlan(reader(core), actor.domainId, id, core.clock());
  if (!plan) throw refuse('plan_not_found', { id });
  return plan;
}

/** A plan has no price until one is set. */
export async function createPlan(core: Core, actor: Actor, fields: PlanFields): Promise<Plan> {
  requireMay(actor, 'plans.manage');
  check(fields);
  checkText('name', fields.name ?? '', 255, 1);
  const { presetId } = fields;
  if (presetId === undefined) throw invalid('presetId', 'plan_preset_missing');
  if (fields.isDefault && fields.active === false) throw refuse('archived_plan_not_default');
  const id = await write(core, actor, { type: 'plan.create', request: fields }, async (tx) => {
    await requirePreset(tx, presetId);
    const former = fields.isDefault ? await clearDefault(tx) : [];
    const row = { name: '', ...pick(fields, PLAN_FIELDS), presetId, domainId: actor.domainId };
    const [created] = await tx.sql<{ id: number }[]>`insert into plan ${tx.sql(row)} returning id`;
    const planId = created?.id ?? 0;
    const changes = additions(pick(fields, PLAN_FIELDS));
    if (fields.isDefault) await linkPresetOfPlan(tx, { id: planId, presetId, isDefault: true });
    await settlePresets(tx, [presetId, ...former]);
    tx.changed({ action: 'create', objectKind: 'plan', objectId: planId, changes });
    return planId;
  });
  return await planById(core, actor, id);
}

/** `active: false` archives it: those who have it keep it, nobody is given it anew. */
export async function changePlan(core: Core, actor: Actor, id: number, fields: PlanFields): Promise<Plan> {
  requireMay(actor, 'plans.manage');
  check(fields);
  checkText('name', fields.name, 255, 1);
  await write(core, actor, { type: 'plan.change', subject: `plan ${id}`, request: fields }, async (tx) => {
    const before = await requirePlan(tx, id);
    const change = pick(fields, PLAN_FIELDS);
    const after = { ...before, ...change };
    if (after.isDefault && !after.active) throw refuse('default_plan_not_archived');
    const presetId = change.presetId ?? before.presetId;
    if (presetId !== before.presetId || (after.active && !before.active)) await requirePreset(tx, presetId);
    const former = after.isDefault && !before.isDefault ? await clearDefault(tx) : [];
    if (Object.keys(change).length > 0) await tx.sql`update plan set ${tx.sql(change)} where id = ${id}`;
    await settleSale(tx, before, { ...before, ...present(change) }, former);
    tx.changed({ action: 'change', objectKind: 'plan', objectId: id, changes: differences<object>(before, change) });
  });
  return await planById(core, actor, id);
}

/** The plan, locked. */
export async function requirePlan(tx: Write, id: number): Promise<LockedPlan> {
  const plan = await lockPlan(tx.sql, tx.actor.domainId, id);
  if (!plan) throw refuse('plan_not_found', { id });
  return plan;
}

async function requirePreset(tx: Write, id: number): Promise<void> {
  if (!(await lockPreset(tx.sql, tx.actor.domainId, id))) throw invalid('presetId', 'preset_unknown', { id });
}

/** What decides which cameras a plan is charged for. */
const DECIDES_SALE = ['presetId', 'active', 'isDefault'] as const;

/** Gives back the presets of the plans that are the default no more. */
async function clearDefault(tx: Write): Promise<readonly number[]> {
  const cleared = await tx.sql<{ id: number; presetId: number }[]>`
    update plan set is_default = false where domain_id = ${tx.actor.domainId} and is_default returning id, preset_id`;
  for (const { id } of cleared)
    tx.changed({ action: 'change', objectKind: 'plan', objectId: id, changes: { isDefault: [true, false] } });
  return cleared.map(({ presetId }) => presetId);
}

/** What follows of another preset, of the archive or of being the default; `former`: presets of plans that are it no more. */
async function settleSale(tx: Write, before: LockedPlan, after: LockedPlan, former: readonly number[]): Promise<void> {
  if (DECIDES_SALE.every((field) => after[field] === before[field])) return;
  if (after.active) await linkPresetOfPlan(tx, after);
  await settlePresets(tx, [before.presetId, after.presetId, ...former]);
}

/** Nobody gives a camera one of these presets until the write has ended. */
async function settlePresets(tx: Write, ids: readonly number[]): Promise<void> {
  const presetIds = [...new Set(ids)];
  await tx.sql`select from preset where id = any(${presetIds}::int[]) order by id for update`;
  settleUsage(tx, { presetIds });
}

function check(fields: PlanFields): void {
  checkText('name', fields.name, 255);
  checkText('note', fields.note, 4000);
}
