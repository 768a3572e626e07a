import { randomBytes } from 'node:crypto';
import { decide } from '../access/decide.ts';
import { editableOrganizations, ownOrganizations, scopeOf } from '../access/scope.ts';
import { type Actor, isPrivileged } from '../actor.ts';
import { setEnabled } from '../blocks/blocks.ts';
import type { Core } from '../core.ts';
import { conflict, forbidden, notFound } from '../errors.ts';
import { additions } from '../fields.ts';
import { checkLimit } from '../organizations/operations.ts';
import { type Write, write } from '../write.ts';
import { storeAgent } from './agent.ts';
import { type CameraFields, type CameraView, type NewCamera, PRESET_LOCKED } from './camera.ts';
import { changesOf, presetChanges } from './changes.ts';
import { checkCameraName, generateCameraName } from './name.ts';
import { loadParents, narrowed, type Parents, type Placement, place } from './placement.ts';
import { findCamera } from './queries.ts';
import { removeCameras } from './removal.ts';
import { checkCamera, storedFields } from './stored.ts';
import { factsOf, visibleCamera } from './visible.ts';

export type CameraKey = { readonly id: number } | { readonly name: string };

export async function createCamera(core: Core, actor: Actor, camera: NewCamera): Promise<CameraView> {
  checkCamera(core.egress, camera);
  if (camera.name !== undefined) checkCameraName(camera.name);
  const name = camera.name ?? generateCameraName(camera.title ?? '', core.transliterate, randomBytes(5));
  refuseForeignFields(actor, camera);
  await write(core, actor, { type: 'camera.create', subject: name, request: camera }, async (tx) => {
    const parents = await knownParents(tx, camera);
    const target = place(camera, undefined, parents, isPrivileged(actor));
    await requireEditor(core, actor, target.organizationId);
    refuseLocked(actor, camera, undefined, parents, target);
    checkRoom(parents, target.organizationId);
    const id = await insertCamera(tx, name, { ...camera, ...target });
    if (camera.enabled === false) await setEnabled(tx, 'device', id, false);
  });
  return await visibleCamera(core, actor, { name });
}

export async function changeCamera(
  core: Core,
  actor: Actor,
  key: CameraKey,
  fields: CameraFields,
): Promise<CameraView> {
  checkCamera(core.egress, fields);
  const subject = 'name' in key ? key.name : `camera ${key.id}`;
  const id = await write(core, actor, { type: 'camera.change', subject, request: fields }, async (tx) => {
    const before = await lockForChange(tx, key);
    await changeLocked(tx, before, fields);
    return before.id;
  });
  return await visibleCamera(core, actor, { id });
}

/** The same within a write that is under way, on a camera that is locked and may be edited. */
export async function changeLocked(tx: Write, before: CameraView, fields: CameraFields): Promise<void> {
  const { core, actor } = tx;
  refuseForeignFields(actor, fields, before);
  const moves = fields.organizationId !== undefined || fields.folderId !== undefined || fields.presetId !== undefined;
  const parents = moves || !isPrivileged(actor) ? await knownParents(tx, fields, before) : undefined;
  const target: Placement = parents ? place(fields, before, parents, isPrivileged(actor)) : before;
  if (parents && target.organizationId !== before.organizationId) {
    await requireEditor(core, actor, target.organizationId);
    checkRoom(parents, target.organizationId);
  }
  if (parents) refuseLocked(actor, fields, before, parents, target);
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
    ...presetChanges(before, after, parents?.presets.get(target.presetId)),
  };
  if (fields.enabled !== undefined) changes.enabled = await setEnabled(tx, 'device', before.id, fields.enabled);
  tx.changed({ action: 'change', objectKind: 'camera', objectId: before.id, changes });
  tx.touched('camera', before.id);
}

export async function deleteCamera(core: Core, actor: Actor, key: CameraKey): Promise<void> {
  const subject = 'name' in key ? key.name : `camera ${key.id}`;
  await write(core, actor, { type: 'camera.delete', subject }, async (tx) => {
    const before = await lockForChange(tx, key);
    await removeCameras(tx.sql, [before.id]);
    tx.changed({ action: 'delete', objectKind: 'camera', objectId: before.id, changes: { name: [before.name, null] } });
    tx.touched('camera', before.id);
  });
}

