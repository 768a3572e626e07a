import type { Db } from '../../../db/sql.ts';
import type { Sealer } from '../../secrets/sealer.ts';
import { urlLabel } from '../seal-labels.ts';
import { isSilent, sourceOptions, sourceUrl } from '../source/options.ts';
import { archiveDaysOf } from './archive-depth.ts';
import type { RecordMode, RecordWindow } from './recording.ts';
import type { RecordingError } from './recording-error.ts';

/** A stream that should run: what a media node has to know of a camera. */
export interface WantedStream {
  readonly cameraId: number;
  readonly name: string;
  /** Whole, with credentials, and without options. */
  readonly url: string;
  readonly onDemand: boolean;
  readonly sound: boolean;
  /** Null or 0: not recorded. */
  readonly archiveDays: number | null;
  readonly archiveGb: number | null;
  readonly recordMode: RecordMode;
  readonly recordSchedule: readonly RecordWindow[] | null;
  /** Of the schedule. */
  readonly timeZone: string;
  /** Of RTSP; null: as it comes. */
  readonly transport: 'tcp' | 'udp' | null;
  /** By their places in the source, from 1; undefined: all. */
  readonly tracks: readonly number[] | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly organizationId: number;
  /** CIDR; empty: wherever the policy allows. */
  readonly networks: readonly string[];
}

/** Every camera with a source on which, and on whose organization, no block stands. */
export async function wantedStreams(sql: Db, sealer: Sealer): Promise<readonly WantedStream[]> {
  const rows = await sql<(WantedStream & { streamUrlSealed: Uint8Array | null })[]>`
    select c.id as camera_id, c.name, c.stream_url as url, c.stream_url_sealed, c.on_demand, not c.video_only as sound,
      ${archiveDaysOf(sql)} as archive_days, coalesce(c.archive_gb, p.archive_gb) as archive_gb,
      c.record_mode, c.record_schedule, d.time_zone, n.transport, c.organization_id, o.networks::text[] as networks
    from camera c join preset p on p.id = c.preset_id join organization o on o.id = c.organization_id
    join domain d on d.id = c.domain_id left join camera_connection n on n.camera_id = c.id
    where c.stream_url <> ''
      and not exists (select from block b where b.subject_kind = 'device' and b.subject_id = c.id and b.effect = 'service')
      and not exists (select from block b where b.subject_kind = 'organization' and b.subject_id = c.organization_id and b.effect = 'service')
    order by c.id`;
  return rows.map(({ streamUrlSealed, ...row }) => {
    const text = streamUrlSealed === null ? row.url : sealer.open(urlLabel('streamUrl', row.cameraId), streamUrlSealed);
    const { tracks, transport, timeoutSeconds } = sourceOptions(text);
    return {
      ...row,
      url: sourceUrl(text),
      sound: row.sound && !isSilent(text),
      transport: transport ?? row.transport,
      tracks,
      timeoutSeconds,
    };
  });
}

export interface StreamReport {
  readonly cameraId: number;
  readonly alive: boolean;
  readonly aliveSince: Date | null;
  readonly bitrate: number | null;
  readonly error: string | null;
  readonly recordingError: RecordingError | null;
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly restarts: number;
  readonly archiveBytes: number;
  readonly archiveFrom: Date | null;
  readonly archiveTo: Date | null;
}

/** What the local media node saw of its streams just now. */
export async function storeStreamStates(sql: Db, reports: readonly StreamReport[]): Promise<void> {
  if (reports.length === 0) return;
  await sql`
    insert into stream_state (camera_id, streamer_id, alive, alive_since, down_since, bitrate, error, recording_error, video_codec, audio_codec, width, height, restarts, archive_bytes, archive_from, archive_to, updated_at)
    select c.id, (select s.id from streamer s where s.domain_id = c.domain_id and s.is_local order by s.id limit 1), r.alive, r."aliveSince", case when r.alive then null else now() end, r.bitrate, r.error, r."recordingError", r."videoCodec", r."audioCodec", r.width, r.height, r.restarts, r."archiveBytes", r."archiveFrom", r."archiveTo", now()
    from jsonb_to_recordset(${sql.json(reports as never)}) as r("cameraId" int, alive boolean, "aliveSince" timestamptz, bitrate int, error text, "recordingError" text, "videoCodec" text, "audioCodec" text,
      width int, height int, restarts int, "archiveBytes" bigint, "archiveFrom" timestamptz, "archiveTo" timestamptz)
    join camera c on c.id = r."cameraId"
    on conflict (camera_id) do update set streamer_id = excluded.streamer_id, alive = excluded.alive, alive_since = excluded.alive_since, down_since = case when excluded.alive then null else coalesce(stream_state.down_since, now()) end, bitrate = excluded.bitrate, error = excluded.error, recording_error = excluded.recording_error,
      video_codec = excluded.video_codec, audio_codec = excluded.audio_codec, width = excluded.width, height = excluded.height, restarts = excluded.restarts,
      archive_bytes = excluded.archive_bytes, archive_from = excluded.archive_from, archive_to = excluded.archive_to, updated_at = excluded.updated_at`;
}

export interface RecordedSpan {
  readonly hasSource: boolean;
  /** First and last recorded instant, as the media node last told; null: nothing. */
  readonly from: Date | null;
  readonly to: Date | null;
}

export async function recordedSpan(sql: Db, cameraId: number): Promise<RecordedSpan> {
  const [row] = await sql<RecordedSpan[]>`
    select c.stream_url <> '' as has_source, s.archive_from as "from", s.archive_to as "to"
    from camera c left join stream_state s on s.camera_id = c.id where c.id = ${cameraId}`;
  return row ?? { hasSource: false, from: null, to: null };
}

/**
 * Ids whose cameras were deleted longer ago than the grace, or whose archive somebody deleted: theirs may be removed. The
 * archive of a camera in the bin stays for as long as the bin keeps it.
 */
export async function goneCameras(
  sql: Db,
  ids: readonly number[],
  graceHours: number,
  now: Date,
): Promise<readonly number[]> {
  const rows = await sql<{ id: number }[]>`
    select v.id from unnest(${[...ids]}::int[]) as v(id)
    where not exists (select from camera c where c.id = v.id)
      and not exists (select from deleted_camera d where d.camera_id = v.id and d.archive_until > ${now})
      and (exists (select from deleted_camera d where d.camera_id = v.id and d.archive_dropped_at is not null)
        or not exists (select from audit_change l where l.object_kind = 'camera' and l.object_id = v.id
                       and l.action = 'delete' and l.at > now() - make_interval(secs => ${graceHours * 3600})))`;
  return rows.map((row) => row.id);
}
