import { type Actor, isPrivileged } from '../actor.ts';
import { resolveCamera } from '../copies/copies.ts';
import { sharesOfCamera } from '../copies/queries.ts';
import type { Core } from '../core.ts';
import { invalid } from '../errors.ts';
import { pick } from '../fields.ts';
import { requireUserManager } from '../organizations/operations.ts';
import { lockBelongings } from '../users/belonging.ts';
import { type Write, write } from '../write.ts';

/** What a user may do with one camera. */
export interface DeviceRights {
  readonly live: boolean;
  readonly archive: boolean;
  readonly download: boolean;
  /** Pictures of the archive. */
  readonly snapshot: boolean;
  readonly ptz: boolean;
  readonly edit: boolean;
}

const SOURCE = 'device';
/** Of imports that name a camera's owner: the same hand, so that the two never add up. */
export const REPLACED = [SOURCE, 'owner'];
const NAMES = [
  'live',
  'archive',
  'download',
  'snapshot',
  'ptz',
  'edit',
] as const satisfies readonly (keyof DeviceRights)[];

/**
 * Sets the user's rights on one camera, all six at once; none of them, or downloads of no archive, take the camera away. What folders and whole
 * organizations give stays beside them. The camera is of an organization of the user's, or shared with one, where the
 * rights fall with the share and edit nothing; `cameraId` may be a copy's.
 */
export async function setDeviceRights(
  core: Core,
  actor: Actor,
  userId: number,
  cameraId: number,
  rights: DeviceRights,
): Promise<void> {
  const { cameraId: id, organizationId } = await resolveCamera(core, actor, cameraId);
  const request = { userId, ...rights };
  await write(core, actor, { type: 'camera.grant', subject: `camera ${id}`, request }, async (tx) => {
    const [user] = await lockBelongings(tx.sql, actor.domainId, [userId]);
    if (!user) throw invalid('userId', `there is no user ${userId}`);
    const [camera] = await sharesOfCamera(tx.sql, actor.domainId, id);
    if (!camera) throw invalid('cameraId', `there is no camera ${cameraId}`);
    const own = organizationId === null && user.organizationIds.includes(camera.organizationId);
    const received = camera.sharedWith.filter((to) => organizationId === null || to === organizationId);
    const through = own ? null : user.organizationIds.find((to) => received.includes(to));
    if (through === undefined)
      throw invalid(
        'cameraId',
        // A manager learns no more of another contract's camera than of none.
        isPrivileged(actor)
          ? `camera ${cameraId} belongs to another organization than user ${userId}`
          : `there is no camera ${cameraId}`,
      );
    if (!isPrivileged(actor)) await requireUserManager(core, actor, through ?? camera.organizationId);
    await replace(tx, userId, id, through, rights);
  });
}

async function replace(
  tx: Write,
  userId: number,
  cameraId: number,
  through: number | null,
  rights: DeviceRights,
): Promise<void> {
  const { sql } = tx;
  const gone = await sql<(DeviceRights & { actions: boolean; archiveDepthSeconds: number | null })[]>`
    delete from access_grant where subject_kind = 'user' and subject_id = ${userId} and object_kind = 'device' and object_id = ${cameraId}
      and source = any(${REPLACED}) returning live, archive, archive_depth_seconds, download, snapshot, ptz, actions, edit`;
  const some = NAMES.some((name) => name !== 'download' && rights[name]);
  const kept = {
    actions: gone.some((row) => row.actions),
    archiveDepthSeconds: gone.find((row) => row.archive)?.archiveDepthSeconds ?? null,
  };
  const row = {
    ...pick(rights, NAMES),
    ...kept,
    subjectKind: 'user',
    subjectId: userId,
    objectKind: 'device',
    objectId: cameraId,
    source: SOURCE,
    throughOrganizationId: through,
  };
  if (some) await sql`insert into access_grant ${sql(row)}`;
  const before = NAMES.filter((name) => gone.some((row) => row[name]));
  const after = some ? NAMES.filter((name) => rights[name]) : [];
  const changes = { [`rights.${userId}`]: [before, after] as const };
  tx.changed({ action: 'change', objectKind: 'camera', objectId: cameraId, changes });
  tx.touched('user', userId);
}
