import { may } from '../access/may.ts';
import { managedOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { visibleCamera } from '../cameras/reading/visible.ts';
import { resolveCamera } from '../copies/copies.ts';
import { sharesOfCamera } from '../copies/queries.ts';
import type { Core } from '../core.ts';
import { invalid, unlessNotFound } from '../errors.ts';
import { joinOrganization } from '../organizations/joining.ts';
import { requireUserManager } from '../organizations/operations.ts';
import { lockBelongings } from '../users/belonging.ts';
import { userById } from '../users/operations.ts';
import { type Write, write } from '../write.ts';
import { type DeviceRights, type HeldRights, rightsAfter } from './device-rights.ts';

const SOURCE = 'device';
/** Sources that a change replaces. Those of imports that name an owner are among them, so that the two never add up. */
export const REPLACED = [SOURCE, 'owner'];

/**
 * Sets the user's rights on one camera; those that are not named stay as they were given on it. None of them, or
 * downloads of no archive, take the camera away. What folders and whole organizations give stays beside them. The
 * camera is of an organization of the user's, or shared with one, where the rights fall with the share and edit
 * nothing; `cameraId` may be a copy's. `join`: the user becomes a member of the camera's organization with it, where it
 * is none.
 */
export async function setDeviceRights(
  core: Core,
  actor: Actor,
  userId: number,
  cameraId: number,
  rights: Partial<DeviceRights>,
  join = false,
): Promise<void> {
  const { cameraId: id, organizationId } = await resolveCamera(core, actor, cameraId);
  const joins = join && organizationId === null;
  // Another contract's user and none are not found alike.
  if (!joins && !may(actor, 'users.manage')) await userById(core, actor, userId);
  const request = { userId, ...rights, ...(join ? { join } : {}) };
  await write(core, actor, { type: 'camera.grant', subject: `camera ${id}`, request }, async (tx) => {
    if (joins) await joinOwner(tx, userId, cameraId);
    const [user] = await lockBelongings(tx.sql, actor.domainId, [userId]);
    if (!user) throw invalid('userId', 'user_unknown', { id: userId });
    const [camera] = await sharesOfCamera(tx.sql, actor.domainId, id);
    if (!camera) throw invalid('cameraId', 'camera_unknown', { id: cameraId });
    const through = throughOf(user.organizationIds, camera, organizationId);
    if (through === undefined)
      // A manager learns no more of another contract's camera than of none.
      throw may(actor, 'users.manage')
        ? invalid('cameraId', 'camera_of_other_organization', { id: cameraId, userId })
        : invalid('cameraId', 'camera_unknown', { id: cameraId });
    if (!(await lends(core, actor, userId, id)))
      await requireUserManager(core, actor, through ?? camera.organizationId);
    await replace(tx, userId, { id, organizationId: camera.organizationId }, through, rights);
  });
}

/** Whoever manages everybody, and a subscriber to its own sub-users what it sees itself: they get no more than it has. */
async function lends(core: Core, actor: Actor, userId: number, cameraId: number): Promise<boolean> {
  if (may(actor, 'users.manage')) return true;
  if (actor.kind !== 'user' || !may(actor, 'sub-users.manage')) return false;
  if ((await userById(core, actor, userId)).parentId !== actor.id) return false;
  const seen = await unlessNotFound(visibleCamera(core, actor, { id: cameraId }));
  if (!seen) throw invalid('cameraId', 'camera_unknown', { id: cameraId });
  return true;
}

/**
 * The user's organization that the camera was shared with; null: it is of one of the user's own; undefined: neither.
 * `copyOf`: the organization whose copy was named, and whose share alone counts.
 */
function throughOf(
  organizationIds: readonly number[],
  camera: { readonly organizationId: number; readonly sharedWith: readonly number[] },
  copyOf: number | null,
): number | null | undefined {
  if (copyOf === null && organizationIds.includes(camera.organizationId)) return null;
  return organizationIds.find((to) => camera.sharedWith.includes(to) && (copyOf === null || to === copyOf));
}

/** Takes the user into the organization of a camera, which whoever manages its users may do. */
async function joinOwner(tx: Write, userId: number, cameraId: number): Promise<void> {
  const { core, actor, sql } = tx;
  const [camera] = await sql<{ organizationId: number }[]>`
    select organization_id from camera where domain_id = ${actor.domainId} and id = ${cameraId}`;
  const scope = may(actor, 'users.manage') ? undefined : await scopeOf(core, actor);
  const manages = (id: number) => scope !== undefined && !scope.readonly && managedOrganizations(scope).includes(id);
  if (!camera || !(may(actor, 'users.manage') || manages(camera.organizationId)))
    throw invalid('cameraId', 'camera_unknown', { id: cameraId });
  await joinOrganization(tx, camera.organizationId, userId);
}

async function replace(
  tx: Write,
  userId: number,
  { id: cameraId, organizationId }: { readonly id: number; readonly organizationId: number },
  through: number | null,
  named: Partial<DeviceRights>,
): Promise<void> {
  const { sql } = tx;
  const gone = await sql<HeldRights[]>`
    delete from access_grant where subject_kind = 'user' and subject_id = ${userId} and object_kind = 'device' and object_id = ${cameraId}
      and source = any(${REPLACED}) returning live, archive, archive_depth_seconds, download, snapshot, ptz, actions, edit`;
  const { before, after, row: rights } = rightsAfter(named, gone);
  const row = {
    ...rights,
    subjectKind: 'user',
    subjectId: userId,
    objectKind: 'device',
    objectId: cameraId,
    source: SOURCE,
    throughOrganizationId: through,
  };
  if (after.length > 0) await sql`insert into access_grant ${sql(row)}`;
  const changes = { [`rights.${userId}`]: [before, after] as const };
  tx.changed({ action: 'change', objectKind: 'camera', objectId: cameraId, organizationId, changes });
  tx.touched('user', userId);
}
