import type { FastifyInstance } from 'fastify';

/** What a client has sent of a small body is read anyway: closing the connection would cost more. */
const SMALL_BYTES = 64 * 1024;

/**
 * What is refused before its body was read is not read to its end, which whoever sends it may put off for ever: the
 * connection goes with the answer.
 */
export function closeOnUnread(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    const { raw } = request;
    const length = Number(raw.headers['content-length'] ?? Number.POSITIVE_INFINITY);
    if (!raw.complete && length > SMALL_BYTES) reply.header('connection', 'close');
    done();
  });
}
