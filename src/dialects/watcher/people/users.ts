import type { FastifyInstance } from 'fastify';
import { may } from '../../../core/access/may.ts';
import type { Actor } from '../../../core/actor.ts';
import type { Core } from '../../../core/core.ts';
import { invalid } from '../../../core/errors.ts';
import { present } from '../../../core/fields.ts';
import { together } from '../../../core/together.ts';
import { changeUser, createUser, deleteUser, userById, userCount, userPage } from '../../../core/users/operations.ts';
import type { User, UserChange } from '../../../core/users/user.ts';
import { oneObject, pathId } from '../../wire/body.ts';
import { extraIn } from '../../wire/extra.ts';
import { type Body, flag, id, integerOrNull, text, textOrNull } from '../../wire/values.ts';
import { blocksOut } from '../blocks-out.ts';
import { actorIn, userIn } from '../context.ts';
import { USER_FIELDS } from '../known.ts';
import { sendList } from '../paging.ts';

interface One {
  Params: { id: string };
}

/** Users of one list, each with a password to hash: all are made or none. */
const MAX_AT_ONCE = 100;

/** `/users` and `/profile`, as docs/dialects/watcher.md#users has it. */
export function userRoutes(app: FastifyInstance): void {
  app.get('/users', async (request, reply) => {
    const actor = actorIn(request);
    const query = request.query as Body;
    const organizationId = id(query, 'organization_id');
    return await sendList(request, reply, {
      read: (page) => userPage(request.core, actor, { ...page, organizationId }),
      count: () => userCount(request.core, actor, { search: String(query.search ?? ''), organizationId, limit: 1 }),
      out: (users) => users.map((user) => userOut(user, actor)),
    });
  });
  app.post('/users', async (request) => {
    const actor = actorIn(request);
    const create = async (core: Core, body: Body) =>
      userOut(await createUser(core, actor, userChangeIn(body), id(body, 'organization_id')), actor);
    const { body } = request;
    if (!Array.isArray(body) || body.length < 2) return await create(request.core, oneObject(body));
    if (body.length > MAX_AT_ONCE)
      throw invalid('body', 'own_words', { text: `give at most ${MAX_AT_ONCE} users, or use /users/import` });
    return await together(request.core, async (one) => {
      const made = [];
      for (const item of body) made.push(await create(one, oneObject(item)));
      return made;
    });
  });
  app.get<One>('/users/:id', async (request) => {
    const actor = actorIn(request);
    return userOut(await userById(request.core, actor, pathId('user_not_found', request.params.id)), actor);
  });
  app.put<One>('/users/:id', async (request) => {
    const actor = actorIn(request);
    const change = userChangeIn(oneObject(request.body));
    return userOut(await changeUser(request.core, actor, pathId('user_not_found', request.params.id), change), actor);
  });
  app.delete<One>('/users/:id', async (request) => {
    await deleteUser(request.core, actorIn(request), pathId('user_not_found', request.params.id));
    return { success: true };
  });

  app.get('/profile', async (request) => {
    const user = userIn(request);
    return userOut(await userById(request.core, user, user.id), user);
  });
  app.put('/profile', async (request) => {
    const user = userIn(request);
    return userOut(await changeUser(request.core, user, user.id, userChangeIn(oneObject(request.body))), user);
  });
}

/** `email` and `is_active` are what the import's document calls them. An empty password says nothing. */
export function userChangeIn(body: Body): UserChange {
  const administrator = flag(body, 'is_admin');
  return present({
    login: text(body, 'login'),
    password: text(body, 'password') || undefined,
    kind:
      administrator === undefined ? undefined : administrator ? ('administrator' as const) : ('subscriber' as const),
    authorizedAddress: addressIn(body),
    enabled: flag(body, 'enabled', 'is_active'),
    readonly: flag(body, 'readonly'),
    monitoring: flag(body, 'monitoring'),
    name: textOrNull(body, 'name'),
    locale: text(body, 'locale'),
    note: textOrNull(body, 'note'),
    phone: textOrNull(body, 'phone'),
    email: textOrNull(body, 'notification_email', 'email'),
    externalId: textOrNull(body, 'external_id'),
    maxSessions: integerOrNull(body, 'max_sessions'),
    mayEditOrganizations: flag(body, 'can_edit_organizations'),
    mayEditSettings: flag(body, 'can_edit_settings'),
    mayViewOrganizations: flag(body, 'can_view_organizations'),
    extra: extraIn('watcher', body, USER_FIELDS),
  });
}

/** The key is the user itself: whoever manages a user does not become it. */
function userOut(user: User, actor: Actor) {
  const own = actor.kind === 'user' && actor.id === user.id;
  return {
    id: user.id,
    domain_id: user.domainId,
    login: user.login,
    apikey: own || may(actor, 'secrets.read') ? user.userKey : null,
    is_admin: user.kind === 'administrator',
    authorized_ip: user.authorizedAddress,
    enabled: user.blocks.length === 0,
    ...blocksOut(user.blocks),
    readonly: user.readonly,
    monitoring: user.monitoring,
    name: user.name,
    locale: user.locale,
    note: user.note,
    phone: user.phone,
    notification_email: user.email,
    external_id: user.externalId,
    max_sessions: user.maxSessions,
    can_edit_organizations: user.mayEditOrganizations,
    can_edit_settings: user.mayEditSettings,
    can_view_organizations: user.mayViewOrganizations || user.mayEditOrganizations,
    organizations: user.organizations.map((organization) => organization.id),
  };
}

/** An empty address takes the right away, as null does. */
function addressIn(body: Body): string | null | undefined {
  const address = textOrNull(body, 'authorized_ip');
  return address === undefined ? undefined : address?.trim() || null;
}
