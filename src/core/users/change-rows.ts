import { taken } from '../access/taken.ts';
import { setEnabled } from '../blocks/blocks.ts';
import { speaksForBilling } from '../blocks/source.ts';
import { invalid, refuse } from '../errors.ts';
import { differences } from '../fields.ts';
import type { Write } from '../write.ts';
import { providersWord } from './allowed.ts';
import { type lockHome, moveHome, setAccountAdministrator } from './home.ts';
import { type AskedPassword, newHash, storePassword } from './password.ts';
import type { LockedUser } from './queries.ts';
import type { User, UserChange, UserFields } from './user.ts';

/** Field -> [was, is], for the audit. */
type Changes = Record<string, readonly [unknown, unknown]>;

/** The user's own columns. Throws `conflict` for a login that somebody else has. */
export async function storeFields(tx: Write, before: LockedUser, fields: UserFields): Promise<Changes> {
  if (fields.login !== undefined && fields.login.toLowerCase() !== before.login.toLowerCase())
    await requireLoginFree(tx, fields.login);
  const row = { ...fields, ...providersWord(tx.actor, fields), ...billingsWord(tx) };
  if (Object.keys(row).length > 0) await tx.sql`update app_user set ${tx.sql(row)} where id = ${before.id}`;
  return differences<Record<string, unknown>>(before, fields);
}

/** Undefined, or the password that is the user's already: nothing changes. `own`: the user chose it. */
export async function storeAskedPassword(
  tx: Write,
  before: LockedUser,
  asked: AskedPassword | undefined,
  own: boolean,
): Promise<Changes> {
  const hash = asked && newHash(asked, before.passwordHash);
  if (hash === undefined) return {};
  await storePassword(tx, before.id, hash, own);
  return { password: ['***', '*** (new)'] };
}

/** Where the user belongs, what it may do there, and whether it is on. `home` has been locked before the user. */
export async function storeStanding(
  tx: Write,
  user: User,
  { accountAdministrator, enabled }: UserChange,
  home: Awaited<ReturnType<typeof lockHome>> | undefined,
): Promise<Changes> {
  const changes: Changes = {};
  if (home) changes.homeOrganizationId = await moveHome(tx, user.id, home);
  if (accountAdministrator !== undefined)
    changes.accountAdministrator = await setRole(tx, user, home?.id, accountAdministrator);
  if (enabled !== undefined) Object.assign(changes, await setEnabled(tx, 'user', user.id, enabled));
  return changes;
}

/** That a billing wrote the user just now; of anybody else nothing. */
const billingsWord = ({ core, actor }: Write): { readonly billingWroteAt?: Date } =>
  speaksForBilling(actor) ? { billingWroteAt: core.clock() } : {};

async function setRole(tx: Write, user: User, moved: number | undefined, on: boolean) {
  const organizationId = moved ?? user.accountId;
  if (organizationId === null) throw invalid('accountAdministrator', 'user_without_organization', { id: user.id });
  return await setAccountAdministrator(tx, user.id, organizationId, on);
}

/** In any case of its letters; a race is settled by the index. */
export async function requireLoginFree(tx: Write, login: string): Promise<void> {
  const [other] = await tx.sql<{ id: number }[]>`
    select id from app_user where domain_id = ${tx.actor.domainId} and lower(login) = lower(${login})`;
  if (other)
    throw taken(
      tx.actor,
      refuse('login_taken_by_user', { login, id: other.id }, { existingId: other.id }),
      refuse('login_taken', { login }),
    );
}

/** Of a new user: whose its data is. */
export const originOf = (tx: Write): { readonly byBilling: boolean; readonly billingWroteAt?: Date } => ({
  byBilling: speaksForBilling(tx.actor),
  ...billingsWord(tx),
});
