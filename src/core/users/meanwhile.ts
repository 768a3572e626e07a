import { may } from '../access/may.ts';
import { refuse } from '../errors.ts';
import { pick } from '../fields.ts';
import type { Write } from '../write.ts';
import { findUser } from './queries.ts';
import { type SeenFields, USER_FIELDS, type User, type UserChange } from './user.ts';

const COMPARED = [...USER_FIELDS, 'homeOrganizationId', 'accountAdministrator'] as const;

/**
 * Refuses a change that would overwrite what somebody else changed since: `was` has the fields as the one who changes
 * them saw them. Fields that nobody touched, or that already are as they are wanted, stand in nobody's way. Called under
 * the user's lock. Throws `conflict` with who it was and what the fields were and are.
 */
export async function refuseOverwriting(tx: Write, id: number, change: UserChange, was: SeenFields): Promise<void> {
  const now = await findUser(tx.sql, tx.core.sealer, tx.actor.domainId, id);
  if (!now) throw refuse('user_not_found', { id });
  const seen: Readonly<Record<string, unknown>> = pick(was, COMPARED);
  const wanted = change as Readonly<Record<string, unknown>>;
  const fields = Object.keys(seen).filter((name) => {
    const current = fieldOf(now, name);
    return name in change && !same(current, seen[name]) && !same(current, wanted[name]);
  });
  if (fields.length === 0) return;
  const last = await lastChange(tx, id, fields);
  // Logins of the provider's people are not for those who manage one organization.
  const by = may(tx.actor, 'administrators.see') ? (last?.actor ?? null) : null;
  const changes = Object.fromEntries(fields.map((name) => [name, [seen[name], fieldOf(now, name)] as const]));
  throw refuse('changed_meanwhile', { id, fields }, { meanwhile: { by, at: last?.at ?? null, changes } });
}

/** A sub-user is told as a subscriber: "no administrator" is all that a form says of it. */
function fieldOf(user: User, name: string): unknown {
  const value = (user as unknown as Record<string, unknown>)[name] ?? null;
  return name === 'kind' && value === 'sub_user' ? 'subscriber' : value;
}

const same = (a: unknown, b: unknown): boolean => (a ?? null) === (b ?? null);

async function lastChange(tx: Write, id: number, fields: readonly string[]) {
  const [row] = await tx.sql<{ actor: string; at: Date }[]>`
    select a.actor, a.at from audit_change a
    where a.object_kind = 'user' and a.object_id = ${id} and a.changes ?| ${[...fields]}::text[]
    order by a.id desc limit 1`;
  return row;
}
