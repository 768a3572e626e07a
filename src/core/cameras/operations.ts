import { randomBytes } from 'node:crypto';
import { editableOrganizations, ownOrganizations, scopeOf } from '../access/scope.ts';
import { type Actor, isPrivileged, taken } from '../actor.ts';
import { setEnabled } from '../blocks/blocks.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { storeExtra } from '../extra/store.ts';
import { additions, checkUuid, trimmed } from '../fields.ts';
import { checkLimit } from '../organizations/checks.ts';
import { dropGrantsOfFormer } from '../rights/handover.ts';
import { type Write, write } from '../write.ts';
import { storeAgent } from './agent.ts';
import { type CameraFields, type CameraKey, type CameraView, type NewCamera, URL_FIELDS } from './camera.ts';
import { changesOf, presetChanges } from './changes.ts';
import { hasDetails, storeDetails } from './details.ts';
import { broughtUrls, checkInside, checkNames } from './inside.ts';
import { checkCameraName, generateCameraName } from './name.ts';
import { checkNode } from './node.ts';
import { loadParents, narrowed, type Parents, type Placement, place, stands } from './placement.ts';
import { findCamera } from './queries.ts';
import { removeCameras } from './removal.ts';
import { noCamera, refuseForeignFields, refuseLocked, requireEdit, withoutEchoes } from './rules.ts';
import { withSourceOptions } from './source-options.ts';
import { checkCamera, refuseEmpty, storedFields } from './stored.ts';
import { visibleCamera } from './visible.ts';

export async function createCamera(core: Core, actor: Actor, asked: NewCamera): Promise<CameraView> {
  const camera = trimmed(asked, URL_FIELDS);
  checkCamera(core.egress, camera);
  if (camera.name !== undefined) checkCameraName(camera.name);
  checkUuid(camera.uuid);
  const name = camera.name ?? generateCameraName(camera.title ?? '', core.transliterate, randomBytes(5));
  refuseForeignFields(actor, camera);
  await checkNames(core, actor.domainId, camera);
  await checkNode(core, actor.domainId, camera);
  await write(core, actor, { type: 'camera.create', subject: name, request: camera }, async (tx) => {
    const parents = await knownParents(tx, await loadParents(tx.sql, actor.domainId, [{ fields: camera }]));
    const target = place(camera, undefined, parents, isPrivileged(actor));
    await requireEditor(core, actor, target.organizationId);
    refuseLocked(actor, camera, undefined, parents, target);
    refuseEmpty(camera);
    checkRoom(parents, target.organizationId);
    checkInside(core.egress, networksAt(parents, target), camera);
    const id = await insertCamera(tx, name, { ...camera, ...target });
    if (camera.enabled === false) await setEnabled(tx, 'device', id, false);
  });
  return await visibleCamera(core, actor, { name });
}

/** The URLs that a change was worked out from. */
export interface SourceWas {
  readonly streamUrl: string;
  readonly substreamUrl: string;
}

/** With `was`, refuses as `unavailable` when somebody gave the camera another source meanwhile: ask for it again. */
export async function changeCamera(
  core: Core,
  actor: Actor,
  key: CameraKey,
  asked: CameraFields,
  was?: SourceWas,
): Promise<CameraView> {
  const fields = trimmed(asked, URL_FIELDS);
  checkCamera(core.egress, fields);
  await checkNames(core, actor.domainId, fields, key);
  await checkNode(core, actor.domainId, fields);
  const subject = 'name' in key ? key.name : `camera ${key.id}`;
  const intent = { type: 'camera.change', subject, request: fields };
  const changed =
    'name' in key && !core.ambient && !was && isPlain(fields)
      ? await core.cameraChanges.change(core, actor, key.name, fields, intent)
      : undefined;
  if (changed) return changed;
  const id = await write(core, actor, intent, async (tx) => await changeWithin(tx, key, fields, was));
  return await visibleCamera(core, actor, { id });
}

