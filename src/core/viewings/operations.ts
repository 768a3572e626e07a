import { may, requireMay } from '../access/may.ts';
import { scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { write } from '../write.ts';

/** Somebody who watches right now. */
export interface OpenViewing {
  readonly id: string;
  readonly viewerKind: 'user' | 'client';
  readonly viewerId: number;
  /** A login, or a client's name. */
  readonly viewer: string;
  readonly cameraId: number;
  readonly cameraTitle: string;
  readonly kind: 'live' | 'archive' | 'download';
  readonly protocol: string;
  readonly address: string;
  readonly userAgent: string | null;
  readonly since: Date;
  readonly bytes: number;
}

/** Media nodes report every few seconds; one that was not heard of for this long is not believed. */
const SEEN_SECONDS = 30;
const MOST = 1000;

/** Open viewings, the newest first; owners see those of their organizations' cameras. */
export async function openViewings(
  core: Core,
  actor: Actor,
  filter: { readonly cameraId?: number | undefined; readonly userId?: number | undefined } = {},
): Promise<readonly OpenViewing[]> {
  const sql = listReader(core);
  const owned = await ownedBy(core, actor);
  return await sql<OpenViewing[]>`
    select v.id, v.viewer_kind, v.viewer_id, coalesce(u.login, k.name, v.viewer_kind || ' ' || v.viewer_id) as viewer,
      v.camera_id, case when c.title = '' then c.name else c.title end as camera_title,
      v.kind, v.protocol, v.address, v.user_agent, v.since, v.bytes
    from viewing v join camera c on c.id = v.camera_id
    left join app_user u on v.viewer_kind = 'user' and u.id = v.viewer_id
    left join api_client k on v.viewer_kind = 'client' and k.id = v.viewer_id
    where v.ended_at is null and v.kind in ('live', 'archive', 'download') and v.seen_at > now() - make_interval(secs => ${SEEN_SECONDS}) and c.domain_id = ${actor.domainId}
      ${owned ? sql`and c.organization_id = any(${[...owned]}::int[])` : sql``}
      ${filter.cameraId === undefined ? sql`` : sql`and v.camera_id = ${filter.cameraId}`}
      ${filter.userId === undefined ? sql`` : sql`and v.viewer_kind = 'user' and v.viewer_id = ${filter.userId}`}
    order by v.since desc, v.id limit ${MOST}`;
}

/** Asks the media node to end a viewing and to keep its viewer out for a minute. */
export async function cutViewing(core: Core, actor: Actor, id: string): Promise<void> {
  const owned = await ownedBy(core, actor);
  const [viewing] = await reader(core)<{ cameraId: number; organizationId: number }[]>`
    select v.camera_id, c.organization_id from viewing v join camera c on c.id = v.camera_id
    where v.id = ${id} and v.ended_at is null and c.domain_id = ${actor.domainId}`;
  if (!viewing || (owned && !owned.includes(viewing.organizationId))) throw refuse('viewing_not_found');
  requireMay(actor, 'viewings.cut');
  await write(core, actor, { type: 'viewing.cut', subject: `viewing ${id}` }, async (tx) => {
    await tx.sql`update viewing set cut_at = now() where id = ${id}`;
    const changes = { viewing: [id, 'cut'] as const };
    tx.changed({ action: 'change', objectKind: 'camera', objectId: viewing.cameraId, changes });
    tx.touched('viewing');
  });
}

/** Undefined: all of the domain. */
async function ownedBy(core: Core, actor: Actor): Promise<readonly number[] | undefined> {
  if (may(actor, 'viewings.read')) return undefined;
  return (await scopeOf(core, actor))?.ownedOrganizations ?? [];
}
