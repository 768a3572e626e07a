import { scopeOf } from '../../access/scope.ts';
import type { Write } from '../../write.ts';
import type { CameraFields, CameraKey, CameraView } from '../camera.ts';
import { loadParents, type Parents, type Placement } from '../placement.ts';
import { findCamera } from '../reading/queries.ts';
import { noCamera, requireEdit } from '../rules.ts';

/** Locks a camera that the actor may edit, and gives it back; one that it may not even see is not found. */
export async function lockForChange(tx: Write, key: CameraKey): Promise<CameraView> {
  const where = 'id' in key ? tx.sql`id = ${key.id}` : tx.sql`name = ${key.name}`;
  tx.later(tx.sql`select from camera where domain_id = ${tx.actor.domainId} and ${where} for no key update`);
  const camera = await findCamera(tx.sql, tx.core.sealer, tx.actor.domainId, key);
  if (!camera) throw noCamera(key);
  requireEdit(tx.actor, await scopeOf(tx.core, tx.actor), camera, key, tx.core.clock());
  return camera;
}

/**
 * Locks the parents that a change names, and those that the camera has. They are locked before the camera is, so where
 * it stands is read before it is certain: whoever locks it afterwards has to ask `stands`.
 */
export async function lockParents(tx: Write, key: CameraKey, fields: CameraFields): Promise<Parents> {
  const where = 'id' in key ? tx.sql`id = ${key.id}` : tx.sql`name = ${key.name}`;
  const [before] = await tx.sql<Placement[]>`
    select organization_id, folder_id, preset_id from camera where domain_id = ${tx.actor.domainId} and ${where}`;
  return await loadParents(tx.sql, tx.actor.domainId, before ? [{ fields, before }] : []);
}
