import { type Actor, requirePrivileged, seesAll } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { forbidden, notFound } from '../errors.ts';

/** A media node. */
export interface Streamer {
  readonly id: number;
  readonly domainId: number;
  /** As viewers reach it; a local one answers under the server's own name. */
  readonly hostname: string;
  readonly local: boolean;
  readonly cameraCount: number;
  /** Of the streams it runs now, kbit/s. */
  readonly bitrate: number;
  readonly archiveBytes: number;
}

export async function streamers(core: Core, actor: Actor): Promise<readonly Streamer[]> {
  if (!seesAll(actor)) throw forbidden('Only an administrator may see the streamers');
  const sql = listReader(core);
  return await sql<Streamer[]>`
    select s.id, s.domain_id, s.hostname, s.is_local as local,
      (select count(*)::int from camera c where c.streamer_id = s.id) as camera_count,
      coalesce((select sum(st.bitrate)::bigint from stream_state st where st.streamer_id = s.id and st.alive), 0)::bigint as bitrate,
      coalesce((select sum(st.archive_bytes)::bigint from stream_state st where st.streamer_id = s.id), 0)::bigint as archive_bytes
    from streamer s where s.domain_id = ${actor.domainId} order by s.id`;
}

export async function streamerById(core: Core, actor: Actor, id: number): Promise<Streamer> {
  const found = (await streamers(core, actor)).find((s) => s.id === id);
  if (!found) throw notFound(`Streamer ${id}`);
  return found;
}

/** Nodes join by themselves when they are started; nothing is added from outside. */
export async function changeStreamers(actor: Actor): Promise<never> {
  requirePrivileged(actor);
  throw forbidden('Media nodes join by themselves: start one with `serve --role media` and it appears here');
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
