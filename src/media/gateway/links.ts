import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Link, PlaybackKind } from '../control.ts';
import { reason } from '../log.ts';
import type { MediaNode } from '../node.ts';
import { denied, MediaError, notFound, sendError, setHeaders } from './answer.ts';
import { archiveOf, SETTLED_MS } from './archive.ts';
import { sendFlv } from './endless.ts';
import { parseMediaPath, type Resource } from './path.ts';
import { serve } from './serve.ts';
import { COUNTED, clientOf, known, textOf, type Visit, visit } from './visit.ts';

/** A link to the archive plays so much from its moment on; seconds. */
const LINK_WINDOW = 4 * 3600;
/** A moment of just now is watched on into the present: of it too little is recorded to be a film; seconds. */
const JUST_NOW = 60;
/** The group of pictures that holds the moment begins before it. */
const LEAD_MS = 60_000;
const BODY_LIMIT_BYTES = 16 * 1024;

interface LinkPath {
  readonly link: string;
  readonly file: string;
}

/**
 * `/play/<signed link>/<file>`: for players that know neither tokens nor cookies. `index.m3u8` with its segments,
 * `frame.jpg`, `stream.flv`, `file.mp4`; a POST of `op=stop` to any of them ends the window.
 */
export function linkRoutes(app: FastifyInstance, node: MediaNode): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    const options = { schema: { hide: true } as object };
    const answer =
      (run: (request: FastifyRequest, reply: FastifyReply, path: LinkPath) => Promise<unknown>) =>
      async (request: FastifyRequest, reply: FastifyReply) => {
        setHeaders(reply);
        reply.header('access-control-allow-methods', 'GET, HEAD, POST, OPTIONS');
        try {
          return await run(request, reply, request.params as LinkPath);
        } catch (error) {
          if (error instanceof MediaError) return sendError(reply, error);
          node.log.error({ reason: reason(error), err: error }, 'a request by a link failed');
          return sendError(reply, new MediaError(500, 'internal', 'The server failed to answer. It has been noted.'));
        }
      };
    scope.get(
      '/play/:link/:file',
      options,
      answer((request, reply, path) => show(node, request, reply, path)),
    );
    scope.post(
      '/play/:link/:file',
      options,
      answer((request, reply, { link }) => stop(node, request, reply, link)),
    );
    scope.options(
      '/play/:link/:file',
      options,
      answer(async (_request, reply) => reply.code(204).send()),
    );
  });
}

async function show(node: MediaNode, request: FastifyRequest, reply: FastifyReply, path: LinkPath): Promise<unknown> {
  const link = await linkOf(node, path.link);
  if (node.viewings.wasStopped(link.id)) {
    throw new MediaError(410, 'stopped', 'This viewing was ended: ask for a new link');
  }
  const resource = resourceOf(link, path.file.replace(/&.*$/, ''), goesOn(request, link));
  if (resource === undefined) throw notFound('This link has no such file');
  const { cameraName: name, id: window } = link;
  // A picture of the archive is a right of its own.
  const kind: PlaybackKind = resource.kind === 'picture' && link.kind === 'archive' ? 'snapshot' : link.kind;
  const playback = { name, token: undefined, link: path.link, window, kind, ...clientOf(request) };
  const counts = resource.kind === 'flv' || COUNTED.has(resource.kind);
  const seen = await visit({ node, request, reply, playback, query: '', counts });
  return await serveLink(link.kind === 'live' ? seen : bounded(seen, link), resource, link);
}

async function linkOf(node: MediaNode, text: string): Promise<Link> {
  const link = await known(node, node.control.readLink(text));
  if (link === undefined) throw denied('bad_token', '');
  return link;
}

type LinkResource = Resource | { readonly kind: 'flv' };

/** What was opened as a list that grows stays one. */
function goesOn(request: FastifyRequest, { from }: Link): boolean {
  return textOf(request, 'opened') !== undefined || Date.now() / 1000 - from < JUST_NOW;
}

/** What is asked of this link; undefined: it was not made for that. */
function resourceOf(link: Link, file: string, goesOn: boolean): LinkResource | undefined {
  const { kind, from, durationSeconds } = link;
  if (kind === 'download') return file === 'file.mp4' ? { kind: 'export', from, duration: durationSeconds } : undefined;
  const named = kind === 'live' ? LIVE_FILES.get(file) : archiveFile(file, from, goesOn);
  if (named !== undefined) return named;
  const part = parseMediaPath(`/link/${file}`)?.resource;
  const parts = kind === 'live' ? ['live-head', 'live-segment'] : ['archive-head', 'archive-segment'];
  return part !== undefined && parts.includes(part.kind) ? part : undefined;
}

const LIVE_FILES: ReadonlyMap<string, LinkResource> = new Map<string, LinkResource>([
  ['frame.jpg', { kind: 'picture', at: undefined }],
  ['stream.flv', { kind: 'flv' }],
  ['index.m3u8', { kind: 'live-master' }],
  ['mono.m3u8', { kind: 'live-playlist' }],
]);

function archiveFile(file: string, from: number, goesOn: boolean): LinkResource | undefined {
  const duration = goesOn ? 'now' : LINK_WINDOW;
  if (file === 'frame.jpg') return { kind: 'picture', at: from };
  if (file === 'index.m3u8') return { kind: 'archive-master', from, duration };
  return file === 'mono.m3u8' ? { kind: 'archive-playlist', from, duration } : undefined;
}

/** The archive that the link is for, and no other. */
function bounded(visit: Visit, { from, durationSeconds }: Link): Visit {
  const until = (from + (durationSeconds || LINK_WINDOW)) * 1000;
  return { ...visit, horizon: Math.max(visit.horizon, from * 1000 - LEAD_MS), until };
}

async function serveLink(visit: Visit, resource: LinkResource, link: Link): Promise<unknown> {
  if (resource.kind === 'flv') return await sendFlv(visit);
  if (resource.kind === 'export') await recordedToEnd(visit, link);
  return await serve(visit, resource);
}

/** Billings ask again and again until a download is there: 404 until its last picture is on disk. */
async function recordedToEnd(visit: Visit, { from, durationSeconds }: Link): Promise<void> {
  const end = (from + durationSeconds) * 1000;
  const { to = 0 } = await archiveOf(visit);
  if (to < end && Date.now() < end + SETTLED_MS) throw notFound('This is being recorded: ask again in a few seconds');
}

/** Who has the link may end its window, and is told when that is known everywhere. */
async function stop(node: MediaNode, request: FastifyRequest, reply: FastifyReply, text: string): Promise<unknown> {
  const link = await linkOf(node, text);
  const { cameraName: name, kind, id: window } = link;
  const playback = { name, token: undefined, link: text, window, kind, ...clientOf(request) };
  const decision = await known(node, node.control.authorize(playback));
  if (!decision.allowed && decision.code === 'bad_token') throw denied(decision.code, '');
  if (!isStop(request)) throw new MediaError(400, 'bad_request', 'POST op=stop to end this viewing');
  node.viewings.stopLink(link.id, link.expiresAt * 1000);
  await node.reportViewings();
  return reply.send({ Status: 1 });
}

/** Urlencoded or multipart, in the body or after the question mark. */
function isStop(request: FastifyRequest): boolean {
  const { op } = request.query as { op?: unknown };
  const body = typeof request.body === 'string' ? request.body : '';
  return op === 'stop' || new URLSearchParams(body).get('op') === 'stop' || /name="?op"?\s+stop\s/.test(body);
}
