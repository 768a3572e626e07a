import { refuseOverwriting } from '../audit/meanwhile.ts';
import { refuse } from '../errors.ts';
import { pick } from '../fields.ts';
import type { Write } from '../write.ts';
import { findUser } from './queries.ts';
import { type SeenFields, USER_FIELDS, type UserChange } from './user.ts';

const COMPARED = [...USER_FIELDS, 'homeOrganizationId', 'accountAdministrator'] as const;

/** Refuses a change of a user that would overwrite what somebody else changed since. Called under the user's lock. */
export async function refuseOverwritingUser(tx: Write, id: number, change: UserChange, was: SeenFields): Promise<void> {
  const user = await findUser(tx.sql, tx.core.sealer, tx.actor.domainId, id);
  if (!user) throw refuse('user_not_found', { id });
  // A sub-user is told as a subscriber: "no administrator" is all that a form says of it.
  const now = { ...user, kind: user.kind === 'sub_user' ? 'subscriber' : user.kind };
  await refuseOverwriting(tx, { kind: 'user', id, was: pick(was, COMPARED), now, wanted: { ...change } });
}
