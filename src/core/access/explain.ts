import type { Db } from '../../db/sql.ts';
import type { Actor } from '../actor.ts';
import type { CameraView } from '../cameras/camera.ts';
import { visibleCamera } from '../cameras/reading/visible.ts';
import { factsOf } from '../cameras/rules.ts';
import { type Core, listReader } from '../core.ts';
import { requireUserManager } from '../organizations/operations.ts';
import { userById } from '../users/operations.ts';
import { type Decision, decide } from './decide.ts';
import { may } from './may.ts';
import { withNames } from './names.ts';

export interface Explanation {
  readonly user: { readonly id: number; readonly login: string; readonly name: string | null };
  readonly decision: Decision;
}

/** More are not told at once: ask for one user then. */
const MAX_USERS = 500;

/** The grants and blocks behind what one user may do with a camera, whether it is something or nothing. */
export async function explain(core: Core, actor: Actor, cameraId: number, userId: number): Promise<Explanation> {
  const camera = await manageableCamera(core, actor, cameraId);
  const user = await userById(core, actor, userId);
  const told = await explained(core, camera, user);
  return (await withNames(core, actor, [told]))[0] ?? told;
}

/** Everybody who may see or edit a camera, and why. Administrators are told to administrators alone. */
export async function explainAll(core: Core, actor: Actor, cameraId: number): Promise<readonly Explanation[]> {
  const camera = await manageableCamera(core, actor, cameraId);
  const users = await candidates(listReader(core), camera, may(actor, 'administrators.see'));
  const all = await Promise.all(users.map((user) => explained(core, camera, user)));
  const told = all.filter(({ decision: { rights } }) => rights.view || rights.edit);
  return await withNames(core, actor, told);
}

async function manageableCamera(core: Core, actor: Actor, id: number): Promise<CameraView> {
  const camera = await visibleCamera(core, actor, { id });
  if (!may(actor, 'access.explain')) await requireUserManager(core, actor, camera.organizationId);
  return camera;
}

async function explained(core: Core, camera: CameraView, user: Explanation['user']): Promise<Explanation> {
  const facts = await core.access.viewer('user', user.id);
  const nobody = { kind: 'client' as const, id: 0, domainId: 0, epoch: 0 };
  return {
    user: { id: user.id, login: user.login, name: user.name },
    decision: decide(facts ?? nobody, factsOf(camera), core.clock()),
  };
}

/** Users whom something ties to the camera, sub-users of them too; whether it gives a right is `decide`'s to say. */
async function candidates(
  sql: Db,
  camera: CameraView,
  administrators: boolean,
): Promise<readonly Explanation['user'][]> {
  const { id, domainId, organizationId, organizationOwnerId, folderPath } = camera;
  return await sql<Explanation['user'][]>`
    with subjects as (
      select g.subject_kind, g.subject_id from access_grant g
      where (g.object_kind = 'device' and g.object_id = ${id})
         or (g.object_kind = 'organization' and g.object_id = ${organizationId})
         or (g.object_kind = 'folder' and g.object_id = any(${[...folderPath]}::int[]))),
    tied as (
      select subject_id as id from subjects where subject_kind = 'user'
      union select m.user_id from membership m join subjects s on s.subject_kind = 'organization' and s.subject_id = m.organization_id
      union select g.subject_id from access_grant g join subjects s on s.subject_kind = 'organization' and s.subject_id = g.object_id
        where g.subject_kind = 'user' and g.object_kind = 'organization'
      union select o.owner_id from organization o join subjects s on s.subject_kind = 'organization' and s.subject_id = o.id
      union select m.user_id from membership m where m.organization_id = ${organizationId} and m.edit_cameras
      union select ${organizationOwnerId}::int)
    select u.id, u.login, u.name from app_user u
    where u.domain_id = ${domainId} and (
      (u.kind <> 'administrator' and u.id in (select id from tied))
      or (${administrators} and u.kind = 'administrator'))
    order by u.kind = 'administrator', u.id limit ${MAX_USERS}`;
}
