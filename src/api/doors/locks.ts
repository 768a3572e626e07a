import { type Static, Type } from 'typebox';
import { blockLock } from '../../core/blocks/operations.ts';
import { explainLock } from '../../core/doors/explain.ts';
import { present } from '../../core/fields.ts';
import type { LockFields, LockView } from '../../core/locks/lock.ts';
import { changeLock, createLock, deleteLock, lockById, lockCount, lockPage } from '../../core/locks/operations.ts';
import { Access } from '../contract/camera-access.ts';
import { BlockBody, BlockParams, Done, Id, IdParams, Page } from '../contract/common.ts';
import { Lock, LockChange, LockCreate, LockQuery } from '../contract/doors.ts';
import { toAccess } from '../frame/access-wire.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { mapPage, pageOf, toBlock } from '../frame/wire.ts';

const TAG = 'Doors';

/** What doors are opened with: set up by administrators. */
export function lockRoutes(app: Api): void {
  app.get(
    '/locks',
    {
      schema: {
        ...about(TAG, 'listLocks', 'Locks; for administrators'),
        querystring: LockQuery,
        response: answers(Page(Lock)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const asked = { ...pageOf(query), organizationId: query.organizationId };
      const count = query.count ? () => lockCount(core, actor, asked) : undefined;
      return await mapPage(await lockPage(core, actor, asked), toLock, count);
    },
  );

  app.post(
    '/locks',
    {
      schema: {
        ...about(TAG, 'createLock', "Add a lock; without an organization it is the default one's"),
        body: LockCreate,
        response: creates(Lock),
      },
    },
    async (request, reply) => {
      const { core, body } = request;
      const lock = await createLock(core, caller(request), { ...fromLock(body), ...present({ uuid: body.uuid }) });
      reply.code(201);
      return toLock(lock);
    },
  );

  app.get(
    '/locks/:id',
    { schema: { ...about(TAG, 'getLock', 'One lock'), params: IdParams, response: answers(Lock) } },
    async (request) => toLock(await lockById(request.core, caller(request), request.params.id)),
  );

  app.patch(
    '/locks/:id',
    {
      schema: {
        ...about(TAG, 'changeLock', 'Change a lock; absent fields stay'),
        params: IdParams,
        body: LockChange,
        response: answers(Lock),
      },
    },
    async (request) =>
      toLock(await changeLock(request.core, caller(request), request.params.id, fromLock(request.body))),
  );

  app.delete(
    '/locks/:id',
    {
      schema: {
        ...about(TAG, 'deleteLock', 'Delete a lock with its doors and the rights on it'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteLock(request.core, caller(request), request.params.id);
      return done;
    },
  );

  app.put(
    '/locks/:id/blocks/:source',
    {
      schema: {
        ...about(TAG, 'blockLock', 'Block a lock: nobody opens it', 'Blocks are a set: lifting one leaves the others.'),
        params: BlockParams,
        body: BlockBody,
        response: answers(Lock),
      },
    },
    async (request) => {
      const { core, body } = request;
      const { id, source } = request.params;
      const actor = caller(request);
      await blockLock(core, actor, id, { source, reason: body.reason ?? '' });
      return toLock(await lockById(core, actor, id));
    },
  );

  app.delete(
    '/locks/:id/blocks/:source',
    {
      schema: {
        ...about(TAG, 'unblockLock', "Lift one source's block"),
        params: BlockParams,
        response: answers(Lock),
      },
    },
    async (request) => {
      const { core } = request;
      const { id, source } = request.params;
      const actor = caller(request);
      await blockLock(core, actor, id, { source, reason: undefined });
      return toLock(await lockById(core, actor, id));
    },
  );

  app.get(
    '/locks/:id/access',
    {
      schema: {
        ...about(TAG, 'explainLockAccess', 'Why a user may or may not open it'),
        params: IdParams,
        querystring: Type.Object({ userId: Id }),
        response: answers(Type.Object({ items: Type.Array(Access) })),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const found = await explainLock(core, caller(request), params.id, query.userId);
      return { items: [toAccess(found, 'actions')] };
    },
  );
}

function fromLock({ address, ...fields }: Static<typeof LockChange> & { readonly uuid?: string }): LockFields {
  const { organizationId, title, comment, externalId } = fields;
  return present({ organizationId, title, postalAddress: address, comment, externalId });
}

const toLock = (lock: LockView): Static<typeof Lock> => ({
  id: lock.id,
  uuid: lock.uuid,
  organization: { id: lock.organizationId, title: lock.organizationTitle },
  title: lock.title,
  address: lock.postalAddress,
  comment: lock.comment,
  externalId: lock.externalId,
  enabled: lock.blocks.length === 0,
  blocks: [
    ...lock.blocks.map((block) => ({ ...toBlock(block), on: 'lock' as const })),
    ...lock.organizationBlocks.map((block) => ({ ...toBlock(block), on: 'organization' as const })),
  ],
  createdAt: lock.createdAt.toISOString(),
});
