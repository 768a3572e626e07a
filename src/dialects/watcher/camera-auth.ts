import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authorizePlayback } from '../../core/access/playback.ts';
import type { Core } from '../../core/core.ts';
import { acceptBodies } from '../wire/parsers.ts';
import { errorBody, sendError } from './errors.ts';

/** After so many seconds a media server asks again: a block reaches it no later. */
const ASK_AGAIN_SECONDS = '30';
const PATH = '/vsaas/api/camera_auth';
const JSON_TYPE = 'application/json; charset=utf-8';

interface Question {
  readonly name?: unknown;
  readonly token?: unknown;
  readonly qs?: unknown;
  readonly mode?: unknown;
}

/**
 * A foreign media server asks whether a viewer may play: 200 with the archive that may be seen, or 403. Every playback
 * goes through here, so nothing stands between the question and the decision: no schema, no hooks of the dialect.
 */
export function cameraAuth(app: FastifyInstance, core: Core): void {
  void app.register(async (own) => {
    own.setErrorHandler(sendError);
    acceptBodies(own);
    own.get(PATH, { helmet: false }, (request, reply) => answer(core, request.query as Question, reply));
    own.post(PATH, { helmet: false }, (request, reply) => answer(core, questionIn(request), reply));
  });
}

function questionIn(request: FastifyRequest): Question {
  const { body, query } = request;
  return typeof body === 'object' && body !== null ? { ...(query as Question), ...body } : (query as Question);
}

async function answer(core: Core, question: Question, reply: FastifyReply): Promise<FastifyReply> {
  const { name } = question;
  if (typeof name !== 'string' || question.mode === 'publish') return deny(reply, 'Send name and token');
  const decision = await authorizePlayback(core, { name, token: tokenIn(question), kind: 'live' });
  if (!decision.allowed) return deny(reply, decision.message);
  const { viewer, camera, archive, archiveFrom } = decision;
  reply.header('X-AuthDuration', ASK_AGAIN_SECONDS);
  reply.header('X-UserId', viewer.kind === 'user' ? String(viewer.id) : `client-${viewer.id}`);
  if (viewer.kind === 'user' && viewer.maxSessions !== null) reply.header('X-Max-Sessions', viewer.maxSessions);
  reply.header('content-type', JSON_TYPE);
  if (!archive || !camera.archiveDays) return reply.send('{"allowed_dvr_ranges":[]}');
  const now = Math.ceil(core.clock().getTime() / 1000);
  const from = archiveFrom === undefined ? 0 : Math.floor(archiveFrom / 1000);
  return reply.send(`{"allowed_dvr_ranges":[{"opened_at":${from},"closed_at":${now + Number(ASK_AGAIN_SECONDS)}}]}`);
}

function tokenIn({ token, qs }: Question): string | undefined {
  if (typeof token === 'string' && token !== '') return token;
  return typeof qs === 'string' ? (new URLSearchParams(qs).get('token') ?? undefined) : undefined;
}

const deny = (reply: FastifyReply, message: string): FastifyReply =>
  reply.code(403).header('X-AuthDuration', ASK_AGAIN_SECONDS).send(errorBody('Forbidden', message));
