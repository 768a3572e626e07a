import { requireMay } from '../access/may.ts';
import { taken } from '../access/taken.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { additions, checkText, differences, pick } from '../fields.ts';
import { networkText } from '../networks.ts';
import { type AskedPassword, newHash, weighPassword } from '../users/password.ts';
import { type Write, write } from '../write.ts';
import { clientLabel } from './service-administrators.ts';

/** A machine client that signs each call with login and password, as the Forpost dialect has it. */
export interface ServiceAdministrator {
  readonly id: number;
  readonly name: string;
  readonly login: string;
  readonly email: string | null;
  readonly enabled: boolean;
  /** Methods in small letters; null: all. */
  readonly allowedMethods: readonly string[] | null;
  /** CIDR; empty: from everywhere. */
  readonly networks: readonly string[];
  /** The user for whom alone it acts; null: for the provider. */
  readonly actsForId: number | null;
  readonly actsFor: string | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
}

export interface ServiceAdministratorFields {
  readonly name?: string;
  readonly login?: string;
  readonly password?: string;
  readonly email?: string | null;
  readonly enabled?: boolean;
  readonly allowedMethods?: readonly string[] | null;
  readonly networks?: readonly string[];
  readonly actsForId?: number | null;
}

const FIELDS = ['name', 'login', 'email', 'enabled', 'allowedMethods', 'networks', 'actsForId'] as const;

/** All of them: a provider has a handful. */
export async function serviceAdministrators(core: Core, actor: Actor): Promise<readonly ServiceAdministrator[]> {
  requireMay(actor, 'service-administrators.manage');
  return await selected(core, actor);
}

export async function serviceAdministrator(core: Core, actor: Actor, id: number): Promise<ServiceAdministrator> {
  requireMay(actor, 'service-administrators.manage');
  const [found] = await selected(core, actor, id);
  if (!found) throw refuse('service_administrator_not_found', { id });
  return found;
}

async function selected(core: Core, actor: Actor, id?: number): Promise<readonly ServiceAdministrator[]> {
  const sql = reader(core);
  return await sql<ServiceAdministrator[]>`
    select k.id, k.name, k.login, k.email, k.enabled, k.allowed_methods, k.networks::text[] as networks, k.acts_for_id,
      u.login as acts_for, k.last_used_at, k.created_at
    from api_client k left join app_user u on u.id = k.acts_for_id
    where k.domain_id = ${actor.domainId} and k.login is not null ${id === undefined ? sql`` : sql`and k.id = ${id}`}
    order by k.id`;
}

export async function createServiceAdministrator(
  core: Core,
  actor: Actor,
  fields: ServiceAdministratorFields,
): Promise<ServiceAdministrator> {
  requireMay(actor, 'service-administrators.manage');
  const login = (fields.login ?? '').trim();
  const change = checked({ ...fields, login, name: fields.name?.trim() || login });
  checkText('login', login, 255, 1);
  checkText('password', fields.password ?? '', 255, 8);
  const passwordHash = await core.passwords.hash(fields.password ?? '');
  const id = await write(core, actor, { type: 'client.create', subject: login, request: change }, async (tx) => {
    await allow(tx, change);
    const row = { ...change, domainId: actor.domainId, passwordHash };
    const [created] = await tx.sql<{ id: number }[]>`insert into api_client ${tx.sql(row)} returning id`;
    const clientId = created?.id ?? 0;
    tx.changed({ action: 'create', objectKind: 'client', objectId: clientId, changes: additions(change) });
    tx.touched('client', clientId);
    return clientId;
  });
  return await serviceAdministrator(core, actor, id);
}

