import { createHmac, randomBytes } from 'node:crypto';
import type { Sql } from '../../db/sql.ts';
import { may } from '../access/may.ts';
import type { Actor, Trace } from '../actor.ts';
import type { Core } from '../core.ts';
import { homeDomainId } from '../domains/settings.ts';
import { refuse } from '../errors.ts';
import { isWithin } from '../networks.ts';
import type { Administrators, Changes } from '../ports.ts';
import { userFrom } from '../sessions/by-address.ts';
import { actorActedFor } from '../sessions/sessions.ts';
import type { FoundAdministrator, ServiceAdministrator } from './client.ts';

/** What the cache of right passwords knows it by. */
export const clientLabel = (id: number): string => `client ${id}`;

const MAX_KNOWN = 10_000;
const STALE_AFTER_MS = 3000;

/**
 * Those whose login and password were right, in memory until something of a machine client changes: they send both with
 * every call, and whoever guesses at their login must not hold them up. Kept by a tag under a key of this process.
 */
export class ServiceAdministrators implements Administrators {
  readonly #key = randomBytes(32);
  readonly #sql: Sql;
  readonly #feed: Changes;
  readonly #known = new Map<string, ServiceAdministrator>();
  /** Counts changes: what was read before one is not kept after it. */
  #generation = 0;

  constructor(sql: Sql, feed: Changes) {
    this.#sql = sql;
    this.#feed = feed;
    feed.onChanges((changes) => {
      if (!changes.some((change) => change.kind === 'client' || change.kind === 'all')) return;
      this.#generation++;
      this.#known.clear();
    });
  }

  /** Undefined: not known to be right; a check against the stored password says. */
  known(login: string, password: string): ServiceAdministrator | undefined {
    return this.#feed.staleMs() < STALE_AFTER_MS ? this.#known.get(this.#tag(login, password)) : undefined;
  }

  /** By its login; whether its password is right is not said. */
  async find(domainId: number, login: string): Promise<FoundAdministrator | undefined> {
    const generation = this.#generation;
    const [administrator] = await this.#sql<ServiceAdministrator[]>`
      select id, domain_id, name, login, password_hash, allowed_methods, networks::text[] as networks, acts_for_id, enabled
      from api_client where domain_id = ${domainId} and lower(login) = lower(${login})`;
    return administrator && { administrator, generation };
  }

  /** By its id, while it has a login. */
  async byId(id: number): Promise<ServiceAdministrator | undefined> {
    const [administrator] = await this.#sql<ServiceAdministrator[]>`
      select id, domain_id, name, login, password_hash, allowed_methods, networks::text[] as networks, acts_for_id, enabled
      from api_client where id = ${id} and login is not null`;
    return administrator;
  }

  /** For a password that was right just now, unless something changed since it was read. */
  keep({ administrator, generation }: FoundAdministrator, login: string, password: string): void {
    if (generation !== this.#generation) return;
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(this.#tag(login, password), administrator);
  }

  #tag(login: string, password: string): string {
    return createHmac('sha256', this.#key).update(`${login.toLowerCase()}\0${password}`).digest('base64');
  }
}

/**
 * Who signs a call of `method` with login and password: a service administrator within its methods and networks, or a
 * human administrator. Undefined alike for an unknown login, a wrong password and whoever is no administrator; throws
 * `forbidden` for a method or network that this administrator does not have, `too_many` after many wrong passwords.
 */
export async function signedBy(
  core: Core,
  login: string,
  password: string,
  method: string,
  trace: Trace,
): Promise<Actor | undefined> {
  if (login === '' || login.length > 255 || password.length > 1024 || `${login}${password}`.includes('\u0000'))
    return undefined;
  const known = core.administrators.known(login, password);
  if (known) return await asActor(core, known, method, trace);
  const human = core.remembered.find(core, login, password, trace);
  if (human) return may(human, 'integrations.sign-in') ? human : undefined;
  const found = await core.administrators.find(await homeDomainId(core), login);
  if (!found) {
    const user = await userFrom(core, login, password, trace);
    return user && may(user, 'integrations.sign-in') ? user : undefined;
  }
  const { administrator } = found;
  const right = await core.throttle.attempt(login, trace.address, async () =>
    (await core.passwords.verify(clientLabel(administrator.id), administrator.passwordHash, password))
      ? true
      : undefined,
  );
  if (!right) return undefined;
  core.administrators.keep(found, login, password);
  await core.sql`update api_client set last_used_at = now() where id = ${administrator.id}`;
  return await asActor(core, administrator, method, trace);
}

/** The same for whoever signed in before, as a pass says; undefined: there is none of this id. */
export async function actingAs(core: Core, id: number, method: string, trace: Trace): Promise<Actor | undefined> {
  const administrator = await core.administrators.byId(id);
  return administrator && (await asActor(core, administrator, method, trace));
}

/** As a client, or as the user that it acts for; throws `forbidden` where it may not do this. */
async function asActor(core: Core, administrator: ServiceAdministrator, method: string, trace: Trace): Promise<Actor> {
  const { id, name, domainId, allowedMethods, actsForId } = administrator;
  if (!administrator.enabled) throw refuse('service_administrator_off');
  const { networks } = administrator;
  if (networks.length > 0 && !isWithin(networks, trace.address)) throw refuse('service_administrator_address');
  if (allowedMethods !== null && !allowedMethods.includes(method.toLowerCase()))
    throw refuse('service_administrator_method', { method });
  if (actsForId === null) return { kind: 'client', id, name, domainId, trace };
  return { ...(await actorActedFor(core, actsForId, trace)), viaClient: { id, name } };
}
