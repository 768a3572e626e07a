import { isSupport, may, requireMay } from '../access/may.ts';
import { managedOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { setEnabled } from '../blocks/blocks.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse, unlessNotFound } from '../errors.ts';
import { storeExtra } from '../extra/store.ts';
import { additions, checkInteger, checkText, pick } from '../fields.ts';
import { checkUserRoom } from '../organizations/checks.ts';
import { checkedNetworks } from '../organizations/network.ts';
import { requireUserManager } from '../organizations/operations.ts';
import { defaultOrganizationId, lockOrganization } from '../organizations/queries.ts';
import { afterId, afterRows, COUNT_CAP, likeText, type Page, type PageRequest, toPage, toRankedPage } from '../page.ts';
import { type Write, write } from '../write.ts';
import { providersWord, refuseRaised } from './allowed.ts';
import { originOf, requireLoginFree, storeAskedPassword, storeFields, storeStanding } from './change-rows.ts';
import { DOMAIN_RIGHTS } from './domain-rights.ts';
import { keptBelow, refuseBillingFields, refuseOwnFields, refuseProviderFields } from './field-rights.ts';
import { lockHome, setAccountAdministrator } from './home.ts';
import { lockToTakeAway, takesAway } from './last-administrator.ts';
import { refuseOverwritingUser } from './meanwhile.ts';
import { weighUserPassword } from './password.ts';
import { countUsers, findUser, listUsers, lockUser, type UserFilter } from './queries.ts';
import { removeUsers } from './removal.ts';
import { knownStops } from './stops.ts';
import { type SeenFields, USER_FIELDS, type User, type UserChange } from './user.ts';

export interface UserQuery extends PageRequest {
  readonly organizationId?: number | undefined;
  readonly blocked?: boolean | undefined;
  /** The sub-users of this one. */
  readonly parentId?: number | undefined;
}

export async function userPage(core: Core, actor: Actor, query: UserQuery): Promise<Page<User>> {
  const filter = await userFilter(core, actor, query);
  const rows = await listUsers(listReader(core), core.sealer, actor.domainId, filter);
  return filter.search === '' ? toPage(rows, query.limit, (u) => u.id) : toRankedPage(rows, query.limit, filter.offset);
}

export async function userCount(core: Core, actor: Actor, query: UserQuery): Promise<number> {
  return await countUsers(listReader(core), actor.domainId, await userFilter(core, actor, query), COUNT_CAP);
}

/** The filter of a list: the query, narrowed to the users that the actor may see. */
export async function userFilter(core: Core, actor: Actor, query: UserQuery): Promise<UserFilter> {
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
    parentId: query.parentId,
    blocked: query.blocked,
    stops: query.blocked === undefined ? undefined : await knownStops(core, actor),
  };
}

/** Oneself, one's sub-users, those whom one manages, or anybody for administrators; the rest is not found. */
export async function userById(core: Core, actor: Actor, id: number): Promise<User> {
  const user = await findUser(reader(core), core.sealer, actor.domainId, id);
  const scope = await scopeOf(core, actor);
  const mine = scope && (scope.id === id || scope.id === user?.parentId);
  if (!user || (scope && !mine && !managesSome(managedOrganizations(scope), user)))
    throw refuse('user_not_found', { id });
  return user;
}

