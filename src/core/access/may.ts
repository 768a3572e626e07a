import type { Actor } from '../actor.ts';
import { DomainError, refuse } from '../errors.ts';
import { ACTIONS, type Action, type Rule } from './actions.ts';
import { type Holder, ROLES, rolesOf } from './roles.ts';

export const ALL_ACTIONS = Object.keys(ACTIONS) as readonly Action[];

/** What support does in nobody's name, whatever that user may: the password and the sessions are the user's own. */
const NEVER_BY_SUPPORT: readonly Action[] = ['own-password.change', 'sessions.hand-over', 'sessions.receive'];

/** Whether the actor may do it anywhere in its domain: its role allows it, and no permission for it was taken away. */
export function may(actor: Actor, action: Action): boolean {
  return allows(actor, action) && !lacks(actor, action);
}

/** Throws the refusal that the table has for the action, or that the permission is missing, unless the actor may do it. */
export function requireMay(actor: Actor, action: Action): void {
  if (!allows(actor, action)) throw refusalOf(actor, action);
  if (lacks(actor, action)) throw refuse('permission_missing');
}

function allows(actor: Actor, action: Action): boolean {
  if (isSupport(actor) && NEVER_BY_SUPPORT.includes(action)) return false;
  const who: readonly Holder[] = ACTIONS[action][0];
  return rolesOf(actor).some((role) => who.includes(role) || ROLES[role].some((group) => who.includes(group)));
}

function lacks(actor: Actor, action: Action): boolean {
  const [, , permission]: Rule = ACTIONS[action];
  return permission !== undefined && actor.kind === 'user' && actor.denied.includes(permission);
}

function refusalOf(actor: Actor, action: Action): DomainError {
  const acts = actor.kind === 'user' && actor.support?.mode === 'act';
  return acts && NEVER_BY_SUPPORT.includes(action) ? refuse('support_never') : refusalTo(action);
}

/** Whether an administrator stands behind the user. */
export const isSupport = (actor: Actor): boolean => actor.kind === 'user' && actor.support !== undefined;

/** Says no to an action in the table's words. Throw it. */
export const refusalTo = (action: Action): DomainError => new DomainError({ reason: ACTIONS[action][1], params: {} });

/** All that the actor may do, for a page that shows no more than that. */
export const actionsOf = (actor: Actor): readonly Action[] => ALL_ACTIONS.filter((action) => may(actor, action));
