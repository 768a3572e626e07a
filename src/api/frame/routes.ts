import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { TSchema } from 'typebox';
import type { Actor, UserActor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import '../../http/request.ts';
import { ErrorBody } from '../contract/common.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered without knowing who asks. */
    readonly open?: boolean;
    /** Answered to those, too, who have to choose a new password before anything else. */
    readonly withOldPassword?: boolean;
    /** Waits for a device or a billing: no transaction is held meanwhile, not even for an `Idempotency-Key`. */
    readonly waitsOutside?: boolean;
  }
}

/** An instance that takes types from the routes' schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse<IncomingMessage>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What a route answers: its own schema, and an ErrorBody whenever it refuses. */
export const answers = <T extends TSchema>(schema: T) => ({ 200: schema, default: ErrorBody });
export const creates = <T extends TSchema>(schema: T) => ({ 201: schema, default: ErrorBody });

/** How a route appears in the reference. */
export const about = (tag: string, operationId: string, summary: string, description?: string) => ({
  tags: [tag],
  operationId,
  summary,
  ...(description === undefined ? {} : { description }),
});

/** Who asks: the authentication of this plugin has set it. */
export function caller(request: FastifyRequest): Actor {
  if (!request.actor) throw refuse('sign_in_needed');
  return request.actor;
}

/** The same where only a person makes sense. */
export function person(request: FastifyRequest): UserActor {
  const actor = caller(request);
  if (actor.kind !== 'user') throw refuse('signed_in_user_only');
  return actor;
}

export const done = { success: true } as const;
