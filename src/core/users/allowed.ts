import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { refuse } from '../errors.ts';
import type { User, UserChange, UserFields } from './user.ts';

/** What stands beside the fields that the provider sets, so that a user's managers do not raise them. */
export function providersWord(actor: Actor, { maxSessions, readonly }: UserFields) {
  if (!may(actor, 'users.set-provider-fields')) return {};
  return {
    ...(maxSessions === undefined ? {} : { maxSessionsAllowed: maxSessions }),
    ...(readonly === undefined ? {} : { readonlyByProvider: readonly }),
  };
}

/** The user above a sub-user, whose limit of sessions it cannot exceed. */
type Above = Pick<User, 'maxSessions'> | undefined;

/**
 * Refuses whoever manages a user, and is not the provider, what the provider did not allow: more sessions than it set, or
 * than the user above has, editing again, or keeping a password that has to be changed. Less may be asked for.
 */
export function refuseRaised(actor: Actor, change: UserChange, target: User | undefined, above: Above): void {
  if (may(actor, 'users.set-provider-fields')) return;
  const { maxSessions, readonly, mustChangePassword } = change;
  const most = least(target?.maxSessionsAllowed ?? null, above?.maxSessions ?? null);
  const asked = maxSessions !== undefined && maxSessions !== target?.maxSessions;
  if (asked && most !== null && (maxSessions === null || maxSessions === 0 || maxSessions > most))
    throw refuse('max_sessions_of_provider', { most });
  if (readonly === false && target?.readonly && target.readonlyByProvider) throw refuse('read_only_of_provider');
  if (mustChangePassword === false && target?.mustChangePassword) throw refuse('must_change_password_of_provider');
}

/** Null: any number. */
const least = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
