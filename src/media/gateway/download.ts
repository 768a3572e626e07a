import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { film } from '../archive/film.ts';
import { segmentsOf } from '../archive/playlist.ts';
import { MediaError, notFound } from './answer.ts';
import { windowOf } from './archive.ts';
import { excess, type Visit } from './visit.ts';

/** A download reads the disk as fast as the client takes it: a few at once. */
const AT_ONCE = 8;
let running = 0;

/** An MP4 file of the recorded window, to the nearest groups of pictures; holes are left out. */
export async function download(visit: Visit, from: number, duration: number): Promise<FastifyReply> {
  const { reply, request, node, playback, decision, horizon, elsewhere } = visit;
  const window = await windowOf(visit, from, duration);
  const files = await window.archive.files(window.from, window.to);
  const segments = segmentsOf(files, window.from, window.to, horizon);
  if (segments.length === 0) throw notFound('Nothing was recorded in this time');
  const left = new AbortController();
  reply.raw.once('close', () => left.abort());
  const found = await film(segments, left.signal);
  if (found === undefined) throw notFound('Nothing was recorded in this time');
  if (found instanceof Date) {
    const at = found.toISOString();
    throw new MediaError(
      409,
      'format_changed',
      `The camera changed its picture format at ${at}: download up to it and from it separately`,
    );
  }
  reply.type('video/mp4').header('content-disposition', disposition(playback.name, window.from, duration));
  reply.header('content-length', found.bytes);
  if (request.method === 'HEAD') return reply.send('');
  if (running >= AT_ONCE) throw new MediaError(503, 'busy', 'Too many downloads at once: try again in a minute');
  const viewing = node.viewings.open(playback, decision, 'mp4', (end) => stream.destroy(new Error(end)), elsewhere);
  if (typeof viewing === 'string') throw excess(viewing);
  const stream = Readable.from(found.data, { objectMode: false, highWaterMark: 1024 * 1024 });
  running += 1;
  stream.on('data', (chunk: Buffer) => {
    viewing.bytes += chunk.length;
  });
  stream.once('close', () => {
    running -= 1;
    node.viewings.end(viewing);
  });
  return reply.send(stream);
}

/** `camera-2026-11-22-01-02-03-60s.mp4`: what browsers save it as, without what file systems mind. */
function disposition(name: string, from: number, duration: number): string {
  const time = new Date(from).toISOString().slice(0, 19).replace(/[T:]/g, '-');
  const file = `${name.replace(/[^\p{L}\p{N}._-]+/gu, '_')}-${time}-${duration}s.mp4`;
  const plain = file.replace(/[^\x20-\x7e]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file)}`;
}
