import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AllowedPlayback, OpenWindows, PlaybackKind, PlaybackRequest } from '../control.ts';
import { reason } from '../log.ts';
import type { MediaNode } from '../node.ts';
import type { Refusal, Viewing } from '../viewing.ts';
import { denied, MediaError } from './answer.ts';
import type { Resource } from './path.ts';

/** One request that was allowed. */
export interface Visit {
  readonly node: MediaNode;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly playback: PlaybackRequest;
  readonly decision: AllowedPlayback;
  /** `?token=…` for the URIs of a playlist; empty for a link, which stands in the path. */
  readonly query: string;
  /** Archive before it and from `until` on does not exist for this viewer (Unix ms). */
  readonly horizon: number;
  readonly until: number;
  /** What is open on other nodes. */
  readonly elsewhere: OpenWindows;
}

const KINDS: Readonly<Record<Resource['kind'], PlaybackKind>> = {
  'live-master': 'live',
  'live-playlist': 'live',
  'live-head': 'live',
  'live-segment': 'live',
  mse: 'live',
  'mse-ld': 'live',
  'media-info': 'info',
  'archive-master': 'archive',
  'archive-playlist': 'archive',
  'archive-ago': 'archive',
  'archive-head': 'archive',
  'archive-segment': 'archive',
  'recording-status': 'archive',
  export: 'download',
  'live-ts': 'live',
  'export-ts': 'download',
  'archive-ts': 'archive',
  'archive-ts-ago': 'archive',
  picture: 'live',
  clip: 'live',
  unserved: 'live',
  bad: 'live',
};

export const COUNTED: ReadonlySet<Resource['kind']> = new Set([
  'live-master',
  'live-playlist',
  'live-segment',
  'mse',
  'mse-ld',
  'archive-master',
  'archive-playlist',
  'archive-ago',
  'archive-segment',
  'export',
  'live-ts',
  'export-ts',
  'archive-ts',
  'archive-ts-ago',
]);

/** Letters that tell the windows of a browser apart. */
const LONGEST_WINDOW_ID = 40;

/** Every request is decided anew, each segment too. Throws a `MediaError`. */
export async function admit(
  node: MediaNode,
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  resource: Resource,
): Promise<Visit> {
  const token = textOf(request, 'token');
  const window = textOf(request, 'window')?.slice(0, LONGEST_WINDOW_ID);
  const kind = kindOf(resource);
  const playback = { name, token, kind, window, ...clientOf(request) };
  const marks = new URLSearchParams({ ...(token && { token }), ...(window && { window }) }).toString();
  const query = marks === '' ? '' : `?${marks}`;
  return await visit({ node, request, reply, playback, query, counts: COUNTED.has(resource.kind) });
}

export function clientOf(request: FastifyRequest): Pick<PlaybackRequest, 'address' | 'userAgent'> {
  return { address: request.ip, userAgent: request.headers['user-agent'] };
}

interface Asked extends Pick<Visit, 'node' | 'request' | 'reply' | 'playback' | 'query'> {
  /** It opens a window, or goes on in one. */
  readonly counts: boolean;
}

/** Asks for the decision on a request that is known. Throws a `MediaError`. */
export async function visit({ node, request, reply, playback, query, counts }: Asked): Promise<Visit> {
  const decision = await known(node, node.control.authorize(playback));
  if (!decision.allowed) throw denied(decision.code, decision.message);
  if (decision.expiresAt !== undefined && decision.expiresAt <= Date.now()) throw denied('bad_token', '');
  const elsewhere = counts ? await node.viewings.elsewhere(playback, decision) : { all: 0, own: 0 };
  const kept = node.archive.loaded(decision.cameraId)?.retention?.depthSeconds;
  const depth = kept === undefined ? 0 : Date.now() - kept * 1000;
  const horizon = Math.max(depth, decision.archiveFrom ?? 0);
  return { node, request, reply, playback, decision, query, horizon, until: Number.MAX_SAFE_INTEGER, elsewhere };
}

/** What the rest of the system answers; 503 while it does not. Throws a `MediaError`. */
export async function known<T>(node: MediaNode, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    node.log.warn({ reason: reason(error) }, 'a viewer had to be refused: it is not known what is allowed');
    throw new MediaError(
      503,
      'unavailable',
      'It is not known at the moment who may watch. Try again in a few seconds.',
    );
  }
}

/** What is out of the archive is archive as well. */
function kindOf(resource: Resource): PlaybackKind {
  if (!('at' in resource) || resource.at === undefined) return KINDS[resource.kind];
  return resource.kind === 'mse-ld' ? 'archive' : 'snapshot';
}

/** Counts the request to a viewing; throws when there may be none. */
export function joinViewing({ node, playback, decision, elsewhere }: Visit): Viewing {
  const viewing = node.viewings.join(playback, decision, elsewhere);
  if (typeof viewing === 'string') throw excess(viewing);
  return viewing;
}

const REFUSALS: Readonly<Record<Refusal, string>> = {
  limit: 'Too many cameras are watched at once with this login',
  windows: 'This camera is open in as many windows as the contract allows. Close one and try again.',
  no_windows: 'The contract does not include watching this',
  cut: 'An operator has ended this viewing. Try again in a minute.',
};

export function excess(refusal: Refusal): MediaError {
  return new MediaError(403, refusal, REFUSALS[refusal]);
}

/** The first value of a query parameter; undefined: it is absent or empty. */
export function textOf(request: FastifyRequest, name: 'token' | 'window' | 'opened'): string | undefined {
  const value = (request.query as Record<string, unknown>)[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : undefined;
}
