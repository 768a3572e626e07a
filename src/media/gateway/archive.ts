import type { FastifyReply } from 'fastify';
import type { CameraArchive } from '../archive/camera-archive.ts';
import type { ArchiveFile } from '../archive/file.ts';
import { archivePlaylist, segmentsOf } from '../archive/playlist.ts';
import { readGops, readHead } from '../archive/read.ts';
import { MediaError, notFound, TYPES } from './answer.ts';
import { joinViewing, type Visit } from './visit.ts';

/** One playlist or download covers a day at most; seconds. */
export const LONGEST_WINDOW = 24 * 3600;
/** What was recorded is on disk after so long. */
export const SETTLED_MS = 20_000;

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

export async function sendArchivePlaylist(visit: Visit, from: number, duration: number | 'now'): Promise<FastifyReply> {
  const { query, horizon, reply, request } = visit;
  const now = Date.now();
  const window = await windowOf(visit, from, duration === 'now' ? LONGEST_WINDOW : duration);
  const ended = window.to + SETTLED_MS < now || (window.archive.to ?? 0) > window.to;
  const files = await window.archive.files(window.from, window.to);
  const segments = segmentsOf(files, window.from, window.to, horizon);
  if (segments.length === 0 && ended) throw notFound('Nothing was recorded in this time');
  const text = archivePlaylist(segments, ended, query);
  if (request.method !== 'HEAD') joinViewing(visit).bytes += text.length;
  return reply.type(TYPES.playlist).send(text);
}

export async function archiveHead(visit: Visit, start: number): Promise<FastifyReply> {
  const file = await fileOf(visit, start);
  const data = await readHead(file);
  if (data === undefined) throw gone();
  return visit.reply.type(TYPES.head).send(data);
}

export async function archiveSegment(visit: Visit, start: number, gop: number, count: number): Promise<FastifyReply> {
  const file = await fileOf(visit, start);
  const at = file.start + (file.gops[gop]?.[0] ?? 0);
  if (at < visit.horizon) throw tooOld();
  if (at >= visit.until) throw gone();
  const data = await readGops(file, gop, count);
  if (data === undefined) throw gone();
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
