import { type SystemActor, systemActor } from '../actor.ts';

/** In whose name that is done which follows from the billing's answers. */
export const connectorActor = (domainId: number): SystemActor => systemActor(domainId, 'connector');
