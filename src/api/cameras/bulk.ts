import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import type { BlockChange } from '../../core/blocks/blocks.ts';
import { blockCamera, blockUser } from '../../core/blocks/operations.ts';
import { changeCamera } from '../../core/cameras/change/change.ts';
import { deleteCamera } from '../../core/cameras/operations.ts';
import { cameraTitles, matchingCameras } from '../../core/cameras/reading/matching.ts';
import type { Core } from '../../core/core.ts';
import { each, type Outcome } from '../../core/each.ts';
import { invalid } from '../../core/errors.ts';
import { present } from '../../core/fields.ts';
import { setFolderGrant, withdrawFolderGrant } from '../../core/folders/grants.ts';
import { type Matching, partOf } from '../../core/part.ts';
import { setDeviceRights } from '../../core/rights/device.ts';
import { knownUsers, matchingUsers } from '../../core/users/matching.ts';
import { changeUser, deleteUser } from '../../core/users/operations.ts';
import { BulkResult, CameraBulk, MAX_AT_ONCE, UserBulk } from '../contract/bulk.ts';
import { refusal } from '../frame/errors.ts';
import { camerasAsked, usersAsked } from '../frame/filters.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { type Blocks, camerasStillBlocked, usersStillBlocked } from '../frame/still-blocked.ts';
import { fromUser } from '../users/user-wire.ts';
import { fromCamera } from './camera-wire.ts';

const HOW =
  'Each is decided and written by itself, as its own route does it: one that is refused stops no other. Either `ids`, at most 500 a request; or `filter` with `expected`, which does a part and says with `next` where the next one begins. What is confirmed bounds it: never more than `expected`, and none that was made after the first part. A part may be sent again.';

/** One change of many objects. */
export function bulkRoutes(app: Api): void {
  app.post(
    '/cameras/bulk',
    {
      schema: {
        ...about(
          'Cameras',
          'changeCameras',
          'Delete, block, unblock, change or move many cameras, or give rights',
          HOW,
        ),
        body: CameraBulk,
        response: answers(BulkResult),
      },
    },
    async (request) => {
      const { core, body } = request;
      const actor = caller(request);
      const matching = body.filter && matchingCameras(core, actor, camerasAsked(body.filter));
      return await run(core, body, matching, cameraVerb(core, actor, body), {
        titles: (ids) => cameraTitles(core, actor, ids),
        ...(body.action === 'unblock' ? { blocks: (ids) => camerasStillBlocked(core, actor, ids) } : {}),
      });
    },
  );

  app.post(
    '/users/bulk',
    {
      schema: {
        ...about('Users', 'changeUsers', 'Delete, block, unblock or move many users, or give rights', HOW),
        body: UserBulk,
        response: answers(BulkResult),
      },
    },
    async (request) => {
      const { core, body } = request;
      const actor = caller(request);
      const matching = body.filter && matchingUsers(core, actor, usersAsked(body.filter));
      return await run(core, body, matching, userVerb(core, actor, body), {
        titles: async (ids) => new Map((await knownUsers(core, actor, ids)).map(({ id, login }) => [id, login])),
        ...(body.action === 'unblock' ? { blocks: (ids) => usersStillBlocked(core, actor, ids) } : {}),
      });
    },
  );
}

type Verb = (id: number) => Promise<unknown>;

function cameraVerb(core: Core, actor: Actor, body: Static<typeof CameraBulk>): Verb {
  switch (body.action) {
    case 'delete':
      return (id) => deleteCamera(core, actor, { id });
    case 'change':
      return (id) => changeCamera(core, actor, { id }, fromCamera(body.change));
    case 'rights':
      return (id) => setDeviceRights(core, actor, body.userId, id, present(body.rights), body.join);
    default:
      return (id) => blockCamera(core, actor, id, blockOf(body));
  }
}

function userVerb(core: Core, actor: Actor, body: Static<typeof UserBulk>): Verb {
  switch (body.action) {
    case 'delete':
      return (id) => deleteUser(core, actor, id);
    case 'change':
      return (id) => changeUser(core, actor, id, fromUser(body.change));
    case 'rights': {
      const { organizationId, folderId, grant } = body;
      if (grant === null) return (id) => withdrawFolderGrant(core, actor, organizationId, folderId, id);
      const { join, ...fields } = grant;
      return (id) => setFolderGrant(core, actor, organizationId, folderId, id, present(fields), join);
    }
    default:
      return (id) => blockUser(core, actor, id, blockOf(body));
  }
}

const blockOf = (body: {
  action: 'block' | 'unblock';
  source: BlockChange['source'];
  reason?: string;
}): BlockChange => ({ source: body.source, reason: body.action === 'block' ? (body.reason ?? '') : undefined });

interface Which {
  readonly ids?: readonly number[];
  readonly expected?: number;
  readonly after?: string;
  readonly limit?: number;
}

interface Told {
  /** Of those that the caller sees. */
  readonly titles: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** What stands of blocks on each, once it was done. */
  readonly blocks?: (ids: readonly number[]) => Promise<Blocks>;
}

async function run(core: Core, which: Which, matching: Matching | undefined, verb: Verb, told: Told) {
  const { ids, expected, after, limit = MAX_AT_ONCE } = which;
  if ((ids === undefined) === (matching === undefined))
    throw invalid(ids === undefined ? 'ids' : 'filter', 'ids_or_filter');
  if (matching === undefined) return await toBulkResult(await each(core, ids ?? [], verb), null, told);
  const part = await partOf(matching, { expected, after, limit });
  // What was not tried is left to the next part.
  const outcomes = (await each(core, part.ids, verb)).filter(({ tried }) => tried);
  return await toBulkResult(outcomes, part.next(outcomes.length), told);
}

/** How each went, as it is told. */
export async function toBulkResult(
  outcomes: readonly Outcome[],
  next: string | null,
  told: Told,
): Promise<Static<typeof BulkResult>> {
  const refused = outcomes.filter(({ error }) => error !== undefined).map(({ id }) => id);
  const done = outcomes.filter(({ error }) => error === undefined).map(({ id }) => id);
  const blocks: Blocks = told.blocks && done.length > 0 ? await told.blocks(done) : new Map();
  const named = [...refused, ...done.filter((id) => (blocks.get(id)?.length ?? 0) > 0)];
  const titles = named.length === 0 ? new Map<number, string>() : await told.titles(named);
  const items = outcomes.map(({ id, error }) => {
    const stillBlocked = blocks.get(id) ?? [];
    const item = { id, ...present({ title: titles.get(id) }) };
    if (!error) return stillBlocked.length > 0 ? { ...item, stillBlocked: [...stillBlocked] } : item;
    const { code, message, fields } = refusal(error);
    return { ...item, error: { code, message, ...present({ fields }) } };
  });
  return { done: done.length, items, next };
}
