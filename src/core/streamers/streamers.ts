import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { changeCamera } from '../cameras/change/change.ts';
import { STATUS_LIFE_MS } from '../cameras/state.ts';
import { type Core, listReader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { write } from '../write.ts';

/** A media node. */
export interface Streamer {
  readonly id: number;
  readonly domainId: number;
  /** As viewers reach it; a local one answers under the server's own name. */
  readonly hostname: string;
  readonly clusterId: number | null;
  readonly local: boolean;
  /** Of the local one, those too for which none was chosen. */
  readonly cameraCount: number;
  /** Of the streams it runs now, kbit/s. */
  readonly bitrate: number;
  readonly archiveBytes: number;
  /** Live cameras that it should record now, and cannot. */
  readonly notRecorded: number;
}

export async function streamers(core: Core, actor: Actor): Promise<readonly Streamer[]> {
  requireMay(actor, 'streamers.read');
  const sql = listReader(core);
  return await sql<Streamer[]>`
    select s.id, s.domain_id, s.hostname, s.cluster_id, s.is_local as local,
      (select count(*)::int from camera c where c.streamer_id = s.id
        or (s.is_local and c.streamer_id is null and c.domain_id = s.domain_id)) as camera_count,
      coalesce((select sum(st.bitrate)::bigint from stream_state st where st.streamer_id = s.id and st.alive), 0)::bigint as bitrate,
      coalesce((select sum(st.archive_bytes)::bigint from stream_state st where st.streamer_id = s.id), 0)::bigint as archive_bytes,
      (select count(*)::int from stream_state st where st.streamer_id = s.id and st.alive and st.recording_error is not null
        and st.updated_at > now() - make_interval(secs => ${STATUS_LIFE_MS / 1000})) as not_recorded
    from streamer s where s.domain_id = ${actor.domainId} order by s.id`;
}

export async function streamerById(core: Core, actor: Actor, id: number): Promise<Streamer> {
  const found = (await streamers(core, actor)).find((s) => s.id === id);
  if (!found) throw refuse('streamer_not_found', { id });
  return found;
}

/** Nodes join by themselves when they are started; nothing is added from outside. */
export async function changeStreamers(actor: Actor): Promise<never> {
  requireMay(actor, 'streamers.manage');
  throw refuse('streamers_join');
}

/** Puts a streamer into another cluster; the cameras that it has stay with it. */
export async function moveStreamer(core: Core, actor: Actor, id: number, clusterId: number): Promise<Streamer> {
  requireMay(actor, 'streamers.manage');
  await write(
    core,
    actor,
    { type: 'streamer.change', subject: `streamer ${id}`, request: { clusterId } },
    async (tx) => {
      const [cluster] = await tx.sql`
      select from cluster where id = ${clusterId} and domain_id = ${actor.domainId} for key share`;
      if (!cluster) throw invalid('clusterId', 'cluster_unknown', { id: clusterId });
      const [before] = await tx.sql<{ clusterId: number | null }[]>`
      select cluster_id from streamer where id = ${id} and domain_id = ${actor.domainId} for update`;
      if (!before) throw refuse('streamer_not_found', { id });
      await tx.sql`update streamer set cluster_id = ${clusterId} where id = ${id}`;
      const changes = { clusterId: [before.clusterId, clusterId] } as const;
      tx.changed({ action: 'change', objectKind: 'streamer', objectId: id, changes });
    },
  );
  return await streamerById(core, actor, id);
}

/** Says which streamer takes a camera in. */
export async function assignStreamer(core: Core, actor: Actor, cameraId: number, streamerId: number): Promise<void> {
  requireMay(actor, 'streamers.manage');
  await streamerById(core, actor, streamerId);
  await changeCamera(core, actor, { id: cameraId }, { streamerId });
}

/** What the nodes that these cameras are assigned to are called, by id; a local one has no name of its own. */
export async function streamerNames(core: Core, ids: readonly (number | null)[]): Promise<ReadonlyMap<number, string>> {
  const asked = [...new Set(ids)].filter((id) => id !== null);
  if (asked.length === 0) return new Map();
  const sql = listReader(core);
  const rows = await sql<{ id: number; hostname: string }[]>`
    select id, hostname from streamer where id = any(${asked}::int[]) and not is_local`;
  return new Map(rows.map((row) => [row.id, row.hostname]));
}
