import { managedOrganizations, scopeOf } from '../access/scope.ts';
import { type Actor, isPrivileged, taken } from '../actor.ts';
import { setEnabled } from '../blocks/blocks.ts';
import { type Core, listReader, reader } from '../core.ts';
import { DomainError, forbidden, invalid, notFound } from '../errors.ts';
import { storeExtra } from '../extra/store.ts';
import { additions, checkInteger, checkText, differences, pick } from '../fields.ts';
import { checkUserRoom } from '../organizations/checks.ts';
import { requireUserManager } from '../organizations/operations.ts';
import { defaultOrganizationId, lockOrganization } from '../organizations/queries.ts';
import { afterId, afterRows, COUNT_CAP, likeText, type Page, type PageRequest, toPage, toRankedPage } from '../page.ts';
import { type Write, write } from '../write.ts';
import { lockHome, moveHome, setAccountAdministrator } from './home.ts';
import { lockToTakeAway, takesAway } from './last-administrator.ts';
import { countUsers, findUser, listUsers, lockUser, type UserFilter } from './queries.ts';
import { removeUsers } from './removal.ts';
import { DOMAIN_RIGHTS, PROFILE_FIELDS, PROVIDER_FIELDS, USER_FIELDS, type User, type UserChange } from './user.ts';

export interface UserQuery extends PageRequest {
  readonly organizationId?: number | undefined;
  readonly blocked?: boolean | undefined;
}

export async function userPage(core: Core, actor: Actor, query: UserQuery): Promise<Page<User>> {
  const filter = await filterOf(core, actor, query);
  const rows = await listUsers(listReader(core), core.sealer, actor.domainId, filter);
  return filter.search === '' ? toPage(rows, query.limit, (u) => u.id) : toRankedPage(rows, query.limit, filter.offset);
}

export async function userCount(core: Core, actor: Actor, query: UserQuery): Promise<number> {
  return await countUsers(listReader(core), actor.domainId, await filterOf(core, actor, query), COUNT_CAP);
}

async function filterOf(core: Core, actor: Actor, query: UserQuery): Promise<UserFilter> {
  const scope = await scopeOf(core, actor);
  const managed = scope && managedOrganizations(scope);
  const asked = query.organizationId === undefined ? undefined : [query.organizationId];
  const search = likeText((query.search ?? '').trim());
  return {
    after: search === '' ? afterId(query.after) : 0,
    offset: search === '' ? (query.offset ?? 0) : afterRows(query),
    limit: query.limit + 1,
    search,
    inOrganizations: managed && asked ? managed.filter((id) => asked.includes(id)) : (asked ?? managed),
    self: asked ? undefined : scope?.id,
    administrators: scope === undefined,
    blocked: query.blocked,
  };
}

/** Oneself, one's sub-users, those whom one manages, or anybody for administrators; the rest is not found. */
export async function userById(core: Core, actor: Actor, id: number): Promise<User> {
  const user = await findUser(reader(core), core.sealer, actor.domainId, id);
  const scope = await scopeOf(core, actor);
  const mine = scope && (scope.id === id || scope.id === user?.parentId);
  if (!user || (scope && !mine && !managesSome(managedOrganizations(scope), user))) throw notFound(`User ${id}`);
  return user;
}

