import { may, requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import type { CameraView } from '../cameras/camera.ts';
import { checkRoom, networksAt } from '../cameras/change/plan.ts';
import { checkCameraName } from '../cameras/name.ts';
import { loadParents, type Placement, place } from '../cameras/placement.ts';
import { visibleCamera } from '../cameras/reading/visible.ts';
import { checkInside, checkNames } from '../cameras/source/networks.ts';
import { type Core, reader } from '../core.ts';
import { DomainError, type FieldRefusals, refuse } from '../errors.ts';
import { additions, checkText } from '../fields.ts';
import { openUsage } from '../usage/settle.ts';
import { type Write, write } from '../write.ts';
import { restoreDevices } from './devices-again.ts';
import { restoreGrants } from './grants-again.ts';
import { putBack } from './kept-rows.ts';
import type { Left } from './left.ts';
import { missingOf, placingOf, type RestoreChoice, takenOf } from './place-again.ts';
import { type CameraRow, findDeleted, type StoredCamera } from './stored.ts';

export interface Restored {
  readonly camera: CameraView;
  /** Rights on the camera that hold again. */
  readonly grants: number;
  readonly left: readonly Left[];
}

/**
 * Brings a camera back from the bin under its id, so that its archive, links and marks fit again. Limits, names and
 * places are checked anew; what stands in the way is said by field, and another choice may be made for it. Rights that a
 * billing gave are left to the billing.
 */
export async function restoreCamera(
  core: Core,
  actor: Actor,
  cameraId: number,
  choice: RestoreChoice = {},
): Promise<Restored> {
  requireMay(actor, 'deleted-cameras.manage');
  if (choice.name !== undefined) checkCameraName(choice.name);
  checkText('externalId', choice.externalId, 255);
  const known = await findDeleted(core, reader(core), actor.domainId, cameraId);
  await checkNames(core, actor.domainId, { ...urlsOf(known.rows.camera), ...placingOf(known.rows.camera, choice) });
  const intent = { type: 'camera.restore' as const, subject: known.name, request: choice };
  const report = await write(core, actor, intent, async (tx) => await bringBack(tx, known, choice));
  return { camera: await visibleCamera(core, actor, { id: cameraId }), ...report };
}

async function bringBack(tx: Write, known: StoredCamera, choice: RestoreChoice): Promise<Omit<Restored, 'camera'>> {
  const { sql, actor } = tx;
  const { cameraId, rows } = known;
  const name = choice.name ?? known.name;
  const externalId = choice.externalId === undefined ? known.externalId : choice.externalId || null;
  const target = await placeAgain(tx, known, choice, { name, externalId });
  const [emptied] = await sql<{ dropping: boolean }[]>`
    delete from deleted_camera where domain_id = ${actor.domainId} and id = ${known.id}
    returning archive_dropped_at is not null as dropping`;
  if (!emptied) throw refuse('deleted_camera_not_found', { id: cameraId });
  if (emptied.dropping) throw refuse('deleted_archive_going', { id: cameraId });
  const held = await heldOf(tx, rows.camera);
  await putBack(sql, 'camera', [{ ...rows.camera, ...columnsOf(target), ...held, name, external_id: externalId }]);
  await sql`delete from former_camera where camera_id = ${cameraId}`;
  const devices = await restoreDevices(tx, rows);
  const way = { from: rows.camera.organization_id, to: target.organizationId };
  const grants = await restoreGrants(tx, cameraId, rows, way);
  openUsage(tx, [cameraId]);
  const { organizationId, folderId, presetId, locationId } = target;
  const shown = { name, title: known.title, externalId, organizationId, folderId, presetId, locationId };
  const changes = { ...additions(shown), bin: [known.name, null] as const };
  tx.changed({ action: 'create', objectKind: 'camera', objectId: cameraId, changes });
  tx.touched('camera', cameraId);
  return { grants: grants.restored, left: [...leftOf(rows.camera, target, held), ...devices, ...grants.left] };
}

/** Locks where it is to stand, and decides as for a new camera. Throws what stands in the way, all fields at once. */
async function placeAgain(
  { sql, actor, core }: Write,
  known: StoredCamera,
  choice: RestoreChoice,
  called: { readonly name: string; readonly externalId: string | null },
): Promise<Placement> {
  const placing = placingOf(known.rows.camera, choice);
  const parents = await loadParents(sql, actor.domainId, [{ fields: placing }]);
  const site = typeof placing.siteId === 'number' && parents.siteOf.get(placing.siteId) === placing.organizationId;
  const fields = { ...missingOf(known, placing, parents), ...(await takenOf(sql, actor.domainId, called)) };
  refuseFields(fields);
  const target = place(
    { ...placing, ...(choice.siteId === undefined && !site ? { siteId: null } : {}) },
    undefined,
    parents,
    may(actor, 'presets.use-unlinked'),
  );
  checkRoom(parents, target.organizationId);
  checkInside(core.egress, networksAt(parents, target), urlsOf(known.rows.camera));
  return target;
}

function refuseFields(fields: FieldRefusals): void {
  const [first] = Object.values(fields);
  if (first) throw new DomainError(first, {}, fields);
}

/** The media node that it was assigned to, while there is one of that id; and a new UUID where another device has its own. */
interface Held {
  readonly streamer_id: number | null;
  readonly uuid: string;
}

async function heldOf({ sql, actor }: Write, { streamer_id: streamerId, uuid }: CameraRow): Promise<Held> {
  const { domainId } = actor;
  const [held] = await sql<{ streamerId: number | null; uuid: string }[]>`
    select (select id from streamer where domain_id = ${domainId} and id = ${streamerId}::int) as streamer_id,
      case when exists (select from camera where domain_id = ${domainId} and uuid = ${uuid}::uuid)
          or exists (select from lock where domain_id = ${domainId} and uuid = ${uuid}::uuid)
        then gen_random_uuid()::text else ${uuid}::text end as uuid`;
  return { streamer_id: held?.streamerId ?? null, uuid: held?.uuid ?? uuid };
}

const columnsOf = ({ organizationId, folderId, presetId, siteId, locationId }: Placement) => ({
  organization_id: organizationId,
  folder_id: folderId,
  preset_id: presetId,
  site_id: siteId ?? null,
  location_id: locationId ?? null,
});

/** A site belongs to its organization: a camera that goes elsewhere leaves it without a word. */
function leftOf(before: CameraRow, target: Placement, held: Held): readonly Left[] {
  const { site_id: site, streamer_id: streamer, organization_id: organization } = before;
  const siteGone = site !== null && organization === target.organizationId && (target.siteId ?? null) === null;
  return [
    ...(siteGone ? [{ kind: 'site', name: String(site), why: 'gone' } as const] : []),
    ...(streamer !== held.streamer_id ? [{ kind: 'streamer', name: String(streamer), why: 'gone' } as const] : []),
    ...(before.uuid !== held.uuid ? [{ kind: 'uuid', name: before.uuid, why: 'taken' } as const] : []),
  ];
}

const urlsOf = (row: CameraRow) => ({
  streamUrl: row.stream_url,
  substreamUrl: row.substream_url,
  thumbnailsUrl: row.thumbnails_url,
  onvifUrl: row.onvif_url,
});
