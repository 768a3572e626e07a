import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authorizeStream } from '../../../core/access/by-uuid.ts';
import { parameter } from '../../wire/query.ts';
import { Answer, envelope, send } from './answer.ts';

/**
 * `GET /api/accessfl?name=<stream>&token=...`, for foreign media servers: 200 without a body when the token may play
 * that stream live, else 403. Whoever publishes is refused: a playback token is none for that.
 */
export function accessRoutes(app: FastifyInstance): void {
  app.get('/accessfl', async (request, reply) => send(reply, await verdict(request)));
}

async function verdict(request: FastifyRequest): Promise<Answer> {
  const { url } = request;
  const token = parameter(url, 'token') ?? '';
  if (token === '') return denied('Нет токена');
  const name = parameter(url, 'name') ?? '';
  if (name === '' || `${name}${token}`.includes('\u0000') || parameter(url, 'mode') === 'publish')
    return denied('Не верный токен');
  const { allowed } = await authorizeStream(request.core, name, token);
  return allowed ? new Answer(200) : denied('Не верный токен');
}

const denied = (message: string): Answer => new Answer(403, envelope(403, 'Forbidden', message));
