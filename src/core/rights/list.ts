import { decide } from '../access/decide.ts';
import { may } from '../access/may.ts';
import { factsOfVisible } from '../access/queries.ts';
import type { Actor } from '../actor.ts';
import { copiesOf } from '../copies/copies.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid } from '../errors.ts';
import { belongings } from '../users/belonging.ts';
import { userById } from '../users/operations.ts';
import type { DeviceRights } from './device-rights.ts';

export interface CameraRights extends DeviceRights {
  /** As the user's own organizations know the camera: of a shared one it is the copy's. */
  readonly cameraId: number;
}

/**
 * What a user may do with each camera that it sees, by whatever gave it; blocks and sign-in locks take nothing off this
 * list. Of an administrator, the cameras of its own organizations.
 */
export async function rightsOfUser(core: Core, actor: Actor, userId: number): Promise<readonly CameraRights[]> {
  const [user] = await belongings(reader(core), actor.domainId, [userId]);
  const facts = user && (await core.access.viewer('user', userId));
  if (facts?.kind !== 'user') throw invalid('userId', 'user_unknown', { id: userId });
  if (!may(actor, 'users.manage')) await userById(core, actor, userId);
  const organizationIds = user?.organizationIds ?? [];
  const cameras = await factsOfVisible(listReader(core), facts, organizationIds);
  const foreign = cameras.filter((camera) => !organizationIds.includes(camera.organizationId)).map(({ id }) => id);
  const ids = await copyIds(core, organizationIds, foreign);
  const now = core.clock();
  const all = cameras.flatMap((camera) => {
    const { rights } = decide(facts, camera, now);
    if (!rights.view && !rights.edit) return [];
    const { live, archive, download, snapshot, ptz, edit } = rights;
    return [{ cameraId: ids.get(camera.id) ?? camera.id, live, archive, download, snapshot, ptz, edit }];
  });
  return all.sort((a, b) => a.cameraId - b.cameraId);
}

/** Of a camera that two of the organizations received, the first one's copy. */
async function copyIds(
  core: Core,
  organizationIds: readonly number[],
  cameraIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const ids = new Map<number, number>();
  if (cameraIds.length === 0) return ids;
  for (const organizationId of organizationIds)
    for (const copy of await copiesOf(core, organizationId, cameraIds))
      if (!ids.has(copy.cameraId)) ids.set(copy.cameraId, copy.id);
  return ids;
}
