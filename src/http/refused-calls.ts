import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../core/actor.ts';
import type { BillingType } from '../core/billing-events/vocabulary.ts';
import { DomainError, Outage } from '../core/errors.ts';
import './request.ts';
import { resourceType } from './resource-type.ts';

/** What a dialect refused, and what its billing event says. */
interface RefusedCall {
  readonly unknown: boolean;
  readonly outcome: 'rejected' | 'failed';
  readonly message: string;
  /** As the dialect's own method is called; absent: by the route. */
  readonly billingType: BillingType | undefined;
  /** Who asks, where nobody has asked for that yet. */
  readonly actorOf: (() => Promise<Actor | undefined>) | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** A refused write of it has left its billing event already. */
    heard: boolean;
    refusedCall: RefusedCall | undefined;
  }
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps a billing event of each call of a billing that its dialect refused and that no write of the core has one of:
 * unknown paths and methods, bodies that cannot be read, values that are refused before anything is locked.
 */
export function keepRefusedCalls(app: FastifyInstance): void {
  app.decorateRequest('heard', false);
  app.decorateRequest('refusedCall', undefined);
  app.addHook('onSend', (request, _reply, payload, done) => {
    const { refusedCall } = request;
    if (refusedCall === undefined || request.heard) return done(null, payload);
    keep(request, refusedCall).then(
      () => done(null, payload),
      () => done(null, payload),
    );
  });
}

/** Said by a dialect where it answers an error. Reads that are refused leave nothing, and neither does an outage. */
export function noteRefused(request: FastifyRequest, error: unknown, billingType?: BillingType): void {
  if (READS.has(request.method) || error instanceof Outage) return;
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  const told = error instanceof DomainError || (typeof status === 'number' && status >= 400 && status < 500);
  if (error instanceof DomainError && (error.kind === 'unauthenticated' || error.kind === 'too_many')) return;
  request.refusedCall = {
    unknown: false,
    outcome: told ? 'rejected' : 'failed',
    message: told ? (error as Error).message : 'Internal error',
    billingType,
    actorOf: undefined,
  };
}

/** Said by a dialect where it has no such path or method, whatever the HTTP method. `actorOf` may throw: then it is nobody. */
export function noteUnknown(request: FastifyRequest, actorOf: () => Promise<Actor | undefined>): void {
  const message = 'There is no such path or method';
  request.refusedCall = { unknown: true, outcome: 'rejected', message, billingType: 'billing.unknown_type', actorOf };
}

async function keep(request: FastifyRequest, call: RefusedCall): Promise<void> {
  const actor = request.actor ?? (await call.actorOf?.().catch(() => undefined));
  if (!actor) return;
  const { core, method } = request;
  const path = request.url.split('?')[0] ?? '';
  await core.unheardCalls.note(core, actor, {
    type: call.unknown ? 'call.unknown' : 'call.refused',
    billingType: call.billingType ?? resourceType(method, request.routeOptions.url ?? path),
    outcome: call.outcome,
    subject: `${method} ${path}`,
    message: call.message,
    request: sent(request),
    userIds: idsIn(path, /\/users\/(\d{1,9})(?:\/|$)/),
    organizationIds: idsIn(path, /\/organizations\/(\d{1,9})(?:\/|$)/),
  });
}

/** The body, and the query where there is one; a body that was not read is not there. */
function sent({ query, body }: FastifyRequest): unknown {
  const asked = typeof query === 'object' && query !== null && Object.keys(query).length > 0 ? { query } : {};
  const told = typeof body === 'string' ? parsed(body) : body;
  if (told === undefined || told === null || Buffer.isBuffer(told)) return asked;
  return typeof told === 'object' && !Array.isArray(told) ? { ...asked, ...told } : { ...asked, body: told };
}

/** A dialect that reads its bodies itself has text here; what is no JSON has secrets where nobody finds them. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function idsIn(path: string, pattern: RegExp): readonly number[] {
  const [, id] = pattern.exec(path) ?? [];
  return id === undefined ? [] : [Number(id)];
}