/** Another password, other rights and switching off hold at once, also for what was opened before. */
export async function changeServiceAdministrator(
  core: Core,
  actor: Actor,
  id: number,
  fields: ServiceAdministratorFields,
): Promise<ServiceAdministrator> {
  const change = checked(fields);
  checkText('login', change.login, 255, 1);
  checkText('name', change.name, 255, 1);
  checkText('password', fields.password, 255, 8);
  const before = await serviceAdministrator(core, actor, id);
  const asked = fields.password === undefined ? undefined : await weigh(core, id, fields.password);
  await write(core, actor, { type: 'client.change', subject: `client ${id}`, request: change }, async (tx) => {
    const stored = await lock(tx, id);
    await allow(tx, change, id);
    const passwordHash = asked && newHash(asked, stored);
    const row = { ...change, ...(passwordHash === undefined ? {} : { passwordHash }) };
    const told = Object.keys(row).every((name) => name === 'name' || name === 'email');
    if (Object.keys(row).length > 0)
      await tx.sql`update api_client set ${tx.sql(row)}, epoch = epoch + ${told ? 0 : 1} where id = ${id}`;
    const password = passwordHash === undefined ? {} : { password: ['***', '*** (new)'] as const };
    tx.changed({
      action: 'change',
      objectKind: 'client',
      objectId: id,
      changes: { ...differences(before, change), ...password },
    });
    tx.touched('client', id);
  });
  return await serviceAdministrator(core, actor, id);
}

export async function deleteServiceAdministrator(core: Core, actor: Actor, id: number): Promise<void> {
  const before = await serviceAdministrator(core, actor, id);
  await write(core, actor, { type: 'client.delete', subject: `client ${id}` }, async (tx) => {
    await lock(tx, id);
    await tx.sql`delete from api_client where id = ${id}`;
    tx.changed({ action: 'delete', objectKind: 'client', objectId: id, changes: { login: [before.login, null] } });
    tx.touched('client', id);
  });
}

function checked(
  fields: ServiceAdministratorFields,
): Partial<Pick<ServiceAdministratorFields, (typeof FIELDS)[number]>> {
  checkText('name', fields.name, 255);
  checkText('email', fields.email, 255);
  if ((fields.networks?.length ?? 0) > 100) throw invalid('networks', 'too_many_at_most', { limit: 100 });
  const networks = fields.networks?.map((text) => networkText('networks', text));
  const allowedMethods = fields.allowedMethods?.map((name) => name.toLowerCase());
  return pick({ ...fields, ...(networks ? { networks } : {}), ...(allowedMethods ? { allowedMethods } : {}) }, FIELDS);
}

/** The hash of its password. */
async function lock(tx: Write, id: number): Promise<string | null> {
  const [row] = await tx.sql<{ passwordHash: string | null }[]>`
    select password_hash from api_client where id = ${id} and domain_id = ${tx.actor.domainId} and login is not null for update`;
  if (!row) throw refuse('service_administrator_not_found', { id });
  return row.passwordHash;
}

async function weigh(core: Core, id: number, password: string): Promise<AskedPassword> {
  const [row] = await reader(core)<{ passwordHash: string | null }[]>`
    select password_hash from api_client where id = ${id}`;
  return await weighPassword(core, clientLabel(id), row?.passwordHash ?? null, password);
}

async function allow(tx: Write, { login, actsForId }: ServiceAdministratorFields, id = 0): Promise<void> {
  if (login !== undefined) {
    const [client] = await tx.sql<{ id: number }[]>`
      select id from api_client where domain_id = ${tx.actor.domainId} and lower(login) = lower(${login}) and id <> ${id}`;
    if (client)
      throw taken(
        tx.actor,
        refuse('login_taken_by_service_administrator', { login, id: client.id }, { existingId: client.id }),
        refuse('login_taken', { login }),
      );
    const [user] = await tx.sql<{ id: number }[]>`
      select id from app_user where domain_id = ${tx.actor.domainId} and lower(login) = lower(${login})`;
    if (user)
      throw taken(
        tx.actor,
        refuse('login_taken_by_user', { login, id: user.id }, { existingId: user.id }),
        refuse('login_taken', { login }),
      );
  }
  if (actsForId === undefined || actsForId === null) return;
  const [user] = await tx.sql<{ kind: string }[]>`
    select kind from app_user where id = ${actsForId} and domain_id = ${tx.actor.domainId} for key share`;
  if (!user) throw invalid('actsForId', 'user_unknown', { id: actsForId });
  if (user.kind === 'administrator') throw invalid('actsForId', 'acts_for_administrator');
}
