import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { FastifyServerFactory } from 'fastify';

/** Answers a GET by itself; it catches all its own errors. */
export type Shortcut = (request: IncomingMessage, response: ServerResponse) => void;

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * By path: GETs that are answered before Fastify. For what a media server asks at each playback: routing, hooks and
     * headers that it has no use for took more than half of its time.
     */
    readonly shortcuts: Map<string, Shortcut>;
  }
}

export function serverWith(shortcuts: ReadonlyMap<string, Shortcut>, requestTimeoutMs: number): FastifyServerFactory {
  return (handler) => {
    const server = http.createServer((request, response) => {
      const { url = '', method } = request;
      const end = url.indexOf('?');
      const shortcut = method === 'GET' ? shortcuts.get(end === -1 ? url : url.slice(0, end)) : undefined;
      if (shortcut) shortcut(request, response);
      else handler(request, response);
    });
    // Fastify sets these on servers of its own only.
    server.requestTimeout = requestTimeoutMs;
    server.keepAliveTimeout = 72_000;
    return server;
  };
}
