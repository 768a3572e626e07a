import type { Actor } from '../../actor.ts';
import type { Core } from '../../core.ts';
import { DomainError, refuse } from '../../errors.ts';
import { setMember } from '../../organizations/members.ts';
import { adoptUser } from '../../users/import.ts';
import { write } from '../../write.ts';
import { visibleCamera } from '../reading/visible.ts';
import { type ImportResult, importCameras } from './import.ts';
import type { ImportRow } from './row.ts';

/** Who has the camera: adopted or created by login. */
export interface CameraOwner {
  readonly login: string;
  readonly password?: string;
  readonly enabled?: boolean;
}

export interface OwnedRow extends ImportRow {
  readonly owner?: CameraOwner;
}

/**
 * An import whose rows may name the camera's owner: a member of the camera's organization with every right on that
 * camera. An owner that cannot be made is the row's error; the camera stays.
 */
export async function importOwnedCameras(
  core: Core,
  actor: Actor,
  rows: readonly OwnedRow[],
  refused?: ReadonlyMap<string, DomainError>,
): Promise<ImportResult> {
  const result = await importCameras(core, actor, rows, refused);
  const errors = new Map(result.errors);
  for (const { key, owner } of rows) {
    const id = result.cameras.get(key)?.id;
    if (!owner || id === undefined) continue;
    try {
      const off = await giveOwner(core, actor, id, owner);
      if (off !== undefined)
        errors.set(key, refuse('owner_stays_off', { login: owner.login, blocks: '', ...off.params }));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      errors.set(key, error);
    }
  }
  return { ...result, errors };
}

/** Gives back why the owner stays off, though it was to be on. */
async function giveOwner(
  core: Core,
  actor: Actor,
  cameraId: number,
  owner: CameraOwner,
): Promise<DomainError | undefined> {
  const { organizationId } = await visibleCamera(core, actor, { id: cameraId });
  const { id: userId, off } = await adoptUser(core, actor, owner, organizationId);
  await setMember(core, actor, organizationId, userId, {});
  await write(core, actor, { type: 'camera.owner', subject: `camera ${cameraId}`, request: { userId } }, async (tx) => {
    const given = await tx.sql`
      insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, archive, download, ptz, actions, edit)
      values ('user', ${userId}, 'device', ${cameraId}, 'owner', true, true, true, true, true)
      on conflict do nothing returning id`;
    if (given.length > 0)
      tx.changed({
        action: 'change',
        objectKind: 'camera',
        objectId: cameraId,
        changes: { owner: [null, owner.login] },
      });
    tx.touched('user', userId);
  });
  return off;
}
