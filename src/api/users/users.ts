import { blockUser } from '../../core/blocks/operations.ts';
import { present } from '../../core/fields.ts';
import { cloneSubUser } from '../../core/users/clone.ts';
import { changeUser, createUser, deleteUser, userById, userCount, userPage } from '../../core/users/operations.ts';
import { BlockBody, BlockParams, Done, IdParams, Page } from '../contract/common.ts';
import { User, UserChange, UserClone, UserCreate, UserQuery } from '../contract/people.ts';
import { usersAsked } from '../frame/filters.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { pageOf, toPage } from '../frame/wire.ts';
import { fromSeen, fromUser, toOneUser, toUsers } from './user-wire.ts';

const TAG = 'Users';

export function userRoutes(app: Api): void {
  app.get(
    '/users',
    {
      schema: {
        ...about(TAG, 'listUsers', 'The users that the caller manages, and oneself'),
        querystring: UserQuery,
        response: answers(Page(User)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const asked = { ...usersAsked(query), ...pageOf(query) };
      const count = query.count ? () => userCount(core, actor, asked) : undefined;
      const { items, next } = await userPage(core, actor, asked);
      return await toPage(await toUsers(core, actor, items), next, count);
    },
  );

  app.post(
    '/users',
    {
      schema: {
        ...about(TAG, 'createUser', 'Add a user, who sees nothing yet'),
        body: UserCreate,
        response: creates(User),
      },
    },
    async (request, reply) => {
      const { core, body } = request;
      const change = { ...fromUser(body), ...present({ parentId: body.parentId }) };
      const created = await createUser(core, caller(request), change, body.organizationId);
      reply.code(201);
      return await toOneUser(core, caller(request), created);
    },
  );

  app.get(
    '/users/:id',
    { schema: { ...about(TAG, 'getUser', 'One user'), params: IdParams, response: answers(User) } },
    async (request) => {
      const { core, params } = request;
      const actor = caller(request);
      return await toOneUser(core, actor, await userById(core, actor, params.id));
    },
  );

  app.patch(
    '/users/:id',
    {
      schema: {
        ...about(TAG, 'changeUser', 'Change a user; a new password ends all sessions'),
        params: IdParams,
        body: UserChange,
        response: answers(User),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      const seen = body.was && fromSeen(body.was);
      return await toOneUser(core, actor, await changeUser(core, actor, params.id, fromUser(body), seen));
    },
  );

  app.delete(
    '/users/:id',
    {
      schema: {
        ...about(TAG, 'deleteUser', 'Delete a user with its sub-users'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteUser(request.core, caller(request), request.params.id);
      return done;
    },
  );

  app.post(
    '/users/:id/clone',
    {
      schema: {
        ...about(
          TAG,
          'cloneUser',
          'Add a sub-user like another one',
          'With its rights on cameras and folders, its permissions and its networks. The subscriber above it, and administrators.',
        ),
        params: IdParams,
        body: UserClone,
        response: creates(User),
      },
    },
    async (request, reply) => {
      const { core, body, params } = request;
      const { login, password, name } = body;
      const made = await cloneSubUser(core, caller(request), params.id, { login, ...present({ password, name }) });
      reply.code(201);
      return await toOneUser(core, caller(request), made);
    },
  );

  app.put(
    '/users/:id/blocks/:source',
    {
      schema: {
        ...about(TAG, 'blockUser', 'Block a user: no sign-in, no pictures, for its sub-users neither'),
        params: BlockParams,
        body: BlockBody,
        response: answers(User),
      },
    },
    async (request) => {
      const { core, body } = request;
      const { id, source } = request.params;
      await blockUser(core, caller(request), id, { source, reason: body.reason ?? '' });
      return await toOneUser(core, caller(request), await userById(core, caller(request), id));
    },
  );

  app.delete(
    '/users/:id/blocks/:source',
    {
      schema: { ...about(TAG, 'unblockUser', "Lift one source's block"), params: BlockParams, response: answers(User) },
    },
    async (request) => {
      const { core } = request;
      const { id, source } = request.params;
      await blockUser(core, caller(request), id, { source, reason: undefined });
      return await toOneUser(core, caller(request), await userById(core, caller(request), id));
    },
  );
}
