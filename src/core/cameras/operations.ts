import { randomBytes } from 'node:crypto';
import { may } from '../access/may.ts';
import { scopeOf } from '../access/scope.ts';
import { taken } from '../access/taken.ts';
import type { Actor } from '../actor.ts';
import { setEnabled } from '../blocks/blocks.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { storeExtra } from '../extra/store.ts';
import { additions, checkUuid, trimmed } from '../fields.ts';
import { openUsage } from '../usage/settle.ts';
import { type Write, write } from '../write.ts';
import { storeAgent } from './agent.ts';
import { type CameraKey, type CameraView, type NewCamera, URL_FIELDS } from './camera.ts';
import { lockForChange } from './change/lock.ts';
import { checkRoom, knownParents, networksAt, requireEditorOf } from './change/plan.ts';
import { cameraColumns, checkCamera, refuseEmpty } from './columns.ts';
import { hasDetails, storeDetails } from './details.ts';
import { checkCameraName, generateCameraName } from './name.ts';
import { checkNode } from './node.ts';
import { loadParents, type Placement, place } from './placement.ts';
import { visibleCamera } from './reading/visible.ts';
import { removeCameras } from './removal.ts';
import { refuseForeignFields, refuseLocked } from './rules.ts';
import { checkInside, checkNames } from './source/networks.ts';

/** Creates a camera, in the organization and folder that it names or in the default one. Gives it back as it is then. */
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
    const asker = { actor, user: await scopeOf(core, actor) };
    const parents = knownParents(asker, await loadParents(tx.sql, actor.domainId, [{ fields: camera }]));
    const target = place(camera, undefined, parents, may(actor, 'presets.use-unlinked'));
    requireEditorOf(asker, target.organizationId);
    refuseLocked(actor, camera, undefined, parents, target);
    refuseEmpty(camera);
    checkRoom(parents, target.organizationId);
    checkInside(core.egress, networksAt(parents, target), camera);
    const id = await insertCamera(tx, name, { ...camera, ...target });
    if (camera.enabled === false) await setEnabled(tx, 'device', id, false);
    openUsage(tx, [id]);
  });
  return await visibleCamera(core, actor, { name });
}

/** Deletes a camera with its grants, copies and marks, into the bin. */
export async function deleteCamera(core: Core, actor: Actor, key: CameraKey): Promise<void> {
  const subject = 'name' in key ? key.name : `camera ${key.id}`;
  await write(core, actor, { type: 'camera.delete', subject }, async (tx) => {
    const before = await lockForChange(tx, key);
    await removeCameras(tx, [before.id]);
    const { id: objectId, organizationId } = before;
    const changes = { name: [before.name, null] } as const;
    tx.changed({ action: 'delete', objectKind: 'camera', objectId, organizationId, changes });
    tx.touched('camera', before.id);
  });
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
  const stored = cameraColumns(tx.core.sealer, id, camera);
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