/** Without an organization the user joins the default one; nobody starts with a right on a camera. */
export async function createUser(core: Core, actor: Actor, change: UserChange, organizationId?: number): Promise<User> {
  check(change);
  const login = (change.login ?? '').trim();
  checkText('login', login, 255, 1);
  const above = await parentOf(core, actor, change.parentId, organizationId);
  const target = organizationId ?? above?.organizationId ?? (await defaultOrganizationId(reader(core), actor.domainId));
  if (!above?.own) await requireUserManager(core, actor, target);
  refuseProviderFields(actor, change);
  const passwordHash = change.password === undefined ? null : await core.passwords.hash(change.password);
  const id = await write(
    core,
    actor,
    { type: 'user.create', subject: login, request: { ...change, organizationId } },
    async (tx) => {
      await refuseTaken(tx, login);
      const organization = await lockOrganization(tx.sql, actor.domainId, target);
      await checkUserRoom(tx.sql, organization);
      const below = change.parentId === undefined ? {} : { parentId: change.parentId, kind: 'sub_user' as const };
      const row = {
        notifyOutages: organization.notifyOutages,
        ...pick(change, USER_FIELDS),
        login,
        ...below,
        ...(organizationId === undefined ? {} : { homeOrganizationId: organizationId }),
      };
      const [created] = await tx.sql<{ id: number }[]>`
      insert into app_user ${tx.sql({ ...row, domainId: actor.domainId, passwordHash })} returning id`;
      const userId = created?.id ?? 0;
      await tx.sql`insert into membership (organization_id, user_id) values (${target}, ${userId})`;
      const { enabled, accountAdministrator } = change;
      if (accountAdministrator) await setAccountAdministrator(tx, userId, target, true);
      if (enabled === false) await setEnabled(tx, 'user', userId, false);
      const kept = await storeExtra(tx, 'app_user', userId, change.extra);
      tx.changed({
        action: 'create',
        objectKind: 'user',
        objectId: userId,
        changes: { ...additions({ ...row, organizationId: target, accountAdministrator, enabled }), ...kept },
      });
      tx.touched('user', userId);
      return userId;
    },
  );
  return await userById(core, actor, id);
}

export async function changeUser(core: Core, actor: Actor, id: number, asked: UserChange): Promise<User> {
  const { extra, ...change } = withoutPlaceholder(core, id, asked);
  check(change);
  const seen = await userById(core, actor, id);
  await requireMayChange(core, actor, seen, change);
  const passwordHash = change.password === undefined ? undefined : await core.passwords.hash(change.password);
  await write(core, actor, { type: 'user.change', subject: `user ${id}`, request: change }, async (tx) => {
    const home = change.homeOrganizationId === undefined ? undefined : await lockHome(tx, change.homeOrganizationId);
    const before = takesAway(change) ? await lockToTakeAway(tx, seen) : await lockUser(tx.sql, actor.domainId, id);
    if (!before) throw notFound(`User ${id}`);
    const fields = pick(seen.kind === 'sub_user' ? keptBelow(change) : change, USER_FIELDS);
    if (fields.login !== undefined && fields.login.toLowerCase() !== before.login.toLowerCase())
      await refuseTaken(tx, fields.login);
    if (Object.keys(fields).length > 0) await tx.sql`update app_user set ${tx.sql(fields)} where id = ${id}`;
    if (passwordHash !== undefined) await storePassword(tx, id, passwordHash, isSelf(actor, id));
    const changes: Record<string, readonly [unknown, unknown]> = {
      ...differences<Record<string, unknown>>(before, fields),
      ...(await storeExtra(tx, 'app_user', id, extra)),
    };
    if (passwordHash !== undefined) changes.password = ['***', '*** (new)'];
    if (home) changes.homeOrganizationId = await moveHome(tx, id, home);
    if (change.accountAdministrator !== undefined)
      changes.accountAdministrator = await setRole(tx, seen, home?.id, change.accountAdministrator);
    if (change.enabled !== undefined) changes.enabled = await setEnabled(tx, 'user', id, change.enabled);
    tx.changed({ action: 'change', objectKind: 'user', objectId: id, changes });
    tx.touched('user', id);
  });
  return await userById(core, actor, id);
}

export async function deleteUser(core: Core, actor: Actor, id: number): Promise<void> {
  const seen = await userById(core, actor, id);
  if (actor.kind === 'user' && actor.id === id) throw forbidden('You cannot delete yourself');
  await requireMayChange(core, actor, seen, { login: seen.login });
  await write(core, actor, { type: 'user.delete', subject: `user ${id}` }, async (tx) => {
    const owned = await lockOwned(tx, id);
    const before = await lockToTakeAway(tx, seen);
    const below = await tx.sql<{ id: number }[]>`
      select id from app_user where parent_id = ${id} order by id for update`;
    for (const sub of below) await requireMayDelete(tx, sub.id);
    await removeUsers(tx, [before]);
    for (const organization of owned) tx.touched('organization', organization.id);
  });
}

