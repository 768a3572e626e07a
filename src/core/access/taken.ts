import type { Actor } from '../actor.ts';
import type { DomainError } from '../errors.ts';
import { may } from './may.ts';

/** A conflict that tells administrators what stands in the way; ids of other contracts stay unknown to the rest. */
export const taken = (actor: Actor, told: DomainError, hidden: DomainError): DomainError =>
  may(actor, 'conflicts.see-holder') ? told : hidden;
