import { isIPv6 } from 'node:net';
import { decide } from '../../access/decide.ts';
import { requireMay } from '../../access/may.ts';
import { scopeOf } from '../../access/scope.ts';
import type { Actor } from '../../actor.ts';
import { type Core, listReader } from '../../core.ts';
import { likeText } from '../../page.ts';
import type { CameraView } from '../camera.ts';
import { factsOf } from '../rules.ts';
import { normalMac } from '../source/connection.ts';
import { camerasByIds } from './queries.ts';

/** All that are given must hold. */
export interface CameraSearch {
  readonly id?: number | undefined;
  /** Of the main stream: an address or a name. */
  readonly host?: string | undefined;
  /** In any of the usual spellings. */
  readonly mac?: string | undefined;
  /** A part of it, in any case. */
  readonly title?: string | undefined;
}

/** Most cameras that are looked for by one address or name. */
const MAX_FOUND = 1000;

/** The domain's cameras that answer a question, whole titles first, then by id. */
export async function findCameras(core: Core, actor: Actor, by: CameraSearch): Promise<readonly CameraView[]> {
  requireMay(actor, 'integrations.look-up');
  const sql = listReader(core);
  const { id, host, title } = by;
  const mac = by.mac === undefined ? undefined : (normalMac(by.mac) ?? '');
  const text = title?.toLowerCase() ?? '';
  const rows = await sql<{ id: number }[]>`
    select c.id from camera c
    where c.domain_id = ${actor.domainId}
      ${id === undefined ? sql`` : sql`and c.id = ${id}`}
      ${host === undefined ? sql`` : sql`and c.stream_url <> '' and lower(substring(c.stream_url from '^[a-z]+://(?:[^/?#]*@)?(\\[[^]]*\\]|[^/:?#]*)')) = ${written(host)}`}
      ${mac === undefined ? sql`` : sql`and c.id in (select n.camera_id from camera_connection n where n.mac = ${mac})`}
      ${title === undefined ? sql`` : sql`and lower(c.name || ' ' || c.title || ' ' || c.comment) like ${`%${likeText(text)}%`} and lower(c.title) like ${`%${likeText(text)}%`}`}
    order by ${title === undefined ? sql`` : sql`(lower(c.title) = ${text}) desc,`} c.id limit ${MAX_FOUND}`;
  return await camerasByIds(
    sql,
    core.sealer,
    rows.map((row) => row.id),
    0,
  );
}

/** As it stands in a URL. */
const written = (host: string): string => (isIPv6(host) ? `[${host.toLowerCase()}]` : host.toLowerCase());

/** The views of those of these cameras that the actor may see or edit, in their order. */
export async function camerasOf(core: Core, actor: Actor, ids: readonly number[]): Promise<readonly CameraView[]> {
  const found = await camerasByIds(listReader(core), core.sealer, ids, 0);
  const user = await scopeOf(core, actor);
  return found.filter((camera) => {
    if (camera.domainId !== actor.domainId) return false;
    const rights = user && decide(user, factsOf(camera), core.clock()).rights;
    return !rights || rights.view || rights.edit;
  });
}