/** Locks a camera that the actor may edit; one that it may not even see is not found. */
export async function lockForChange(tx: Write, key: CameraKey): Promise<CameraView> {
  const where = 'id' in key ? tx.sql`id = ${key.id}` : tx.sql`name = ${key.name}`;
  tx.later(tx.sql`select from camera where domain_id = ${tx.actor.domainId} and ${where} for no key update`);
  const camera = await findCamera(tx.sql, tx.core.sealer, tx.actor.domainId, key);
  const what = 'name' in key ? `Camera ${key.name}` : `Camera ${key.id}`;
  if (!camera) throw notFound(what);
  const user = await scopeOf(tx.core, tx.actor);
  if (user) {
    const { rights } = decide(user, factsOf(camera), tx.core.clock());
    if (!rights.view && !rights.edit) throw notFound(what);
    if (!rights.edit) throw forbidden('You may not edit this camera');
  } else if (!isPrivileged(tx.actor)) {
    throw forbidden('You are read-only');
  }
  return camera;
}

/** Writes the rows of a new camera and notes them. */
async function insertCamera(tx: Write, name: string, camera: NewCamera & Placement): Promise<number> {
  const [taken] = await tx.sql<
    { id: number }[]
  >`select id from camera where domain_id = ${tx.actor.domainId} and name = ${name}`;
  if (taken) throw conflict(`The name ${name} is taken by camera ${taken.id}`, taken.id);
  const [next] = await tx.sql<{ id: number }[]>`select nextval('device_id')::int as id`;
  const id = next?.id ?? 0;
  const stored = storedFields(tx.core.sealer, id, camera);
  await tx.sql`insert into camera ${tx.sql({ ...stored, id, domainId: tx.actor.domainId, name })}`;
  if (camera.agent) await storeAgent(tx, id, camera.agent);
  const { streamUrlSealed, substreamUrlSealed, thumbnailsUrlSealed, onvifUrlSealed, ...shown } = stored;
  tx.changed({
    action: 'create',
    objectKind: 'camera',
    objectId: id,
    changes: additions({ ...shown, name, enabled: camera.enabled ?? true }),
  });
  tx.touched('camera', id);
  return id;
}

async function knownParents(tx: Write, fields: CameraFields, before?: Placement): Promise<Parents> {
  const parents = await loadParents(tx.sql, tx.actor.domainId, [fields], before ? [before] : []);
  const user = isPrivileged(tx.actor) ? undefined : await scopeOf(tx.core, tx.actor);
  return user ? narrowed(parents, ownOrganizations(user), before) : parents;
}

async function requireEditor(core: Core, actor: Actor, organizationId: number): Promise<void> {
  if (isPrivileged(actor)) return;
  const user = await scopeOf(core, actor);
  if (!user || user.readonly || !editableOrganizations(user).includes(organizationId)) {
    throw forbidden(`You may not edit the cameras of organization ${organizationId}`);
  }
}

/** Agents, streamers and the ties to the billing are the provider's to set. */
function refuseForeignFields(actor: Actor, fields: CameraFields, before?: CameraView): void {
  if (isPrivileged(actor)) return;
  if (fields.agent && Object.values(fields.agent).some((v) => v !== undefined && v !== null && v !== '')) {
    throw forbidden("Only an administrator may set an agent's fields");
  }
  if (fields.externalId !== undefined && (fields.externalId || null) !== (before?.externalId ?? null))
    throw forbidden('Only an administrator may set external_id: the billing knows the camera by it');
  if (fields.streamerId !== undefined && fields.streamerId !== null)
    throw forbidden('Only an administrator may choose the streamer');
}

/** What a preset that is not adjustable says stands for everyone but administrators. */
function refuseLocked(
  actor: Actor,
  fields: CameraFields,
  before: CameraView | undefined,
  parents: Parents,
  target: Placement,
): void {
  if (isPrivileged(actor) || parents.presets.get(target.presetId)?.adjustable !== false) return;
  const locked = PRESET_LOCKED.filter((name) => {
    const value = fields[name];
    return value !== undefined && value !== null && value !== before?.[name];
  });
  if (locked.length > 0)
    throw forbidden(`The preset is not adjustable: ${locked.join(', ')} cannot be changed on the camera`);
}

function checkRoom(parents: Parents, organizationId: number): void {
  const organization = parents.organizations.get(organizationId);
  if (organization) checkLimit('camera', organization, organization.cameraCount, 1);
}
