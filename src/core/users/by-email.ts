import type { Db } from '../../db/sql.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';

/** What somebody signs in by who types a login or an e-mail address: the login itself, or that of the one user with the address. */
export async function loginMeant(core: Core, domainId: number, typed: string): Promise<string> {
  const sql = reader(core);
  const [known] = await sql`select from app_user where domain_id = ${domainId} and lower(login) = lower(${typed})`;
  if (known) return typed;
  const users = await sql<{ login: string }[]>`
    select login from app_user where domain_id = ${domainId} and lower(email) = lower(${typed}) limit 2`;
  return users.length === 1 ? (users[0]?.login ?? typed) : typed;
}

/**
 * Whom the provider means by an e-mail address: the user whose login it is, else the one that has it. An address that
 * somebody beside the provider wrote into a user proves nothing, and does not count. Throws `conflict` where several
 * users have it. Undefined: nobody.
 */
export async function userMeant(sql: Db, domainId: number, email: string): Promise<number | undefined> {
  const [byLogin] = await sql<{ id: number }[]>`
    select id from app_user where domain_id = ${domainId} and lower(login) = lower(${email})`;
  if (byLogin) return byLogin.id;
  if (!looksLikeEmail(email)) return undefined;
  const users = await sql<{ id: number }[]>`
    select u.id from app_user u
    where u.domain_id = ${domainId} and lower(u.email) = lower(${email})
      and not exists (
        select from audit_change a join app_user w on w.id = a.actor_id and w.kind <> 'administrator'
        where a.object_kind = 'user' and a.object_id = u.id and a.actor_kind = 'user' and a.changes ? 'email')
    order by u.id limit 2`;
  if (users.length > 1) throw refuse('email_of_several', { email });
  return users[0]?.id;
}

/** As much of an address as can be told from its letters. */
export const looksLikeEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/.test(text);
