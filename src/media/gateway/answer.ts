import type { FastifyReply } from 'fastify';
import type { DenialCode } from '../control.ts';

/** A refusal as the client gets it: JSON `{ error, message }`. */
export class MediaError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Players of other sites fetch playlists and segments; the token, and no cookie, says who they are. */
const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  'access-control-allow-headers':
    'x-vsaas-session, x-no-redirect, x-real-ip, range, if-range, origin, x-requested-with, content-type, accept',
  'access-control-expose-headers':
    'accept-ranges, content-length, content-range, content-disposition, etag, retry-after',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
} as const;

export function setHeaders(reply: FastifyReply): void {
  reply.headers(HEADERS);
}

export function sendError(reply: FastifyReply, error: MediaError): FastifyReply {
  if (error.status === 503) reply.header('retry-after', '2');
  return reply.code(error.status).type('application/json').send({ error: error.code, message: error.message });
}

/** No token, a wrong one, another camera's and a camera that is not there look alike: names must not be guessed. */
export function denied(code: DenialCode, message: string): MediaError {
  if (code === 'blocked') return new MediaError(403, 'blocked', message);
  return new MediaError(403, 'forbidden', 'This camera is not open to this token');
}

export function notFound(message: string): MediaError {
  return new MediaError(404, 'not_found', message);
}

export const TYPES = {
  playlist: 'application/vnd.apple.mpegurl',
  head: 'video/mp4',
  segment: 'video/iso.segment',
  jpeg: 'image/jpeg',
  flv: 'video/x-flv',
  ts: 'video/mp2t',
} as const;
