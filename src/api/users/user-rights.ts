import { Type } from 'typebox';
import { cameraCount } from '../../core/cameras/reading/visible.ts';
import { setDeviceRights } from '../../core/rights/device.ts';
import { givenRights } from '../../core/rights/given.ts';
import { toCameras } from '../cameras/camera-wire.ts';
import { CameraRightsChange, GivenRights } from '../contract/camera-access.ts';
import { Done, Id, IdParams, Page, PageQuery } from '../contract/common.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';
import { pageOf, toPage } from '../frame/wire.ts';

const TAG = 'Users';

/** The rights of one user, camera by camera. */
export function userRightsRoutes(app: Api): void {
  app.get(
    '/users/:id/camera-rights',
    {
      schema: {
        ...about(
          TAG,
          'listCameraRights',
          'What the user may do with each camera',
          'By whatever gave it; `given` is what was given on the camera itself.',
        ),
        params: IdParams,
        querystring: PageQuery,
        response: answers(Page(GivenRights)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const actor = caller(request);
      const { items, next } = await givenRights(core, actor, params.id, pageOf(query));
      const cameras = await toCameras(
        core,
        actor,
        items.map(({ camera }) => camera),
      );
      const rows = items.flatMap(({ camera: { id }, rights, given }) => {
        const camera = cameras.find((one) => one.id === id);
        return camera ? [{ camera, rights, given }] : [];
      });
      const count = query.count ? () => cameraCount(core, actor, { ...pageOf(query), seenBy: params.id }) : undefined;
      return await toPage(rows, next, count);
    },
  );

  app.put(
    '/users/:id/camera-rights/:cameraId',
    {
      schema: {
        ...about(
          TAG,
          'setCameraRights',
          "Set the user's rights on one camera",
          'All six at once; none of them take away what was given on the camera. What folders and organizations give stays.',
        ),
        params: Type.Object({ id: Id, cameraId: Id }),
        body: CameraRightsChange,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const { join, ...rights } = body;
      await setDeviceRights(core, caller(request), params.id, params.cameraId, rights, join);
      return done;
    },
  );
}
