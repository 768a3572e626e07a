import { may, requireMay } from '../access/may.ts';
import { ownOrganizations, scopeOf, visibleCameras } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { additions, checkInteger, checkNumber, checkText, differences, pick } from '../fields.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { defaultOrganizationId, lockOrganization } from '../organizations/queries.ts';
import { afterId, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { listPlanOfPreset, unlistPlansOfPreset } from '../plans/by-preset.ts';
import { activePlanOfPreset } from '../plans/queries.ts';
import { type Write, write } from '../write.ts';
import { PRESET_FIELDS, type Preset, type PresetFields } from './preset.ts';
import {
  countPresetCameras,
  countPresets,
  findPreset,
  listPresetLinks,
  listPresets,
  lockPreset,
  type PresetChoice,
  type PresetFilter,
  type PresetLink,
  presetChoices,
} from './queries.ts';

export interface PresetQuery extends PageRequest {
  /** Only those that the actor may give to cameras of this organization; `default`: of the default one. */
  readonly availableIn?: number | 'default' | undefined;
}

export async function presetPage(core: Core, actor: Actor, query: PresetQuery): Promise<Page<Preset>> {
  const filter = await filterOf(core, actor, query);
  const page = { after: afterId(query.after), offset: query.offset ?? 0, limit: query.limit + 1 };
  const rows = await listPresets(listReader(core), actor.domainId, { ...filter, ...page });
  return toPage(rows, query.limit, (preset) => preset.id);
}

export async function presetCount(
  core: Core,
  actor: Actor,
  query: Pick<PresetQuery, 'search' | 'availableIn'>,
): Promise<number> {
  return await countPresets(listReader(core), actor.domainId, await filterOf(core, actor, query));
}

async function filterOf(
  core: Core,
  actor: Actor,
  { search = '', availableIn }: Pick<PresetQuery, 'search' | 'availableIn'>,
): Promise<PresetFilter> {
  const user = await scopeOf(core, actor);
  const words = likeText(search.trim());
  if (availableIn === undefined)
    return { search: words, organizationIds: user && ownOrganizations(user), unlinked: false };
  const id = availableIn === 'default' ? await defaultOrganizationId(reader(core), actor.domainId) : availableIn;
  await requireOrganization(core, actor, id);
  return { search: words, organizationIds: [id], unlinked: may(actor, 'presets.use-unlinked') };
}

/** What may be given to these cameras, and to how many of them. */
export async function presetsForCameras(
  core: Core,
  actor: Actor,
  cameraIds: readonly number[],
): Promise<readonly PresetChoice[]> {
  const sql = listReader(core);
  const visible = visibleCameras(sql, await scopeOf(core, actor));
  return await presetChoices(sql, actor.domainId, cameraIds, visible, may(actor, 'presets.use-unlinked'));
}

/** By id, for presets that the caller was shown. */
export async function presetCameraCounts(core: Core, presets: readonly Preset[]): Promise<(preset: Preset) => number> {
  const counts = await countPresetCameras(
    listReader(core),
    presets.map(({ id }) => id),
  );
  return ({ id }) => counts.get(id) ?? 0;
}

/** Administrators see every preset, others those that their organizations may use. */
export async function presetById(core: Core, actor: Actor, id: number): Promise<Preset> {
  const user = await scopeOf(core, actor);
  const preset = await findPreset(reader(core), actor.domainId, id);
  if (!preset) throw refuse('preset_not_found', { id });
  if (user && !preset.isDefault) {
    const links = await Promise.all(
      ownOrganizations(user).map((o) => listPresetLinks(reader(core), o, actor.domainId)),
    );
    if (!links.flat().some((link) => link.preset.id === id)) throw refuse('preset_not_found', { id });
  }
  return preset;
}

/** `organizationId` links the new preset to it at once. */
export async function createPreset(
  core: Core,
  actor: Actor,
  fields: PresetFields,
  organizationId?: number,
): Promise<Preset> {
  requireMay(actor, 'presets.manage');
  check(fields);
  checkText('title', fields.title ?? '', 255, 1);
  const id = await write(core, actor, { type: 'preset.create', request: fields }, async (tx) => {
    if (organizationId !== undefined) await lockOrganization(tx.sql, actor.domainId, organizationId);
    if (fields.isDefault) await clearDefault(tx);
    const row = { title: '', ...pick(fields, PRESET_FIELDS), domainId: actor.domainId };
    const [created] = await tx.sql<{ id: number }[]>`insert into preset ${tx.sql(columnsOf(row, tx))} returning id`;
    const presetId = created?.id ?? 0;
    if (organizationId !== undefined) {
      await tx.sql`insert into organization_preset (organization_id, preset_id) values (${organizationId}, ${presetId})`;
    }
    tx.changed({
      action: 'create',
      objectKind: 'preset',
      objectId: presetId,
      changes: additions(pick(fields, PRESET_FIELDS)),
    });
    tx.touched('preset', presetId);
    return presetId;
  });
  return await presetById(core, actor, id);
}

export async function changePreset(core: Core, actor: Actor, id: number, fields: PresetFields): Promise<Preset> {
  requireMay(actor, 'presets.manage');
  check(fields);
  if (fields.title !== undefined) checkText('title', fields.title, 255, 1);
  await write(core, actor, { type: 'preset.change', subject: `preset ${id}`, request: fields }, async (tx) => {
    const before = await lockPreset(tx.sql, actor.domainId, id);
    if (!before) throw refuse('preset_not_found', { id });
    if (before.isDefault && fields.isDefault === false) throw refuse('one_default_preset');
    if (fields.isDefault && !before.isDefault) await clearDefault(tx);
    const change = pick(fields, PRESET_FIELDS);
    if (Object.keys(change).length > 0)
      await tx.sql`update preset set ${tx.sql(columnsOf(change, tx))} where id = ${id}`;
    tx.changed({ action: 'change', objectKind: 'preset', objectId: id, changes: differences(before, change) });
    tx.touched('preset', id);
  });
  return await presetById(core, actor, id);
}

/** Marks the preset as deleted: cameras that have it keep it, lists show it no more. */
export async function deletePreset(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'presets.manage');
  await write(core, actor, { type: 'preset.delete', subject: `preset ${id}` }, async (tx) => {
    const before = await lockPreset(tx.sql, actor.domainId, id);
    if (!before) throw refuse('preset_not_found', { id });
    if (before.isDefault) throw refuse('default_preset_stays');
    const planId = await activePlanOfPreset(tx.sql, id);
    if (planId !== undefined) throw refuse('preset_of_plan', { id: planId }, { existingId: planId });
    await tx.sql`update preset set deleted_at = now() where id = ${id}`;
    await tx.sql`delete from organization_preset where preset_id = ${id}`;
    tx.changed({ action: 'delete', objectKind: 'preset', objectId: id, changes: { title: [before.title, null] } });
    tx.touched('preset', id);
  });
}

