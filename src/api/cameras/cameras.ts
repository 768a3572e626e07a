import { changeCamera } from '../../core/cameras/change/change.ts';
import { createCamera, deleteCamera } from '../../core/cameras/operations.ts';
import { cameraCount, cameraPage, visibleCamera } from '../../core/cameras/reading/visible.ts';
import { synchronizeCamera } from '../../core/cameras/source/synchronize.ts';
import { present } from '../../core/fields.ts';
import { CameraQuery } from '../contract/camera-lists.ts';
import { Camera, CameraChange, CameraCreate, Synchronized } from '../contract/cameras.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import { camerasAsked } from '../frame/filters.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { pageOf, toPage } from '../frame/wire.ts';
import { cameraMapRoutes } from './camera-map.ts';
import { fromCamera, toCameras, toOneCamera } from './camera-wire.ts';

const TAG = 'Cameras';

export function cameraRoutes(app: Api): void {
  cameraMapRoutes(app);
  app.get(
    '/cameras',
    {
      schema: {
        ...about(TAG, 'listCameras', 'The cameras that the caller sees'),
        querystring: CameraQuery,
        response: answers(Page(Camera)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const asked = { ...camerasAsked(query), ...pageOf(query), sort: query.sort };
      const { items, next } = await cameraPage(core, actor, asked);
      const count = query.count ? () => cameraCount(core, actor, asked) : undefined;
      return await toPage(await toCameras(core, actor, items), next, count);
    },
  );

  app.post(
    '/cameras',
    {
      schema: {
        ...about(TAG, 'createCamera', 'Add a camera; without a name one is made from the title'),
        body: CameraCreate,
        response: creates(Camera),
      },
    },
    async (request, reply) => {
      const { core, body } = request;
      const actor = caller(request);
      const camera = await createCamera(core, actor, { ...fromCamera(body), ...present({ name: body.name }) });
      reply.code(201);
      return await toOneCamera(core, actor, camera);
    },
  );

  app.get(
    '/cameras/:id',
    { schema: { ...about(TAG, 'getCamera', 'One camera'), params: IdParams, response: answers(Camera) } },
    async (request) => {
      const { core, params } = request;
      const actor = caller(request);
      return await toOneCamera(core, actor, await visibleCamera(core, actor, params));
    },
  );

  app.patch(
    '/cameras/:id',
    {
      schema: {
        ...about(TAG, 'changeCamera', 'Change a camera; absent fields stay'),
        params: IdParams,
        body: CameraChange,
        response: answers(Camera),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      const seen = body.was && fromCamera(body.was);
      return await toOneCamera(core, actor, await changeCamera(core, actor, params, fromCamera(body), { seen }));
    },
  );

  app.post(
    '/cameras/:id/synchronize',
    {
      schema: {
        ...about(
          TAG,
          'synchronizeCamera',
          'Bring its settings over to the device',
          'By ONVIF, at the address of the stream: the bitrate limit, where the device has one. 503: why it failed.',
        ),
        params: IdParams,
        response: answers(Synchronized),
      },
    },
    async (request) => {
      const { model, bitrateLimit } = await synchronizeCamera(request.core, caller(request), request.params.id);
      return { model, bitrateLimit: bitrateLimit ?? null };
    },
  );

  app.delete(
    '/cameras/:id',
    {
      schema: {
        ...about(TAG, 'deleteCamera', 'Delete a camera: it can be restored for 30 days'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteCamera(request.core, caller(request), { id: request.params.id });
      return done;
    },
  );
}
