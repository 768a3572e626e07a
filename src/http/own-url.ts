import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * What this server may call itself in a letter: `PUBLIC_URL`, else the address that the request came in at, when its
 * Host header names just that. A name in a Host header is whatever the sender wrote: a link made of it would carry a
 * stranger's token to a host of the sender's choice. Undefined: no link can be made.
 */
export function ownUrl(request: FastifyRequest): string | undefined {
  if (request.core.publicUrl !== undefined) return request.core.publicUrl;
  if (FORWARDED.some((name) => request.headers[name] !== undefined)) return undefined;
  const { localAddress, localPort } = request.socket;
  const address = localAddress?.replace(/^::ffff:(?=\d+\.)/, '') ?? '';
  if (isIP(address) === 0 || localPort === undefined) return undefined;
  const host = address.includes(':') ? `[${address}]` : address;
  const url = `http://${host}${localPort === 80 ? '' : `:${localPort}`}`;
  return request.headers.host === url.slice('http://'.length) ? url : undefined;
}
