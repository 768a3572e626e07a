import type { Actor, Trace } from '../core/actor.ts';
import type { Core } from '../core/core.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the request came from, for the audit. `dialect` is set by the plugin that serves it. */
    trace: Trace;
    /** The core as this request has to use it: an idempotent one runs in a transaction of its own. */
    core: Core;
    /** Who asks; set by the authentication of the plugin that serves it. */
    actor: Actor | undefined;
  }
}

/** Marks every request below a plugin as its dialect's. */
export const traceAs = (trace: Trace, dialect: string): Trace => ({ ...trace, dialect });

/** The same for a dialect through which a provider's billing speaks. */
export const integrationTrace = (trace: Trace, dialect: string): Trace => ({ ...trace, dialect, integration: true });
