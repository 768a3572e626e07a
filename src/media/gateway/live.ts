import type { FastifyReply } from 'fastify';
import { livePlaylist } from '../live/playlist.ts';
import { bytesOf, type Ring } from '../live/ring.ts';
import { multivariantPlaylist } from '../multivariant.ts';
import type { MediaNode } from '../node.ts';
import type { CameraStream } from '../stream/camera-stream.ts';
import { MediaError, notFound, TYPES } from './answer.ts';
import { joinViewing, type Visit } from './visit.ts';

/**
 * How long a request waits for the first picture of a stream that has just been started: for as long as a camera may be
 * silent before it counts as dead, and a first segment more.
 */
const FIRST_PICTURE_MS = 20_000;
const LOOK_MS = 500;

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
      const failing = setInterval(() => stream.state().error !== undefined && end(false), LOOK_MS);
      const leave = ring.listen(() => ready(ring) && end(true));
      const end = (value: boolean) => {
        clearTimeout(timer);
        clearInterval(failing);
        leave();
        done(value);
      };
    }));
  if (!arrived) throw noPicture();
}

function noPicture(): MediaError {
  return new MediaError(503, 'no_picture', 'The camera gives no picture at the moment');
}

/** What the camera sends, and the playlist of its segments beside it. */
export async function sendLiveMaster(visit: Visit): Promise<FastifyReply> {
  return await sendPlaylist(
    visit,
    (ring) => ring.variant() !== undefined,
    (ring) => {
      const variant = ring.variant();
      if (variant === undefined) throw noPicture();
      return multivariantPlaylist(variant, `mono.m3u8${visit.query}`);
    },
  );
}

/** How long the playlist of a camera that went away stays as it was, so that players go on when it comes back. */
const KEPT_MS = 60_000;

export async function sendLivePlaylist(visit: Visit): Promise<FastifyReply> {
  return await sendPlaylist(
    visit,
    (ring) => ring.segments.length > 0,
    (ring) => livePlaylist(ring, visit.query),
    (ring) => ring.endMs > Date.now() - KEPT_MS,
  );
}

/** Waits until the camera gives what makes it `ready`, unless what it gave is still `kept`. */
async function sendPlaylist(
  visit: Visit,
  ready: (ring: Ring) => boolean,
  write: (ring: Ring) => string,
  kept: (ring: Ring) => boolean = () => false,
): Promise<FastifyReply> {
  const { node, reply, decision, request } = visit;
  const stream = streamOf(node, decision.cameraId);
  const viewing = request.method === 'HEAD' ? undefined : joinViewing(visit);
  const release = stream.hold();
  try {
    if (!kept(stream.ring)) await firstPicture(stream, ready);
  } finally {
    release();
  }
  const text = write(stream.ring);
  if (viewing !== undefined) viewing.bytes += text.length;
  return reply.type(TYPES.playlist).send(text);
}

export function liveHead(visit: Visit, epoch: number): FastifyReply {
  const { node, reply, decision } = visit;
  const { ring } = streamOf(node, decision.cameraId);
  const found = ring.find((segment) => segment.epoch.id === epoch)?.epoch ?? ring.gop[0]?.epoch;
  if (found === undefined || found.id !== epoch) throw notFound('This part of the stream is gone');
  return reply.type(TYPES.head).send(found.init.data);
}

export function liveSegment(visit: Visit, sequence: number): FastifyReply {
  const { node, reply, decision, request } = visit;
  const { ring } = streamOf(node, decision.cameraId);
  const segment = ring.find((candidate) => candidate.sequence === sequence);
  if (segment === undefined) throw notFound('This part of the stream is gone');
  const data = bytesOf(segment);
  if (request.method !== 'HEAD') joinViewing(visit).bytes += data.length;
  return reply.type(TYPES.segment).send(data);
}
