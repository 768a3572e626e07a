import type { SystemActor } from '../actor.ts';

/** In whose name that is done which follows from the billing's answers. */
export const connectorActor = (domainId: number): SystemActor => ({
  kind: 'system',
  domainId,
  trace: { requestId: 'connector', dialect: 'connector', address: undefined, userAgent: undefined },
});
