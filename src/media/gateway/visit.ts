import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PlaybackKind, PlaybackRequest } from '../control.ts';
import { reason } from '../log.ts';
import type { MediaNode } from '../node.ts';
import type { Allowed, Viewing } from '../viewings.ts';
import { denied, MediaError } from './answer.ts';
import type { Resource } from './path.ts';

/** One request that was allowed. */
export interface Visit {
  readonly node: MediaNode;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly playback: PlaybackRequest;
  readonly decision: Allowed;
  /** `?token=…` for the URIs of a playlist. */
  readonly query: string;
  /** Archive before it does not exist for this viewer (Unix ms). */
  readonly horizon: number;
}

const KINDS: Readonly<Record<Resource['kind'], PlaybackKind>> = {
  'live-playlist': 'live',
  'live-head': 'live',
  'live-segment': 'live',
  mse: 'live',
  'media-info': 'info',
  'archive-playlist': 'archive',
  'archive-head': 'archive',
  'archive-segment': 'archive',
  'recording-status': 'archive',
  export: 'download',
  picture: 'live',
  clip: 'live',
  bad: 'live',
};

/** Every request is decided anew, each segment too. Throws a `MediaError`. */
export async function admit(
  node: MediaNode,
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  resource: Resource,
): Promise<Visit> {
  const token = tokenOf(request);
  const { ip: address } = request;
  const userAgent = request.headers['user-agent'];
  const playback = { name, token, kind: kindOf(resource), address, userAgent };
  let decision: Awaited<ReturnType<typeof node.control.authorize>>;
  try {
    decision = await node.control.authorize(playback);
  } catch (error) {
    node.log.warn({ reason: reason(error) }, 'a viewer had to be refused: it is not known what is allowed');
    throw new MediaError(
      503,
      'unavailable',
      'It is not known at the moment who may watch. Try again in a few seconds.',
    );
  }
  if (!decision.allowed) throw denied(decision.code, decision.message);
  if (decision.expiresAt !== undefined && decision.expiresAt <= Date.now()) throw denied('bad_token', '');
  const query = token === undefined ? '' : `?token=${encodeURIComponent(token)}`;
  const kept = node.archive.loaded(decision.cameraId)?.retention?.depthSeconds;
  const depth = kept === undefined ? 0 : Date.now() - kept * 1000;
  return { node, request, reply, playback, decision, query, horizon: Math.max(depth, decision.archiveFrom ?? 0) };
}

/** A picture out of the archive is archive as well. */
function kindOf(resource: Resource): PlaybackKind {
  if ((resource.kind === 'picture' || resource.kind === 'clip') && resource.at !== undefined) return 'snapshot';
  return KINDS[resource.kind];
}

/** Counts the request to a viewing; throws when there may be none. */
export function joinViewing(visit: Visit): Viewing {
  const viewing = visit.node.viewings.join(visit.playback, visit.decision, () => undefined);
  if (typeof viewing === 'string') throw excess(viewing);
  return viewing;
}

export function excess(refusal: 'limit' | 'cut'): MediaError {
  if (refusal === 'limit') return new MediaError(403, 'limit', 'Too many cameras are watched at once with this login');
  return new MediaError(403, 'cut', 'An operator has ended this viewing. Try again in a minute.');
}

function tokenOf(request: FastifyRequest): string | undefined {
  const { token } = request.query as { token?: unknown };
  const first = Array.isArray(token) ? token[0] : token;
  return typeof first === 'string' && first !== '' ? first : undefined;
}