/** The camera, for whoever may edit it: what it takes to ask a device in its name. */
export async function editableCamera(core: Core, actor: Actor, key: CameraKey): Promise<CameraView> {
  const camera = await visibleCamera(core, actor, key);
  requireEdit(actor, await scopeOf(core, actor), camera, { id: camera.id }, core.clock());
  return camera;
}

/** True when the change is one of the camera's row alone. */
const isPlain = (fields: CameraFields): boolean =>
  !moves(fields) && !hasDetails(fields) && fields.agent === undefined && !fields.extra && fields.enabled === undefined;

/** `changeCamera` in an open write. Lock order (docs/design/writes.md): parents first, then cameras by ascending id. */
export async function changeWithin(tx: Write, key: CameraKey, asked: CameraFields, was?: SourceWas): Promise<number> {
  const { core, actor } = tx;
  const loaded = moves(asked) ? await lockParents(tx, key, asked) : undefined;
  const before = await lockForChange(tx, key);
  const moved = loaded !== undefined && !stands(before, loaded);
  const other = was && (was.streamUrl !== before.streamUrl || was.substreamUrl !== before.substreamUrl);
  if (moved || other) throw refuse('changes_met');
  const told = withSourceOptions(asked, before);
  const fields = isPrivileged(actor) ? told : withoutEchoes(told, before);
  refuseForeignFields(actor, fields, before);
  const parents = loaded && (await knownParents(tx, loaded, before));
  const target: Placement = parents ? place(fields, before, parents, isPrivileged(actor)) : before;
  if (parents && target.organizationId !== before.organizationId) {
    await requireEditor(core, actor, target.organizationId);
    checkRoom(parents, target.organizationId);
    await dropGrantsOfFormer(tx, before.id, target.organizationId);
  }
  refuseLocked(actor, fields, before, parents, target);
  const networks = parents ? networksAt(parents, target) : before.organizationNetworks;
  checkInside(core.egress, networks, broughtUrls(fields, before, target.organizationId !== before.organizationId));
  const switched = target.presetId !== before.presetId;
  const reset = switched
    ? {
        archiveDays: null,
        archiveGb: null,
        lockDays: null,
        thumbnailDays: null,
        visionEnabled: null,
        visionAlg: null,
        visionGpu: null,
        visionAreas: null,
      }
    : {};
  const after: CameraFields = { ...reset, ...fields, ...(parents ? target : {}) };
  const stored = storedFields(core.sealer, before.id, after, before);
  if (Object.keys(stored).length > 0) tx.later(tx.sql`update camera set ${tx.sql(stored)} where id = ${before.id}`);
  if (fields.agent) await storeAgent(tx, before.id, fields.agent);
  const changes: Record<string, readonly [unknown, unknown]> = {
    ...changesOf(before, after, stored),
    ...(hasDetails(fields) ? await storeDetails(tx, before.id, fields, before) : {}),
    ...presetChanges(before, after, parents?.presets.get(target.presetId)),
    ...(await storeExtra(tx, 'camera', before.id, fields.extra)),
  };
  if (fields.enabled !== undefined) Object.assign(changes, await setEnabled(tx, 'device', before.id, fields.enabled));
  tx.changed({ action: 'change', objectKind: 'camera', objectId: before.id, changes });
  tx.touched('camera', before.id);
  return before.id;
}

/** True when the change needs the parents: most do not, and touch the camera's row alone. */
export const moves = (fields: CameraFields): boolean =>
  fields.organizationId !== undefined ||
  fields.folderId !== undefined ||
  fields.presetId !== undefined ||
  fields.siteId !== undefined;

/** Parents are locked before the camera, so where it stands is read before it is certain. */
async function lockParents(tx: Write, key: CameraKey, fields: CameraFields): Promise<Parents> {
  const where = 'id' in key ? tx.sql`id = ${key.id}` : tx.sql`name = ${key.name}`;
  const [before] = await tx.sql<Placement[]>`
    select organization_id, folder_id, preset_id from camera where domain_id = ${tx.actor.domainId} and ${where}`;
  return await loadParents(tx.sql, tx.actor.domainId, before ? [{ fields, before }] : []);
}

