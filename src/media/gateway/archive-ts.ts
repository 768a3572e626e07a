import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { type RecordedPiece, recordedPieces } from '../archive/pieces.ts';
import { fitsTs, TsWriter } from '../mpegts/writer.ts';
import { MediaError, notFound, TYPES } from './answer.ts';
import { archiveOf, SETTLED_MS, windowOf } from './archive.ts';
import { openDownload } from './download.ts';
import { attachment, fileNameOf } from './file-name.ts';
import { excess, type Visit } from './visit.ts';

/** What is played on is sent so far ahead of the clock: GStreamer begins once its buffer is full. */
const LEAD_MS = 10_000;

/** The recorded window as one MPEG-TS, as fast as the client takes it; holes are left out, a new format goes on in it. */
export async function downloadTs(visit: Visit, from: number, duration: number): Promise<FastifyReply> {
  const { reply, request, playback } = visit;
  const window = await windowOf(visit, from, duration);
  const found = await pieces(visit, window.from, window.to, 0);
  const stream = request.method === 'HEAD' ? Readable.from([]) : openDownload(visit, written(found, undefined), 'ts');
  // Once nothing is refused any more: a refusal is no file.
  const name = fileNameOf(playback.name, from * 1000, duration, 'ts');
  return reply.type(TYPES.ts).header('content-disposition', attachment(name)).send(stream);
}

/** The archive from a moment on (Unix seconds), at the speed at which it was recorded, and on into what comes. */
export async function playTs(visit: Visit, from: number): Promise<FastifyReply> {
  const { node, reply, request, playback, decision, elsewhere } = visit;
  const found = await pieces(visit, from * 1000, Number.POSITIVE_INFINITY, SETTLED_MS);
  reply.type(TYPES.ts);
  if (request.method === 'HEAD') return reply.send(Readable.from([]));
  const end = (why: string) => stream.destroy(new Error(why));
  const viewing = node.viewings.open(playback, decision, 'ts', end, elsewhere);
  if (typeof viewing === 'string') throw excess(viewing);
  const stream = Readable.from(written(found, Date.now()), { objectMode: false });
  stream.on('data', (chunk: Buffer) => {
    viewing.bytes += chunk.length;
  });
  stream.once('close', () => node.viewings.end(viewing));
  return reply.send(stream);
}

/** Throws when nothing is there, or when MPEG-TS cannot carry it. */
async function pieces(
  visit: Visit,
  from: number,
  to: number,
  settledMs: number,
): Promise<AsyncGenerator<RecordedPiece>> {
  const archive = await archiveOf(visit);
  const start = Math.max(from, visit.horizon);
  const [first] = archive.ranges(start)[0] ?? [];
  if (first === undefined || first >= to) throw notFound('Nothing was recorded in this time');
  const left = new AbortController();
  visit.reply.raw.once('close', () => left.abort());
  const all = recordedPieces(archive, start, settledMs, left.signal);
  const beginning = await all.next();
  if (beginning.done) throw notFound('Nothing was recorded in this time');
  if (!fitsTs(beginning.value.init)) {
    await all.return(undefined);
    throw new MediaError(415, 'format', 'MPEG-TS carries H.264 and HEVC alone: ask for the MP4');
  }
  return upTo(beginning.value, all, to, left.signal);
}

async function* upTo(
  first: RecordedPiece,
  rest: AsyncGenerator<RecordedPiece>,
  to: number,
  signal: AbortSignal,
): AsyncGenerator<RecordedPiece> {
  try {
    for (let piece = first; piece.groupMs < to && fitsTs(piece.init); ) {
      yield piece;
      const next = await rest.next();
      if (next.done) return;
      piece = next.value;
    }
  } catch (error) {
    // Whoever left needs no more.
    if (!signal.aborted) throw error;
  } finally {
    await rest.return(undefined);
  }
}

/** Ahead of the clock by `LEAD_MS` at the most; `since` undefined: as fast as it goes. */
async function* written(found: AsyncGenerator<RecordedPiece>, since: number | undefined): AsyncGenerator<Buffer> {
  const writer = new TsWriter();
  let epoch = 0;
  for await (const piece of found) {
    if (piece.jump) epoch += 1;
    const data = writer.write({ data: piece.data, init: piece.init, epoch });
    if (data.length > 0) yield data;
    const ahead = since === undefined ? 0 : since + writer.endMs - Date.now() - LEAD_MS;
    if (ahead > 0) await sleep(ahead);
  }
}
