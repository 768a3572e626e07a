import type { FastifyRequest } from 'fastify';
import type { SignatureCheck } from '../../core/signed-calls.ts';
import { jsonOf } from './json-body.ts';
import type { Api } from './routes.ts';
import { signatureOf } from './signature.ts';

/**
 * Holds the bodies of the calls of a scope as bytes, whatever their type says; they are parsed once `enter` has seen that
 * they are signed. `enter` throws for a caller that is unknown; `id` is 0 where the address holds none.
 */
export function signedBodies(
  scope: Api,
  param: string,
  enter: (request: FastifyRequest, id: number, check: SignatureCheck) => Promise<void>,
): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  scope.addHook('preValidation', async (request) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const text = (request.params as Readonly<Record<string, string>>)[param] ?? '';
    const id = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    await enter(request, id, signatureOf(request, bytes));
    request.body = jsonOf(bytes);
  });
}
