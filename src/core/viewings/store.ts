import type { Db } from '../../db/sql.ts';

/** What a media node tells of one viewing; `viewer` as `user:5` or `client:1`, instants in Unix ms. */
export interface ViewingReport {
  readonly id: string;
  readonly viewer: string;
  readonly cameraId: number;
  readonly kind: string;
  readonly protocol: string;
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly since: number;
  /** The contract that the viewer watches under. */
  readonly organizationId: number | undefined;
  /** Since it last asked for something, ms; 0 of a connection. */
  readonly idleMs: number;
  readonly bytes: number;
  /** Undefined: still open. */
  readonly endedAt: number | undefined;
}

/** Keeps what the media node `node` saw just now; a viewing that has ended stays ended. */
export async function storeViewings(sql: Db, node: string, reports: readonly ViewingReport[]): Promise<void> {
  const rows = reports.flatMap(({ viewer, userAgent, endedAt, organizationId, ...report }) => {
    const [, kind, id] = /^(user|client):(\d+)$/.exec(viewer) ?? [];
    if (kind === undefined) return [];
    const agent = userAgent?.slice(0, 500).replaceAll('\u0000', '') ?? null;
    const optional = { userAgent: agent, endedAt: endedAt ?? null, organizationId: organizationId ?? null };
    return [{ ...report, ...optional, viewerKind: kind, viewerId: Number(id) }];
  });
  if (rows.length === 0) return;
  await sql`
    insert into viewing (id, viewer_kind, viewer_id, camera_id, kind, protocol, address, user_agent, since, bytes, seen_at, ended_at,
      organization_id, node, active_at)
    select r.id, r."viewerKind", r."viewerId", r."cameraId", r.kind, r.protocol, r.address, r."userAgent",
      to_timestamp(r.since / 1000), r.bytes, now(), to_timestamp(r."endedAt" / 1000),
      r."organizationId", ${node}, now() - make_interval(secs => r."idleMs" / 1000)
    from jsonb_to_recordset(${sql.json(rows)}) as r(id text, "viewerKind" text, "viewerId" int, "cameraId" int, kind text,
      protocol text, address text, "userAgent" text, since double precision, bytes bigint, "endedAt" double precision,
      "organizationId" int, "idleMs" double precision)
    on conflict (id) do update set bytes = excluded.bytes, seen_at = excluded.seen_at, active_at = excluded.active_at,
      organization_id = excluded.organization_id,
      ended_at = coalesce(viewing.ended_at, excluded.ended_at)`;
}

/** A cut that no media node carried out for this long has no viewing to end any more. */
const CUT_LIFE_SECONDS = 60;

/** Ids of viewings that an operator wants ended. */
export async function pendingCuts(sql: Db): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from viewing where cut_at > now() - make_interval(secs => ${CUT_LIFE_SECONDS}) and ended_at is null order by cut_at`;
  return rows.map((row) => row.id);
}

const KEPT_DAYS = 90;
const BATCH = 10_000;

/** Viewings of a node that was killed end where they were last seen; those of 90 days ago go. */
export async function tidyViewings(sql: Db): Promise<number> {
  await sql`update viewing set ended_at = seen_at where ended_at is null and seen_at < now() - interval '1 hour'`;
  const { count } = await sql`
    delete from viewing where id in (
      select id from viewing where ended_at < now() - make_interval(days => ${KEPT_DAYS}) limit ${BATCH})`;
  return count;
}
