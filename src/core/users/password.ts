import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import type { Write } from '../write.ts';

/** A password that somebody asks for, held against the one that is stored. */
export interface AskedPassword {
  /** Undefined: it is the one that is stored already, and nothing changes. */
  readonly hash: string | undefined;
  /** What it was held against; null: there was none. */
  readonly against: string | null;
}

/** `label` is what the cache of right passwords knows its owner by. */
export async function weighPassword(
  core: Core,
  label: string,
  stored: string | null,
  password: string,
): Promise<AskedPassword> {
  const same = stored !== null && (await core.passwords.matches(label, stored, password));
  return { hash: same ? undefined : await core.passwords.hash(password), against: stored };
}

/** The same for a user: billings send the password with every change, and one that is sent again ends no session. */
export async function weighUserPassword(core: Core, userId: number, password: string): Promise<AskedPassword> {
  const [user] = await reader(core)<{ domainId: number; login: string; passwordHash: string | null }[]>`
    select domain_id, login, password_hash from app_user where id = ${userId}`;
  return await weighPassword(core, passwordLabel(user), user?.passwordHash ?? null, password);
}

export const passwordLabel = (user: { readonly domainId: number; readonly login: string } | undefined): string =>
  `${user?.domainId} ${user?.login.toLowerCase()}`;

/** Within the write, under the owner's lock: what was held against may be old by now. */
export function newHash(asked: AskedPassword, storedNow: string | null): string | undefined {
  if (asked.hash === undefined && asked.against !== storedNow) throw refuse('changes_met');
  return asked.hash;
}

/** A new password ends every session and every playback token of the old one. `own`: the user chose it. */
export async function storePassword(tx: Write, id: number, passwordHash: string, own: boolean): Promise<void> {
  await tx.sql`
    update app_user set password_hash = ${passwordHash}, credential_epoch = credential_epoch + 1,
      must_change_password = must_change_password and not ${own}
    where id = ${id}`;
  await tx.sql`delete from session where user_id = ${id}`;
  await tx.sql`delete from sign_in_token where user_id = ${id}`;
}
