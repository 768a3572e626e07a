import type { FastifyRequest } from 'fastify';

/** What may follow a camera's name; no camera may be called so. */
const RESTS = ['user_attributes', 'agent-disconnect', 'agent', 'ptz/move', 'ptz/stop', 'ptz'];

/** The camera's name and what follows it: names hold dots and slashes, so the known ends come off first. */
export function nameIn(request: FastifyRequest): { readonly name: string; readonly rest: string | undefined } {
  const path = String((request.params as { '*'?: string })['*'] ?? '').replace(/\/+$/, '');
  const rest = RESTS.find((end) => path.endsWith(`/${end}`));
  return { name: rest === undefined ? path : path.slice(0, -rest.length - 1), rest };
}
