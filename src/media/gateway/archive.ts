import type { FastifyReply } from 'fastify';
import type { CameraArchive } from '../archive/camera-archive.ts';
import type { ArchiveFile } from '../archive/file.ts';
import { archivePlaylist, segmentsOf } from '../archive/playlist.ts';
import { readGops, readHead } from '../archive/read.ts';
import { records } from '../archive/recorder.ts';
import { variantOf } from '../archive/variant.ts';
import { multivariantPlaylist } from '../multivariant.ts';
import { MediaError, notFound, TYPES } from './answer.ts';
import type { Duration, Resource } from './path.ts';
import { joinViewing, textOf, type Visit } from './visit.ts';

type ArchivePart = Extract<Resource, { kind: 'archive-segment' }>;

/** One playlist or download covers a day at most; seconds. */
export const LONGEST_WINDOW = 24 * 3600;
/** What was recorded is on disk after so long. */
export const SETTLED_MS = 20_000;
/**
 * Players open a list that grows three segments before its end, whatever it says: for its first moments it ends there.
 * The next time they ask they get it whole.
 */
const OPENING_SEGMENTS = 3;
const OPENING_MS = 6000;
/** How long the first segment is waited for where a camera is being recorded, in so many looks. */
const FIRST_MS = 10_000;
const FIRST_TRIES = 40;

/** A camera's archive, and the window as Unix ms; throws when nothing of it may be shown. */
export async function windowOf(visit: Visit, fromSeconds: number, durationSeconds: number) {
  if (durationSeconds > LONGEST_WINDOW) {
    throw new MediaError(400, 'bad_request', 'At most 24 hours at once: ask for the rest separately');
  }
  const from = fromSeconds * 1000;
  const to = from + durationSeconds * 1000;
  if (to <= visit.horizon) throw tooOld();
  return { archive: await archiveOf(visit), from, to };
}

export async function archiveOf(visit: Visit): Promise<CameraArchive> {
  return await visit.node.archive.camera(visit.decision.cameraId);
}

/** What was recorded, and the playlist of its segments beside it. */
export async function sendArchiveMaster(visit: Visit, from: number, duration: Duration): Promise<FastifyReply> {
  const { segments, grows } = await recorded(visit, from, duration);
  const variant = await variantOf(segments);
  if (variant === undefined) throw gone();
  const file = visit.playback.link === undefined ? `mono-${from}-${duration}.m3u8` : 'mono.m3u8';
  const opened = grows && duration === 'now' ? `${visit.query === '' ? '?' : '&'}opened=${Date.now()}` : '';
  return send(visit, multivariantPlaylist(variant, `${file}${visit.query}${opened}`));
}

export async function sendArchivePlaylist(visit: Visit, from: number, duration: Duration): Promise<FastifyReply> {
  const { segments, grows } = await recorded(visit, from, duration);
  const openedMs = Number(textOf(visit.request, 'opened') ?? 0);
  const opening = grows && duration === 'now' && Date.now() - openedMs < OPENING_MS;
  const opens = duration === 'live' ? 'end' : 'beginning';
  const shown = opening ? segments.slice(0, OPENING_SEGMENTS) : segments;
  return send(visit, archivePlaylist(shown, grows && opens, visit.query));
}

/** Of a list that is opened at its end no more is kept behind it. */
const LONGEST_REWIND = 4 * 3600;

/** The last `seconds` and what comes then: players are told a moment, so that their list stays the same one. */
export async function sendArchiveOf(visit: Visit, seconds: number, opened: 'now' | 'live'): Promise<FastifyReply> {
  const back = opened === 'live' ? Math.min(seconds, LONGEST_REWIND) : seconds;
  return await sendArchiveMaster(visit, Math.max(0, Math.floor(Date.now() / 1000) - back), opened);
}

function send(visit: Visit, text: string): FastifyReply {
  if (visit.request.method !== 'HEAD') joinViewing(visit).bytes += text.length;
  return visit.reply.type(TYPES.playlist).send(text);
}

/**
 * What is recorded of a window: closed where it has an end, since a list that may grow is opened at its end by many
 * players; up to `now`, or `live`, it `grows`, until the day or the link is over.
 */
async function recorded(visit: Visit, from: number, duration: Duration) {
  const toNow = typeof duration !== 'number';
  const window = await windowOf(visit, from, toNow ? LONGEST_WINDOW : duration);
  const { archive } = window;
  const to = Math.min(window.to, visit.until);
  const over = () => to + SETTLED_MS < Date.now() || (archive.to ?? 0) > to;
  const grows = toNow && !over();
  const look = async () => segmentsOf(await archive.files(window.from, to), window.from, to, visit.horizon, grows);
  let segments = await look();
  for (let tries = 0; segments.length === 0 && tries < FIRST_TRIES && isRecording(visit) && !over(); tries += 1) {
    await new Promise((done) => setTimeout(done, FIRST_MS / FIRST_TRIES));
    segments = await look();
  }
  if (segments.length === 0) throw notFound('Nothing was recorded in this time');
  return { segments, grows };
}

/** What has just begun is there within moments. */
function isRecording({ node, decision }: Visit): boolean {
  const stream = node.supervisor.stream(decision.cameraId);
  return stream?.alive === true && records(stream.spec);
}

export async function archiveHead(visit: Visit, start: number): Promise<FastifyReply> {
  const file = await fileOf(visit, start);
  const data = await readHead(file);
  if (data === undefined) throw gone();
  return visit.reply.type(TYPES.head).send(data);
}

export async function archiveSegment(visit: Visit, part: ArchivePart): Promise<FastifyReply> {
  const file = await fileOf(visit, part.file);
  const at = file.start + (file.gops[part.gop]?.[0] ?? 0);
  if (at < visit.horizon) throw tooOld();
  if (at >= visit.until) throw gone();
  const head = part.head ? await readHead(file) : Buffer.alloc(0);
  const pictures = await readGops(file, part.gop, part.count);
  if (head === undefined || pictures === undefined) throw gone();
  const data = part.head ? Buffer.concat([head, pictures]) : pictures;
  if (visit.request.method !== 'HEAD') joinViewing(visit).bytes += data.length;
  return visit.reply.type(TYPES.segment).send(data);
}

/** The head of a file shows no picture; of one that ends before the horizon there is nothing to play. */
async function fileOf(visit: Visit, start: number): Promise<ArchiveFile> {
  const archive = await archiveOf(visit);
  const file = await archive.file(start);
  if (file === undefined) throw gone();
  if (file.start + file.dur <= visit.horizon) throw tooOld();
  return file;
}

function tooOld(): MediaError {
  return new MediaError(403, 'archive_depth', 'The archive is not open as far back as this');
}

function gone(): MediaError {
  return notFound('This part of the archive is gone');
}
