import type { Trace, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { homeDomainId } from '../domains/settings.ts';
import { DomainError, refuse } from '../errors.ts';
import { loginMeant } from '../users/by-email.ts';
import { actorById } from './sessions.ts';
import { checkPassword } from './sign-in.ts';

/**
 * Who signs in: by login and password, or without a password from the address that is set at the user. Without a login
 * too when just one user has that address.
 */
export async function signIn(
  core: Core,
  login: string | undefined,
  password: string | undefined,
  trace: Trace,
): Promise<UserActor> {
  if (login !== undefined && password !== undefined && password !== '')
    return await checkPassword(core, await homeDomainId(core), login, password, trace);
  const known = await userAtAddress(core, login, trace.address);
  if (known === undefined) throw refuse('wrong_password');
  return await actorById(core, known, trace);
}

/** The same for a request that carries its login and password; undefined: they are wrong. */
export async function userFrom(
  core: Core,
  login: string,
  password: string,
  trace: Trace,
): Promise<UserActor | undefined> {
  const known = core.remembered.find(core, login, password, trace);
  if (known) return known;
  try {
    const actor = await checkPassword(core, await homeDomainId(core), login, password, trace);
    await core.remembered.keep(core, login, password, actor);
    return actor;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'unauthenticated') return undefined;
    throw error;
  }
}

/** The same for whoever may send an e-mail address in place of the login. */
export async function userByLoginOrEmail(
  core: Core,
  typed: string,
  password: string,
  trace: Trace,
): Promise<UserActor | undefined> {
  const known = core.remembered.find(core, typed, password, trace);
  if (known) return known;
  if (`${typed}${password}`.includes('\u0000')) return undefined;
  return await userFrom(core, await loginMeant(core, await homeDomainId(core), typed.trim()), password, trace);
}

async function userAtAddress(
  core: Core,
  login: string | undefined,
  address: string | undefined,
): Promise<number | undefined> {
  if (address === undefined) return undefined;
  const plain = address.replace(/^::ffff:/, '');
  const sql = reader(core);
  const rows = await sql<{ id: number }[]>`
    select id from app_user
    where domain_id = ${await homeDomainId(core)} and authorized_address = ${plain}
      ${login === undefined ? sql`` : sql`and lower(login) = lower(${login})`}
    limit 2`;
  return rows.length === 1 ? rows[0]?.id : undefined;
}
