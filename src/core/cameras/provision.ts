import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { together } from '../together.ts';
import { write } from '../write.ts';
import type { CameraView, NewCamera } from './camera.ts';
import { createCamera } from './operations.ts';
import { checkOnvifCredentials, type OnvifCredentials, storeOnvifCredentials } from './source/onvif-credentials.ts';

/** What a billing names in its own words. */
export interface NamedParts {
  readonly presetTitle?: string;
  /** An outside id of a folder. */
  readonly groupCode?: string;
  readonly onvifCredentials?: OnvifCredentials;
}

/**
 * Makes a camera by the names of its preset and its folder. Its external id is that of no other camera of the domain:
 * calls with one external id wait for each other, and the second is refused.
 */
export async function provisionCamera(
  core: Core,
  actor: Actor,
  camera: NewCamera,
  { presetTitle, groupCode, onvifCredentials }: NamedParts,
): Promise<CameraView> {
  requireMay(actor, 'cameras.manage');
  if (onvifCredentials) checkOnvifCredentials(onvifCredentials);
  return await together(core, async (one) => {
    await refuseTakenExternalId(one, actor, camera.externalId);
    const presetId = presetTitle === undefined ? undefined : await presetCalled(one, actor, presetTitle);
    const folderId = groupCode === undefined ? undefined : await folderByCode(one, actor, groupCode);
    const made = await createCamera(one, actor, {
      ...camera,
      ...(presetId === undefined ? {} : { presetId }),
      ...(folderId === undefined ? {} : { folderId }),
    });
    if (onvifCredentials) {
      const intent = { type: 'camera.credentials' as const, subject: `camera ${made.id}` };
      await write(one, actor, intent, async (tx) => {
        await storeOnvifCredentials(tx, made.id, onvifCredentials);
        const changes = {
          onvifCredentials: [null, '*** (new)'] as const,
          'connection.motionNotices': [false, true] as const,
          'connection.motionSource': ['call', 'onvif'] as const,
        };
        tx.changed({ action: 'change', objectKind: 'camera', objectId: made.id, changes });
      });
    }
    return made;
  });
}

async function refuseTakenExternalId(core: Core, actor: Actor, externalId: string | null | undefined): Promise<void> {
  if (!externalId) return;
  const sql = reader(core);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`camera ${actor.domainId} ${externalId}`}, 0))`;
  const [other] = await sql<{ id: number }[]>`
    select id from camera where domain_id = ${actor.domainId} and external_id = ${externalId} order by id limit 1`;
  if (other) throw refuse('external_id_taken', { externalId, id: other.id }, { existingId: other.id });
}

/** In any case of its letters. */
async function presetCalled(core: Core, actor: Actor, title: string): Promise<number> {
  const rows = await reader(core)<{ id: number }[]>`
    select id from preset where domain_id = ${actor.domainId} and lower(title) = lower(${title}) and deleted_at is null
    order by id limit 2`;
  if (rows.length > 1) throw invalid('presetId', 'code_of_several', { code: title });
  if (!rows[0]) throw invalid('presetId', 'preset_title_unknown', { title });
  return rows[0].id;
}

async function folderByCode(core: Core, actor: Actor, code: string): Promise<number> {
  const rows = await reader(core)<{ id: number }[]>`
    select f.id from folder f join organization o on o.id = f.organization_id
    where o.domain_id = ${actor.domainId} and f.outside_ids @> array[${code}] and f.outside_ids <> '{}'
    order by f.id limit 2`;
  if (rows.length > 1) throw invalid('folderId', 'code_of_several', { code });
  if (!rows[0]) throw invalid('folderId', 'group_code_unknown', { code });
  return rows[0].id;
}
