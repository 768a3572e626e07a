import type { FastifyRequest } from 'fastify';

/** What this server is called in an answer to whoever asked: PUBLIC_URL, else as the request itself says. */
export const baseUrl = (request: FastifyRequest): string =>
  request.core.publicUrl ?? `${request.protocol}://${request.host}`;