export async function deleteCamera(core: Core, actor: Actor, key: CameraKey): Promise<void> {
  const subject = 'name' in key ? key.name : `camera ${key.id}`;
  await write(core, actor, { type: 'camera.delete', subject }, async (tx) => {
    const before = await lockForChange(tx, key);
    await removeCameras(tx, [before.id]);
    tx.changed({ action: 'delete', objectKind: 'camera', objectId: before.id, changes: { name: [before.name, null] } });
    tx.touched('camera', before.id);
  });
}

/** Locks a camera that the actor may edit; one that it may not even see is not found. */
export async function lockForChange(tx: Write, key: CameraKey): Promise<CameraView> {
  const where = 'id' in key ? tx.sql`id = ${key.id}` : tx.sql`name = ${key.name}`;
  tx.later(tx.sql`select from camera where domain_id = ${tx.actor.domainId} and ${where} for no key update`);
  const camera = await findCamera(tx.sql, tx.core.sealer, tx.actor.domainId, key);
  if (!camera) throw noCamera(key);
  requireEdit(tx.actor, await scopeOf(tx.core, tx.actor), camera, key, tx.core.clock());
  return camera;
}

/** Writes the rows of a new camera and notes them. */
async function insertCamera(tx: Write, name: string, camera: NewCamera & Placement): Promise<number> {
  const [other] = await tx.sql<
    { id: number }[]
  >`select id from camera where domain_id = ${tx.actor.domainId} and name = ${name}`;
  if (other)
    throw taken(
      tx.actor,
      refuse('camera_name_taken_by', { name, id: other.id }, { existingId: other.id }),
      refuse('camera_name_taken', { name }),
    );
  const [next] = await tx.sql<{ id: number }[]>`select nextval('device_id')::int as id`;
  const id = next?.id ?? 0;
  const stored = storedFields(tx.core.sealer, id, camera);
  const row = { ...stored, id, domainId: tx.actor.domainId, name, ...(camera.uuid ? { uuid: camera.uuid } : {}) };
  await tx.sql`insert into camera ${tx.sql(row)}`;
  if (camera.agent) await storeAgent(tx, id, camera.agent);
  const details = hasDetails(camera) ? await storeDetails(tx, id, camera) : {};
  const kept = await storeExtra(tx, 'camera', id, camera.extra);
  const { streamUrlSealed, substreamUrlSealed, thumbnailsUrlSealed, onvifUrlSealed, ...shown } = stored;
  tx.changed({
    action: 'create',
    objectKind: 'camera',
    objectId: id,
    changes: { ...additions({ ...shown, name, enabled: camera.enabled ?? true }), ...details, ...kept },
  });
  tx.touched('camera', id);
  return id;
}

/** Parents that the actor may use: one of a foreign organization is treated as unknown. */
async function knownParents(tx: Write, parents: Parents, before?: Placement): Promise<Parents> {
  const user = isPrivileged(tx.actor) ? undefined : await scopeOf(tx.core, tx.actor);
  return user ? narrowed(parents, ownOrganizations(user), before) : parents;
}

/** May add cameras to it, and edit those that it has. */
export async function requireEditor(core: Core, actor: Actor, organizationId: number): Promise<void> {
  if (isPrivileged(actor)) return;
  const user = await scopeOf(core, actor);
  if (!user || user.readonly || !editableOrganizations(user).includes(organizationId)) {
    throw refuse('cameras_closed', { id: organizationId });
  }
}

const networksAt = (parents: Parents, { organizationId }: Placement): readonly string[] =>
  parents.organizations.get(organizationId)?.networks ?? [];

function checkRoom(parents: Parents, organizationId: number): void {
  const organization = parents.organizations.get(organizationId);
  if (organization) checkLimit('camera', organization, organization.cameraCount, 1);
}