/** Organizations lose their owner with the user, so they are locked before it, as whoever changes one does. */
async function lockOwned(tx: Write, id: number): Promise<readonly { readonly id: number }[]> {
  return await tx.sql<{ id: number }[]>`
    select id from organization
    where owner_id = ${id} or owner_id in (select u.id from app_user u where u.parent_id = ${id})
    order by id for no key update`;
}

/** A sub-user goes with its owner; one of an organization that the actor does not manage keeps both. */
async function requireMayDelete(tx: Write, id: number): Promise<void> {
  const { sql, core, actor } = tx;
  const user = await findUser(sql, core.sealer, actor.domainId, id);
  if (user) await requireMayChange(core, actor, user, {});
}

async function setRole(tx: Write, user: User, moved: number | undefined, on: boolean) {
  const organizationId = moved ?? user.accountId;
  if (organizationId === null) throw invalid('accountAdministrator', `user ${user.id} is in no organization`);
  return await setAccountAdministrator(tx, user.id, organizationId, on);
}

const isSelf = (actor: Actor, id: number): boolean => actor.kind === 'user' && actor.id === id;

/** A new password ends every session and every playback token of the old one. `own`: the user chose it. */
export async function storePassword(tx: Write, id: number, passwordHash: string, own: boolean): Promise<void> {
  await tx.sql`
    update app_user set password_hash = ${passwordHash}, credential_epoch = credential_epoch + 1,
      must_change_password = must_change_password and not ${own}
    where id = ${id}`;
  await tx.sql`delete from session where user_id = ${id}`;
  await tx.sql`delete from sign_in_token where user_id = ${id}`;
}

/** Where a new sub-user belongs; `own`: a subscriber lends its own rights, which needs nobody's leave. */
async function parentOf(
  core: Core,
  actor: Actor,
  parentId: number | undefined,
  organizationId: number | undefined,
): Promise<{ readonly organizationId: number; readonly own: boolean } | undefined> {
  if (parentId === undefined) return undefined;
  const parent = await userById(core, actor, parentId).catch(unlessNotFound);
  if (parent?.kind !== 'subscriber') throw invalid('parentId', `there is no subscriber ${parentId}`);
  const target = organizationId ?? parent.organizations[0]?.id;
  if (target === undefined || !parent.organizations.some((o) => o.id === target))
    throw invalid('organizationId', `subscriber ${parentId} is not in the organization`);
  return { organizationId: target, own: actor.kind === 'user' && actor.id === parentId && !actor.readonly };
}

function unlessNotFound(error: unknown): undefined {
  if (!(error instanceof DomainError && error.kind === 'not_found')) throw error;
  return undefined;
}

/** A sub-user stays below its owner: "no administrator" says nothing new of it. */
function keptBelow({ kind, ...rest }: UserChange): UserChange {
  if (kind === 'administrator') throw invalid('administrator', 'a sub-user cannot become an administrator');
  return rest;
}

/** Billings that switch a user off send these where they do not know the password: the real one stays. */
const PLACEHOLDERS = ['test_password'];

function withoutPlaceholder(core: Core, id: number, change: UserChange): UserChange {
  const { password, ...rest } = change;
  if (password === undefined || change.enabled !== false || !PLACEHOLDERS.includes(password)) return change;
  core.log.warn({ userId: id }, 'a placeholder password came with a disabled user: the password was kept');
  return rest;
}

const managesSome = (managed: readonly number[], user: User): boolean =>
  user.kind !== 'administrator' && user.organizations.some((o) => managed.includes(o.id));

