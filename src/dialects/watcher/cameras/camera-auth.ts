import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { authorizeFromMemory, authorizePlayback, type PlaybackAnswer } from '../../../core/access/playback.ts';
import type { Core } from '../../../core/core.ts';
import { acceptBodies } from '../../wire/parsers.ts';
import { parameter } from '../../wire/query.ts';
import { errorAnswer, errorBody, sendError } from '../errors.ts';

/** After so many seconds a media server asks again: a block reaches it no later. */
const ASK_AGAIN_SECONDS = 30;
const PATH = '/vsaas/api/camera_auth';
const JSON_TYPE = 'application/json; charset=utf-8';

interface Question {
  readonly name: string | undefined;
  readonly token: string | undefined;
  /** Where the viewer is, as the media server says. */
  readonly address: string | undefined;
}

interface Verdict {
  readonly status: number;
  readonly headers: Record<string, string | number>;
  readonly body: string;
}

/**
 * A foreign media server asks whether a viewer may play: 200 with the archive that may be seen, or 403. Every playback
 * goes through here, so a GET is answered before Fastify and, with the facts in memory, without the database.
 */
export function cameraAuth(app: FastifyInstance, core: Core): void {
  app.shortcuts.set(PATH, (request, response) => shortcut(core, request, response));
  void app.register(async (own) => {
    own.setErrorHandler(sendError);
    acceptBodies(own);
    own.get(PATH, async (request, reply) => await send(reply, await verdict(core, fromUrl(request.url))));
    own.post(
      PATH,
      async (request, reply) => await send(reply, await verdict(core, fromBody(request.body, request.url))),
    );
  });
}

/** With the facts in memory the answer goes out in the same turn. */
function shortcut(core: Core, request: IncomingMessage, response: ServerResponse): void {
  const question = fromUrl(request.url ?? '');
  const known = unanswerable(question) ? undefined : authorizeFromMemory(core, { ...asked(question), kind: 'live' });
  if (known) write(response, verdictOf(core, known));
  else void slowly(core, question, response);
}

async function slowly(core: Core, question: Question, response: ServerResponse): Promise<void> {
  try {
    write(response, await verdict(core, question));
  } catch (thrown) {
    const { status, retryAfterSeconds, body } = errorAnswer(thrown, core, PATH);
    if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
    response.writeHead(status, { 'content-type': JSON_TYPE }).end(JSON.stringify(body));
  }
}

function write(response: ServerResponse, { status, headers, body }: Verdict): void {
  response.writeHead(status, headers).end(body);
}

const send = (reply: FastifyReply, { status, headers, body }: Verdict): FastifyReply =>
  reply.code(status).headers(headers).send(body);

async function verdict(core: Core, question: Question): Promise<Verdict> {
  const refusal = unanswerable(question);
  if (refusal !== undefined) return refused(refusal);
  return verdictOf(core, await authorizePlayback(core, { ...asked(question), kind: 'live' }));
}

function unanswerable({ name, token }: Question): string | undefined {
  if (!name) return 'Send name and token';
  return `${name}${token}`.includes('\u0000') ? 'No name and no token holds a NUL character' : undefined;
}

const asked = ({ name, token, address }: Question) => ({ name: name ?? '', token, address });

function verdictOf(core: Core, decision: PlaybackAnswer): Verdict {
  if (!decision.allowed) return refused(decision.message);
  const { viewer, camera, archive, archiveFrom } = decision;
  const headers: Verdict['headers'] = {
    'content-type': JSON_TYPE,
    'X-AuthDuration': ASK_AGAIN_SECONDS,
    'X-UserId': viewer.kind === 'user' ? viewer.id : `client-${viewer.id}`,
  };
  if (viewer.kind === 'user' && viewer.maxSessions !== null) headers['X-Max-Sessions'] = viewer.maxSessions;
  if (!archive || !camera.archiveDays) return answer(200, headers, '{"allowed_dvr_ranges":[]}');
  const until = Math.ceil(core.clock().getTime() / 1000) + ASK_AGAIN_SECONDS;
  const from = archiveFrom === undefined ? 0 : Math.floor(archiveFrom / 1000);
  return answer(200, headers, `{"allowed_dvr_ranges":[{"opened_at":${from},"closed_at":${until}}]}`);
}

function refused(message: string): Verdict {
  const headers = { 'content-type': JSON_TYPE, 'X-AuthDuration': ASK_AGAIN_SECONDS };
  return answer(403, headers, JSON.stringify(errorBody('Forbidden', message)));
}

function answer(status: number, headers: Verdict['headers'], body: string): Verdict {
  headers['content-length'] = Buffer.byteLength(body);
  return { status, headers, body };
}

/** The token may stand in the player's own query string, which comes as `qs`. */
function fromUrl(url: string): Question {
  const token = parameter(url, 'token') || parameter(`?${parameter(url, 'qs') ?? ''}`, 'token');
  const publishes = parameter(url, 'mode') === 'publish';
  const address = parameter(url, 'ip') || undefined;
  return { name: publishes ? undefined : parameter(url, 'name'), token, address };
}

function fromBody(body: unknown, url: string): Question {
  const { name, token, qs, mode, ip } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  if (mode === 'publish') return { name: undefined, token: undefined, address: undefined };
  const query = fromUrl(url);
  const own = (typeof token === 'string' && token) || (typeof qs === 'string' && parameter(`?${qs}`, 'token'));
  const address = typeof ip === 'string' && ip !== '' ? ip : query.address;
  return { name: typeof name === 'string' ? name : query.name, token: own || query.token, address };
}