export async function organizationPresets(
  core: Core,
  actor: Actor,
  organizationId: number,
): Promise<readonly PresetLink[]> {
  await requireOrganization(core, actor, organizationId);
  return await listPresetLinks(reader(core), organizationId, actor.domainId);
}

/** Linking twice is no error: billings repeat themselves. */
export async function linkPreset(
  core: Core,
  actor: Actor,
  organizationId: number,
  presetId: number,
): Promise<PresetLink> {
  requireMay(actor, 'presets.manage');
  await write(
    core,
    actor,
    { type: 'preset.link', subject: `organization ${organizationId}`, request: { presetId } },
    async (tx) => {
      await listPlanOfPreset(tx, organizationId, presetId);
      if (!(await lockPreset(tx.sql, actor.domainId, presetId))) throw refuse('preset_not_found', { id: presetId });
      const added = await tx.sql`
      insert into organization_preset (organization_id, preset_id) values (${organizationId}, ${presetId})
      on conflict (organization_id, preset_id) do update set by_plan = false where organization_preset.by_plan
      returning id`;
      if (added.length > 0) {
        tx.changed({
          action: 'change',
          objectKind: 'organization',
          objectId: organizationId,
          changes: { preset: [null, presetId] },
        });
      }
    },
  );
  const link = (await organizationPresets(core, actor, organizationId)).find((l) => l.preset.id === presetId);
  if (!link) throw refuse('preset_not_found', { id: presetId });
  return link;
}

/** Cameras that have the preset keep it. */
export async function unlinkPreset(core: Core, actor: Actor, organizationId: number, presetId: number): Promise<void> {
  requireMay(actor, 'presets.manage');
  await write(
    core,
    actor,
    { type: 'preset.unlink', subject: `organization ${organizationId}`, request: { presetId } },
    async (tx) => {
      await lockOrganization(tx.sql, actor.domainId, organizationId);
      const gone = await tx.sql`
      delete from organization_preset where organization_id = ${organizationId} and preset_id = ${presetId} returning id`;
      if (gone.length === 0) throw refuse('preset_link_not_found', { presetId, organizationId });
      await unlistPlansOfPreset(tx, organizationId, presetId);
      tx.changed({
        action: 'change',
        objectKind: 'organization',
        objectId: organizationId,
        changes: { preset: [presetId, null] },
      });
    },
  );
}

async function clearDefault(tx: Write): Promise<void> {
  await tx.sql`update preset set is_default = false where domain_id = ${tx.actor.domainId} and is_default`;
}

function columnsOf(row: PresetFields & { readonly domainId?: number }, tx: Write): Record<string, unknown> {
  return row.visionParams === undefined ? { ...row } : { ...row, visionParams: tx.sql.json(row.visionParams as never) };
}

function check(fields: PresetFields): void {
  checkText('title', fields.title, 255);
  checkNumber('archiveDays', fields.archiveDays, 0, 36_500);
  checkInteger('archiveGb', fields.archiveGb, 0, 100_000_000);
  checkInteger('lockDays', fields.lockDays, 0, 36_500);
  checkInteger('thumbnailDays', fields.thumbnailDays, 0, 36_500);
  checkInteger('visionGpu', fields.visionGpu, 0, 1024);
  checkText('visionAlg', fields.visionAlg, 255);
  checkText('visionAreas', fields.visionAreas, 65_536);
}
