import type { Static } from 'typebox';
import type { Actor } from '../core/actor.ts';
import type { BlockChange } from '../core/blocks/blocks.ts';
import { blockCamera, blockUser } from '../core/blocks/operations.ts';
import { changeCamera, deleteCamera } from '../core/cameras/operations.ts';
import type { Core } from '../core/core.ts';
import { each, type Outcome } from '../core/each.ts';
import { deleteUser } from '../core/users/operations.ts';
import { fromCamera } from './camera-wire.ts';
import { BulkResult, CameraBulk, UserBulk } from './contract/bulk.ts';
import { refusal } from './errors.ts';
import { type Api, about, answers, caller } from './routes.ts';

const HOW =
  'Each id is decided and written by itself, as its own route does it: one that is refused stops no other. Send more than 500 in parts.';

/** One change of many objects. */
export function bulkRoutes(app: Api): void {
  app.post(
    '/cameras/bulk',
    {
      schema: {
        ...about('Cameras', 'changeCameras', 'Delete, block, unblock or change many cameras', HOW),
        body: CameraBulk,
        response: answers(BulkResult),
      },
    },
    async (request) => {
      const { core, body } = request;
      return toWire(await each(core, body.ids, cameraVerb(core, caller(request), body)));
    },
  );

  app.post(
    '/users/bulk',
    {
      schema: {
        ...about('Users', 'changeUsers', 'Delete, block or unblock many users', HOW),
        body: UserBulk,
        response: answers(BulkResult),
      },
    },
    async (request) => {
      const { core, body } = request;
      return toWire(await each(core, body.ids, userVerb(core, caller(request), body)));
    },
  );
}

type Verb = (id: number) => Promise<unknown>;

function cameraVerb(core: Core, actor: Actor, body: Static<typeof CameraBulk>): Verb {
  if (body.action === 'delete') return (id) => deleteCamera(core, actor, { id });
  if (body.action === 'change') return (id) => changeCamera(core, actor, { id }, fromCamera(body.change));
  return (id) => blockCamera(core, actor, id, blockOf(body));
}

function userVerb(core: Core, actor: Actor, body: Static<typeof UserBulk>): Verb {
  if (body.action === 'delete') return (id) => deleteUser(core, actor, id);
  return (id) => blockUser(core, actor, id, blockOf(body));
}

function blockOf(body: Extract<Static<typeof UserBulk>, { source: unknown }>): BlockChange {
  return { source: body.source, reason: body.action === 'block' ? (body.reason ?? '') : undefined };
}

const toWire = (outcomes: readonly Outcome[]): Static<typeof BulkResult> => ({
  items: outcomes.map(({ id, error }) => {
    if (!error) return { id };
    const { code, message } = refusal(error);
    return { id, error: { code, message } };
  }),
});
