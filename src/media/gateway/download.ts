import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { type Mp4Export, mp4Export } from '../archive/mp4-export.ts';
import { segmentsOf } from '../archive/playlist.ts';
import { MediaError, notFound } from './answer.ts';
import { windowOf } from './archive.ts';
import { attachment, fileNameOf, offeredName } from './file-name.ts';
import { type ByteRange, rangeOf } from './range.ts';
import { excess, type Visit } from './visit.ts';

/** A download reads the disk as fast as the client takes it: a few at once. */
const MAX_AT_ONCE = 8;

/**
 * An MP4 file of the recorded window, to the nearest groups of pictures; holes are left out. `Range` brings a piece of
 * it, with `If-Range` only while the file is what it was: one that grows with the archive has another `ETag` then.
 */
export async function download(visit: Visit, from: number, duration: number): Promise<FastifyReply> {
  const { reply, request } = visit;
  const left = new AbortController();
  reply.raw.once('close', () => left.abort());
  const found = await exportOf(visit, from, duration, left.signal);
  const { range, 'if-range': unless } = request.headers;
  const whole = { from: 0, to: found.bytes };
  // Of a text the framework would count the letters, and say 0.
  if (request.method === 'HEAD') return headers(visit, found, whole, from, duration).send(Readable.from([]));
  const piece = unless === undefined || unless === found.tag ? rangeOf(range, found.bytes) : undefined;
  if (piece === 'nothing') {
    reply.headers({ 'accept-ranges': 'bytes', 'content-range': `bytes */${found.bytes}` });
    throw new MediaError(416, 'range', `The file has ${found.bytes} bytes`);
  }
  const { from: first, to } = piece ?? whole;
  const stream = openDownload(visit, found.read(first, to), 'mp4');
  if (piece !== undefined) reply.code(206).header('content-range', `bytes ${first}-${to - 1}/${found.bytes}`);
  return headers(visit, found, piece ?? whole, from, duration).send(stream);
}

function headers(
  { reply, request, playback }: Visit,
  found: Mp4Export,
  piece: ByteRange,
  from: number,
  duration: number,
): FastifyReply {
  const { filename } = request.query as Record<string, unknown>;
  const name = offeredName(filename) ?? fileNameOf(playback.name, from * 1000, duration);
  return reply.headers({
    'content-type': 'video/mp4',
    'content-length': piece.to - piece.from,
    'content-disposition': attachment(name),
    'accept-ranges': 'bytes',
    etag: found.tag,
  });
}

async function exportOf(visit: Visit, from: number, duration: number, signal: AbortSignal): Promise<Mp4Export> {
  const window = await windowOf(visit, from, duration);
  const files = await window.archive.files(window.from, window.to);
  const segments = segmentsOf(files, window.from, window.to, visit.horizon);
  const found = segments.length === 0 ? undefined : await mp4Export(segments, signal);
  if (found === undefined) throw notFound('Nothing was recorded in this time');
  if (found instanceof Date) {
    const at = found.toISOString();
    throw new MediaError(
      409,
      'format_changed',
      `The camera changed its picture format at ${at}: download up to it and from it separately`,
    );
  }
  return found;
}

/** The bytes as a viewing that can be cut. Throws when there may be none. */
export function openDownload(
  { node, playback, decision, elsewhere }: Visit,
  data: AsyncGenerator<Buffer>,
  protocol: 'mp4' | 'ts',
): Readable {
  if (node.downloads.size >= MAX_AT_ONCE)
    throw new MediaError(503, 'busy', 'Too many downloads at once: try again in a minute');
  const viewing = node.viewings.open(playback, decision, protocol, (end) => stream.destroy(new Error(end)), elsewhere);
  if (typeof viewing === 'string') throw excess(viewing);
  const stream = Readable.from(data, { objectMode: false, highWaterMark: 1024 * 1024 });
  node.downloads.add(viewing);
  stream.on('data', (chunk: Buffer) => {
    viewing.bytes += chunk.length;
  });
  stream.once('close', () => {
    node.downloads.delete(viewing);
    node.viewings.end(viewing);
  });
  return stream;
}
