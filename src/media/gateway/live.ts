import type { FastifyReply } from 'fastify';
import { livePlaylist } from '../live/playlist.ts';
import type { LiveSegment, Ring } from '../live/ring.ts';
import type { MediaNode } from '../node.ts';
import type { CameraStream } from '../stream/camera-stream.ts';
import { MediaError, notFound, TYPES } from './answer.ts';
import { joinViewing, type Visit } from './visit.ts';

/** How long a request waits for the first picture of a stream that has just been started. */
const FIRST_PICTURE_MS = 10_000;

/** The running stream of a camera; throws when it has none here. */
export function streamOf(node: MediaNode, cameraId: number): CameraStream {
  const stream = node.supervisor.stream(cameraId);
  if (stream === undefined) throw new MediaError(404, 'off', 'This camera is switched off');
  return stream;
}

/** Throws 503 when no picture comes. */
export async function firstPicture(stream: CameraStream, ready: (ring: Ring) => boolean): Promise<void> {
  const { ring } = stream;
  if (stream.alive && ready(ring)) return;
  // A camera that is known to be off is not waited for; one that has just started, or starts for this viewer, is.
  const hopeless = stream.state().error !== undefined;
  const arrived =
    !hopeless &&
    (await new Promise<boolean>((done) => {
      const timer = setTimeout(() => end(false), FIRST_PICTURE_MS);
      const leave = ring.listen(() => ready(ring) && end(true));
      const end = (value: boolean) => {
        clearTimeout(timer);
        leave();
        done(value);
      };
    }));
  if (!arrived) throw new MediaError(503, 'no_picture', 'The camera gives no picture at the moment');
}

export async function sendLivePlaylist(visit: Visit): Promise<FastifyReply> {
  const { node, reply, decision, query, request } = visit;
  const stream = streamOf(node, decision.cameraId);
  const viewing = request.method === 'HEAD' ? undefined : joinViewing(visit);
  const release = stream.hold();
  try {
    await firstPicture(stream, (ring) => ring.segments.length > 0);
  } finally {
    release();
  }
  const text = livePlaylist(stream.ring, query);
  if (viewing !== undefined) viewing.bytes += text.length;
  return reply.type(TYPES.playlist).send(text);
}

export function liveHead(visit: Visit, epoch: number): FastifyReply {
  const { node, reply, decision } = visit;
  const { ring } = streamOf(node, decision.cameraId);
  const found = ring.segments.find((segment) => segment.epoch.id === epoch)?.epoch ?? ring.gop[0]?.epoch;
  if (found === undefined || found.id !== epoch) throw notFound('This part of the stream is gone');
  return reply.type(TYPES.head).send(found.init.data);
}

export function liveSegment(visit: Visit, sequence: number): FastifyReply {
  const { node, reply, decision, request } = visit;
  const { ring } = streamOf(node, decision.cameraId);
  const segment = ring.segments.find((candidate) => candidate.sequence === sequence);
  if (segment === undefined) throw notFound('This part of the stream is gone');
  const data = bytesOf(segment);
  if (request.method !== 'HEAD') joinViewing(visit).bytes += data.length;
  return reply.type(TYPES.segment).send(data);
}

const joined = new WeakMap<LiveSegment, Buffer>();

/** Put together for the first viewer, the same memory for all others. */
function bytesOf(segment: LiveSegment): Buffer {
  const known = joined.get(segment);
  if (known !== undefined) return known;
  const data = Buffer.concat(segment.fragments.map((fragment) => fragment.data));
  joined.set(segment, data);
  return data;
}