export async function requireMayChange(core: Core, actor: Actor, target: User, change: UserChange): Promise<void> {
  if (isPrivileged(actor) || isAskedFor(actor, target, change)) return;
  const scope = await scopeOf(core, actor);
  if (!scope || scope.readonly) throw forbidden('You are read-only');
  refuseProviderFields(actor, change, target);
  if (scope.id === target.id) {
    if (!target.mayChangeProfile) refuseProfile(target, change);
    const beyond = Object.keys(change).filter(
      (name) => !(PROFILE_FIELDS as readonly string[]).includes(name) && !sameAs(target, change, name),
    );
    const password = beyond.includes('password');
    const mayChange = target.mayChangePassword && target.passwordBy !== 'backend';
    if (beyond.some((name) => name !== 'password') || (password && !mayChange)) {
      throw forbidden(`You may not change your ${beyond.join(', ')}`);
    }
    return;
  }
  const flags = DOMAIN_RIGHTS.filter((name) => target[name]);
  if (flags.length > 0)
    throw forbidden(`User ${target.id} has rights in the whole domain: only an administrator may change it`);
  if (scope.id === target.parentId) return;
  const facts = await core.access.viewer('user', target.id);
  if (facts?.kind === 'user' && facts.ownedOrganizations.length > 0)
    throw forbidden(`User ${target.id} owns an organization: only an administrator may change it`);
  const managed = managedOrganizations(scope);
  const all = target.organizations.every((o) => managed.includes(o.id));
  if (!all)
    throw forbidden(`User ${target.id} belongs to other organizations as well: only an administrator may change it`);
}

/** Whoever has to choose a new password may, even if nothing else of oneself may be changed. */
const isAskedFor = (actor: Actor, target: User, change: UserChange): boolean =>
  isSelf(actor, target.id) &&
  actor.kind === 'user' &&
  actor.mustChangePassword &&
  Object.keys(change).join() === 'password';

/** How pages look is not who one is. */
function refuseProfile(target: User, change: UserChange): void {
  const beyond = PROFILE_FIELDS.filter(
    (name) => name !== 'locale' && name !== 'theme' && change[name] !== undefined && !sameAs(target, change, name),
  );
  if (beyond.length > 0) throw forbidden(`You may not change your ${beyond.join(', ')}`);
}

function refuseProviderFields(actor: Actor, change: UserChange, target?: User): void {
  if (isPrivileged(actor)) return;
  if (change.homeOrganizationId !== undefined || change.accountAdministrator !== undefined)
    throw forbidden('Only an administrator may set homeOrganizationId and accountAdministrator');
  const beyond = PROVIDER_FIELDS.filter(
    (name) =>
      change[name] !== undefined &&
      !(target ? sameAs(target, change, name) || saysSubscriber(name, change) : isDefault(name, change[name])),
  );
  if (beyond.length > 0) throw forbidden(`Only an administrator may set ${beyond.join(', ')}`);
}

const isDefault = (name: (typeof PROVIDER_FIELDS)[number], value: unknown): boolean =>
  value === null ||
  (name === 'kind' ? value === 'subscriber' : value === (name === 'mayChangePassword' || name === 'mayChangeProfile'));

/** A sub-user is sent as a subscriber by those who know no other kind. */
const saysSubscriber = (name: string, change: UserChange): boolean => name === 'kind' && change.kind === 'subscriber';

const sameAs = (target: User, change: UserChange, name: string): boolean =>
  name !== 'password' && name !== 'enabled'
    ? (target as unknown as Record<string, unknown>)[name] === (change as Record<string, unknown>)[name]
    : name === 'enabled' && (target.blocks.length === 0) === change.enabled;

async function refuseTaken(tx: Write, login: string): Promise<void> {
  const [other] = await tx.sql<{ id: number }[]>`
    select id from app_user where domain_id = ${tx.actor.domainId} and lower(login) = lower(${login})`;
  if (other) throw taken(tx.actor, `The login ${login}`, 'user', other.id);
}

function check(change: UserChange): void {
  if (change.login !== undefined) checkText('login', change.login, 255, 1);
  for (const name of ['name', 'email', 'externalId', 'authorizedAddress'] as const) checkText(name, change[name], 255);
  checkText('phone', change.phone, 64);
  checkText('note', change.note, 4000);
  checkText('locale', change.locale, 16);
  checkInteger('maxSessions', change.maxSessions, 0, 100_000);
  if (change.password !== undefined) {
    checkText('password', change.password, 1024);
    if (change.password === '') throw invalid('password', 'may not be empty');
  }
}
