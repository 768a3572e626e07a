import { type Static, Type } from 'typebox';
import type { DoorView } from '../../core/doors/door.ts';
import { type MyDoor as CoreMyDoor, doorsOf } from '../../core/doors/mine.ts';
import { changeDoor, createDoor, deleteDoor, doorById, doorCount, doorPage } from '../../core/doors/operations.ts';
import { present } from '../../core/fields.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import { Door, DoorChange, DoorCreate, DoorQuery, MyDoor } from '../contract/doors.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';

const TAG = 'Doors';

/** Doors: one's own, and for administrators how all of them are set up. */
export function doorRoutes(app: Api): void {
  app.get(
    '/doors/mine',
    {
      schema: {
        ...about(
          TAG,
          'listMyDoors',
          'The doors that the caller was given, by house and entrance',
          'Those too that something bars at present: a contract that is not paid, or a block. Of an administrator: the first thousand locks.',
        ),
        response: answers(Type.Object({ items: Type.Array(MyDoor) })),
      },
    },
    async (request) => ({ items: (await doorsOf(request.core, caller(request))).map(toMine) }),
  );

  app.get(
    '/doors',
    {
      schema: {
        ...about(TAG, 'listDoors', 'Doors; for administrators'),
        querystring: DoorQuery,
        response: answers(Page(Door)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const { organizationId, lockId, cameraId } = query;
      const asked = { ...pageOf(query), organizationId, lockId, cameraId };
      const count = query.count ? () => doorCount(core, actor, asked) : undefined;
      return await mapPage(await doorPage(core, actor, asked), toDoor, count);
    },
  );

  app.post(
    '/doors',
    {
      schema: {
        ...about(TAG, 'createDoor', 'Add a door: a lock, and the camera that shows who stands before it'),
        body: DoorCreate,
        response: creates(Door),
      },
    },
    async (request, reply) => {
      const { core, body } = request;
      const { lockId, ...rest } = body;
      const door = await createDoor(core, caller(request), { ...present(rest), lockId });
      reply.code(201);
      return toDoor(door);
    },
  );

  app.get(
    '/doors/:id',
    { schema: { ...about(TAG, 'getDoor', 'One door'), params: IdParams, response: answers(Door) } },
    async (request) => toDoor(await doorById(request.core, caller(request), request.params.id)),
  );

  app.patch(
    '/doors/:id',
    {
      schema: {
        ...about(TAG, 'changeDoor', 'Change a door; absent fields stay'),
        params: IdParams,
        body: DoorChange,
        response: answers(Door),
      },
    },
    async (request) => {
      const { was = {}, ...change } = request.body;
      return toDoor(await changeDoor(request.core, caller(request), request.params.id, present(change), present(was)));
    },
  );

  app.delete(
    '/doors/:id',
    {
      schema: {
        ...about(TAG, 'deleteDoor', 'Delete a door; its lock and its camera stay'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteDoor(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

const toDoor = (door: DoorView): Static<typeof Door> => ({
  id: door.id,
  name: door.name,
  icon: door.icon,
  entrance: door.entrance,
  lock: { id: door.lockId, title: door.lockTitle },
  camera:
    door.cameraId === null ? null : { id: door.cameraId, title: door.cameraTitle ?? '', name: door.cameraName ?? '' },
  organization: { id: door.organizationId, title: door.organizationTitle },
  address: door.postalAddress,
  command: door.command,
  hasCredentials: door.hasCredentials,
  method: door.method,
});

const toMine = (door: CoreMyDoor): Static<typeof MyDoor> => ({
  id: door.id,
  name: door.name,
  icon: door.icon,
  entrance: door.entrance,
  address: door.address,
  lockId: door.lockId,
  camera: door.camera && { id: door.camera.id, name: door.camera.name, title: door.camera.title },
  contracts: door.contracts.map(({ organizationId, title }) => ({ organizationId, title })),
  open: door.open,
  barred: door.barred && {
    source: door.barred.source,
    reason: door.barred.reason,
    since: door.barred.since?.toISOString() ?? null,
  },
});
