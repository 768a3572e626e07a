import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { faultOf } from '../archive/faults.ts';
import { reason } from '../log.ts';
import type { MediaNode } from '../node.ts';
import { TooBusy } from '../turns.ts';
import { MediaError, notFound, sendError, setHeaders } from './answer.ts';
import { linkRoutes } from './links.ts';
import { watch } from './mse.ts';
import { answerLd } from './mse-ld.ts';
import { atMoment, type MediaPath, parseMediaPath, type Resource } from './path.ts';
import { serve } from './serve.ts';
import { keepAlive } from './sockets.ts';
import { admit, type Visit } from './visit.ts';

const SOCKETS: ReadonlySet<Resource['kind']> = new Set(['mse', 'mse-ld']);
const UNSERVED = 'This server has no MPEG-TS, DASH or WebRTC: index.m3u8 plays by HLS, mse_ld by WebSocket';

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
          refuseUnserved(request, path.resource);
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
        const resource = pathOf(request)?.resource;
        const visit = visits.get(request);
        if (visit === undefined || resource === undefined) return socket.close(4403, 'forbidden');
        keepAlive(socket);
        if (resource.kind === 'mse-ld') answerLd(visit, socket, resource.at);
        else watch(visit, socket);
      },
    });
  });
}

function refuseUnserved(request: FastifyRequest, resource: Resource): void {
  if (resource.kind === 'unserved') throw notFound(UNSERVED);
  if (request.ws && !SOCKETS.has(resource.kind)) throw new MediaError(400, 'bad_request', 'Not a WebSocket');
  if (resource.kind === 'bad') throw new MediaError(400, 'bad_request', resource.message);
}

function pathOf(request: FastifyRequest): MediaPath | undefined {
  const url = request.raw.url ?? '/';
  const end = url.indexOf('?');
  const path = parseMediaPath(end < 0 ? url : url.slice(0, end));
  return path && atMoment(path, (request.query as Record<string, unknown>).from);
}

function refuse(node: MediaNode, reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof MediaError) return sendError(reply, error);
  if (error instanceof TooBusy) return sendError(reply, new MediaError(503, 'busy', error.message));
  if (faultOf(error) === 'disk_failing') {
    node.log.error({ reason: reason(error) }, 'the disk of the archive cannot be read');
    return sendError(reply, new MediaError(503, 'unavailable', 'The disk of the archive answers with errors'));
  }
  node.log.error({ reason: reason(error), err: error }, 'a media request failed');
  return sendError(reply, new MediaError(500, 'internal', 'The server failed to answer. It has been noted.'));
}