/** Without an organization the user joins the default one; nobody starts with a right on a camera. */
export async function createUser(core: Core, actor: Actor, asked: UserChange, organizationId?: number): Promise<User> {
  const change = withWholeNetworks(asked);
  check(change);
  refusePasswordToSupport(actor, change);
  const login = (change.login ?? '').trim();
  checkText('login', login, 255, 1);
  const above = await parentOf(core, actor, change.parentId, organizationId);
  const target = organizationId ?? above?.organizationId ?? (await defaultOrganizationId(reader(core), actor.domainId));
  if (!above?.own) await requireUserManager(core, actor, target);
  refuseProviderFields(actor, change);
  refuseRaised(actor, change, undefined, above);
  const passwordHash = change.password === undefined ? null : await core.passwords.hash(change.password);
  const id = await write(
    core,
    actor,
    { type: 'user.create', subject: login, request: { ...change, organizationId } },
    async (tx) => {
      await requireLoginFree(tx, login);
      const organization = await lockOrganization(tx.sql, actor.domainId, target);
      await checkUserRoom(tx.sql, organization);
      const below = change.parentId === undefined ? {} : { parentId: change.parentId, kind: 'sub_user' as const };
      const row = {
        notifyOutages: organization.notifyOutages,
        // Below somebody whose sessions are counted, nobody starts with any number of them.
        ...(above?.maxSessions ? { maxSessions: above.maxSessions } : {}),
        ...pick(change, USER_FIELDS),
        login,
        ...below,
        ...(organizationId === undefined ? {} : { homeOrganizationId: organizationId }),
      };
      const [created] = await tx.sql<{ id: number }[]>`
      insert into app_user ${tx.sql({ ...row, ...providersWord(actor, row), ...originOf(tx), domainId: actor.domainId, passwordHash })} returning id`;
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

/**
 * A password that is the user's already changes nothing. `was`: what the caller saw, see `refuseOverwriting`. What a billing
 * says of a user that it made is the billing's to change: `user_of_billing`.
 */
export async function changeUser(
  core: Core,
  actor: Actor,
  id: number,
  wanted: UserChange,
  was?: SeenFields,
): Promise<User> {
  const { extra, ...asGiven } = withWholeNetworks(withoutPlaceholder(core, id, wanted));
  const change = asGiven.login === undefined ? asGiven : { ...asGiven, login: asGiven.login.trim() };
  check(change);
  refusePasswordToSupport(actor, change);
  const seen = await userById(core, actor, id);
  await requireMayChange(core, actor, seen, change);
  refuseBillingFields(actor, seen, change);
  const asked = change.password === undefined ? undefined : await weighUserPassword(core, id, change.password);
  if (asked && asked.hash === undefined && isSelf(actor, id) && seen.mustChangePassword)
    throw invalid('password', 'password_same');
  await write(core, actor, { type: 'user.change', subject: `user ${id}`, request: change }, async (tx) => {
    const home = change.homeOrganizationId === undefined ? undefined : await lockHome(tx, change.homeOrganizationId);
    const before = takesAway(change) ? await lockToTakeAway(tx, seen) : await lockUser(tx.sql, actor.domainId, id);
    if (!before) throw refuse('user_not_found', { id });
    if (was) await refuseOverwritingUser(tx, id, change, was);
    const fields = pick(seen.kind === 'sub_user' ? keptBelow(change) : change, USER_FIELDS);
    const changes = {
      ...(await storeFields(tx, before, fields)),
      ...(await storeExtra(tx, 'app_user', id, extra)),
      ...(await storeAskedPassword(tx, before, asked, isSelf(actor, id))),
      ...(await storeStanding(tx, seen, change, home)),
    };
    tx.changed({
      action: 'change',
      objectKind: 'user',
      objectId: id,
      organizationId: seen.homeOrganizationId,
      changes,
    });
    tx.touched('user', id);
  });
  return await userById(core, actor, id);
}

export async function deleteUser(core: Core, actor: Actor, id: number): Promise<void> {
  const seen = await userById(core, actor, id);
  if (actor.kind === 'user' && actor.id === id) throw refuse('cannot_delete_oneself');
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

/** Whoever looks after a user's account in the user's name learns and sets no password. */
function refusePasswordToSupport(actor: Actor, { password }: UserChange): void {
  if (password !== undefined && isSupport(actor)) throw refuse('support_never');
}

const isSelf = (actor: Actor, id: number): boolean => actor.kind === 'user' && actor.id === id;

/** Where a new sub-user belongs; `own`: a subscriber lends its own rights, which needs nobody's leave. */
async function parentOf(
  core: Core,
  actor: Actor,
  parentId: number | undefined,
  organizationId: number | undefined,
): Promise<
  { readonly organizationId: number; readonly own: boolean; readonly maxSessions: number | null } | undefined
> {
  if (parentId === undefined) return undefined;
  const parent = await unlessNotFound(userById(core, actor, parentId));
  if (parent?.kind !== 'subscriber') throw invalid('parentId', 'subscriber_unknown', { id: parentId });
  const target = organizationId ?? parent.organizations[0]?.id;
  if (target === undefined || !parent.organizations.some((o) => o.id === target))
    throw invalid('organizationId', 'subscriber_elsewhere', { id: parentId });
  const own = isSelf(actor, parentId);
  if (own) requireMay(actor, 'sub-users.manage');
  return { organizationId: target, own, maxSessions: parent.maxSessions };
}

/** Billings that switch a user off send these where they do not know the password: the real one stays. */
const PLACEHOLDERS = ['test_password'];

function withoutPlaceholder(core: Core, id: number, change: UserChange): UserChange {
  const { password, ...rest } = change;
  if (password === undefined || change.enabled !== false || !PLACEHOLDERS.includes(password)) return change;
  core.log.warn({ userId: id }, 'a placeholder password came with a disabled user: the password was kept');
  return rest;
}

/** As they are stored: without the bits of their hosts, once each. Throws `invalid` for what is no network. */
const withWholeNetworks = ({ allowedNetworks, ...change }: UserChange): UserChange =>
  allowedNetworks === undefined
    ? change
    : { ...change, allowedNetworks: checkedNetworks('allowedNetworks', allowedNetworks) };

const managesSome = (managed: readonly number[], user: User): boolean =>
  user.kind !== 'administrator' && user.organizations.some((o) => managed.includes(o.id));

export async function requireMayChange(core: Core, actor: Actor, target: User, change: UserChange): Promise<void> {
  if (may(actor, 'users.manage') || isAskedFor(actor, target, change)) return;
  const scope = await scopeOf(core, actor);
  if (!scope || scope.readonly) throw refuse('read_only');
  refuseProviderFields(actor, change, target);
  if (scope.id === target.id) {
    refuseOwnFields(target, change);
    return;
  }
  const above =
    target.parentId === null ? undefined : await findUser(reader(core), core.sealer, target.domainId, target.parentId);
  refuseRaised(actor, change, target, above);
  const flags = DOMAIN_RIGHTS.filter((name) => target[name]);
  if (flags.length > 0) throw refuse('user_rights_in_domain', { id: target.id });
  if (scope.id === target.parentId) {
    requireMay(actor, 'sub-users.manage');
    return;
  }
  const facts = await core.access.viewer('user', target.id);
  if (facts?.kind === 'user' && facts.ownedOrganizations.length > 0)
    throw refuse('user_owns_organization', { id: target.id });
  const managed = managedOrganizations(scope);
  const all = target.organizations.every((o) => managed.includes(o.id));
  if (!all) throw refuse('user_elsewhere_too', { id: target.id });
}

/** Whoever has to choose a new password may, even if nothing else of oneself may be changed. */
const isAskedFor = (actor: Actor, target: User, change: UserChange): boolean =>
  isSelf(actor, target.id) &&
  actor.kind === 'user' &&
  actor.mustChangePassword &&
  Object.keys(change).join() === 'password';

function check(change: UserChange): void {
  if (change.login !== undefined) checkText('login', change.login, 255, 1);
  for (const name of ['name', 'email', 'externalId', 'authorizedAddress'] as const) checkText(name, change[name], 255);
  checkText('phone', change.phone, 64);
  checkText('note', change.note, 4000);
  checkText('locale', change.locale, 16);
  checkInteger('maxSessions', change.maxSessions, 0, 100_000);
  if (change.password !== undefined) {
    checkText('password', change.password, 1024);
    if (change.password === '') throw invalid('password', 'text_empty');
  }
}
