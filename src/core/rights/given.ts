import { decide } from '../access/decide.ts';
import type { Actor } from '../actor.ts';
import type { CameraView } from '../cameras/camera.ts';
import { cameraPage } from '../cameras/reading/visible.ts';
import { factsOf } from '../cameras/rules.ts';
import { type Core, listReader } from '../core.ts';
import { refuse } from '../errors.ts';
import type { Page, PageRequest } from '../page.ts';
import { REPLACED } from './device.ts';
import type { DeviceRights } from './device-rights.ts';

export interface GivenRights {
  readonly camera: CameraView;
  /** By whatever gave them; blocks take nothing off. */
  readonly rights: DeviceRights;
  /** On the camera itself, as `setDeviceRights` sets them; null: nothing. */
  readonly given: DeviceRights | null;
}

/** What a user may do with each camera that it sees, and what of that was given on the camera itself. */
export async function givenRights(
  core: Core,
  actor: Actor,
  userId: number,
  query: PageRequest,
): Promise<Page<GivenRights>> {
  const { items, next } = await cameraPage(core, actor, { ...query, seenBy: userId });
  const facts = await core.access.viewer('user', userId);
  if (facts?.kind !== 'user') throw refuse('user_not_found', { id: userId });
  const given = await grantsOn(core, userId, items);
  const now = core.clock();
  return {
    items: items.map((camera) => {
      const { live, archive, download, snapshot, ptz, edit } = decide(facts, factsOf(camera), now).rights;
      const rights = { live, archive, download, snapshot, ptz, edit };
      return { camera, rights, given: given.get(camera.id) ?? null };
    }),
    next,
  };
}

async function grantsOn(
  core: Core,
  userId: number,
  cameras: readonly CameraView[],
): Promise<ReadonlyMap<number, DeviceRights>> {
  const rows = await listReader(core)<(DeviceRights & { cameraId: number })[]>`
    select object_id as camera_id, bool_or(live) as live, bool_or(archive) as archive, bool_or(download) as download,
      bool_or(snapshot) as snapshot, bool_or(ptz) as ptz, bool_or(edit) as edit
    from access_grant where subject_kind = 'user' and subject_id = ${userId} and object_kind = 'device'
      and object_id = any(${cameras.map(({ id }) => id)}::int[]) and source = any(${REPLACED}) group by object_id`;
  return new Map(rows.map(({ cameraId, ...rights }) => [cameraId, rights]));
}
