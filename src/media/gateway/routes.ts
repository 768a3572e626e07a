import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { reason } from '../log.ts';
import type { MediaNode } from '../node.ts';
import { TooBusy } from '../turns.ts';
import { MediaError, sendError, setHeaders } from './answer.ts';
import { linkRoutes } from './links.ts';
import { watch } from './mse.ts';
import { type MediaPath, parseMediaPath } from './path.ts';
import { serve } from './serve.ts';
import { admit, type Visit } from './visit.ts';

/**
 * `/<name of a camera>/<resource>?token=…`: one route, since names hold slashes. What is none of ours is left to
 * whoever answers what nobody knows (the web).
 */
export function mediaRoutes(app: FastifyInstance, node: MediaNode): void {
  linkRoutes(app, node);
  app.register(async (scope) => {
    if (!scope.hasDecorator('websocketServer')) await scope.register(websocket, { options: { maxPayload: 4096 } });
    const visits = new WeakMap<FastifyRequest, Visit>();
    scope.route({
      method: 'GET',
      url: '/*',
      schema: { hide: true } as object,
      preHandler: async (request, reply) => {
        const path = pathOf(request);
        if (path === undefined) return reply.callNotFound();
        setHeaders(reply);
        try {
          if (request.ws && path.resource.kind !== 'mse') throw new MediaError(400, 'bad_request', 'Not a WebSocket');
          if (path.resource.kind === 'bad') throw new MediaError(400, 'bad_request', path.resource.message);
          visits.set(request, await admit(node, request, reply, path.name, path.resource));
          return undefined;
        } catch (error) {
          return refuse(node, reply, error);
        }
      },
      handler: async (request, reply) => {
        const path = pathOf(request);
        const visit = visits.get(request);
        if (path === undefined || visit === undefined) return reply.callNotFound();
        try {
          return await serve(visit, path.resource);
        } catch (error) {
          return refuse(node, reply, error);
        }
      },
      wsHandler: (socket: WebSocket, request) => {
        const visit = visits.get(request);
        if (visit === undefined) return socket.close(4403, 'forbidden');
        watch(visit, socket);
      },
    });
  });
}

function pathOf(request: FastifyRequest): MediaPath | undefined {
  const url = request.raw.url ?? '/';
  const end = url.indexOf('?');
  return parseMediaPath(end < 0 ? url : url.slice(0, end));
}

function refuse(node: MediaNode, reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof MediaError) return sendError(reply, error);
  if (error instanceof TooBusy) return sendError(reply, new MediaError(503, 'busy', error.message));
  node.log.error({ reason: reason(error), err: error }, 'a media request failed');
  return sendError(reply, new MediaError(500, 'internal', 'The server failed to answer. It has been noted.'));
}
