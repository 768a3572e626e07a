import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import type { DeletedCamera } from './deleted-camera.ts';
import { findDeleted } from './stored.ts';

interface Named {
  readonly id: number;
  readonly title: string;
}

/** Where it was, by the titles of today; null: it is gone, or there was none. */
export interface DeletedCameraCard extends DeletedCamera {
  readonly organization: Named | null;
  readonly folder: Named | null;
  readonly preset: Named | null;
  readonly location: Named | null;
  /** Without credentials. */
  readonly streamUrl: string;
  /** Rights that stood on the camera itself. */
  readonly grants: number;
  readonly doors: number;
}

/** One camera of the bin, for whoever decides where it goes. */
export async function deletedCamera(core: Core, actor: Actor, cameraId: number): Promise<DeletedCameraCard> {
  requireMay(actor, 'deleted-cameras.read');
  const sql = reader(core);
  const { rows, ...shown } = await findDeleted(core, sql, actor.domainId, cameraId);
  const { camera, grants, door } = rows;
  const [places] = await sql<Pick<DeletedCameraCard, 'organization' | 'folder' | 'preset' | 'location'>[]>`
    select
      (select jsonb_build_object('id', o.id, 'title', o.title) from organization o
        where o.domain_id = ${actor.domainId} and o.id = ${camera.organization_id}) as organization,
      (select jsonb_build_object('id', f.id, 'title', f.title) from folder f
        where f.organization_id = ${camera.organization_id} and f.id = ${camera.folder_id}) as folder,
      (select jsonb_build_object('id', p.id, 'title', p.title) from preset p
        where p.domain_id = ${actor.domainId} and p.id = ${camera.preset_id} and p.deleted_at is null) as preset,
      (select jsonb_build_object('id', l.id, 'title', l.title) from location l
        where l.domain_id = ${actor.domainId} and l.id = ${camera.location_id}::int) as location`;
  const { organization = null, folder = null, preset = null, location = null } = places ?? {};
  const streamUrl = camera.stream_url;
  return { ...shown, organization, folder, preset, location, streamUrl, grants: grants.length, doors: door.length };
}
