import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { type DeletedCamera as CoreDeleted, purgedAt } from '../../core/deleted-cameras/deleted-camera.ts';
import { deletedCameraCount, deletedCameraPage, deletedTitles } from '../../core/deleted-cameras/list.ts';
import { deletedCamera } from '../../core/deleted-cameras/one.ts';
import { dropDeletedArchive, purgeDeleted } from '../../core/deleted-cameras/purge.ts';
import { restoreCamera } from '../../core/deleted-cameras/restore.ts';
import { each } from '../../core/each.ts';
import { present } from '../../core/fields.ts';
import { BulkResult } from '../contract/bulk.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import {
  DeletedCamera,
  DeletedCameraBulk,
  DeletedCameraCard,
  DeletedCameraQuery,
  RestoreBody,
  Restored,
} from '../contract/deleted-cameras.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { toBulkResult } from './bulk.ts';
import { toOneCamera } from './camera-wire.ts';

const TAG = 'Deleted cameras';
const root = '/deleted-cameras';

/** The bin: what was deleted in the last 30 days, by the ids that the cameras had. */
export function deletedCameraRoutes(app: Api): void {
  app.get(
    root,
    {
      schema: {
        ...about(TAG, 'listDeletedCameras', 'Cameras that were deleted in the last 30 days, the last one first'),
        querystring: DeletedCameraQuery,
        response: answers(Page(DeletedCamera)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const { organizationId, dialect, intercom } = query;
      const asked = { ...pageOf(query), organizationId, dialect, intercom };
      const count = query.count ? () => deletedCameraCount(core, actor, asked) : undefined;
      return await mapPage(await deletedCameraPage(core, actor, asked), toDeleted, count);
    },
  );

  app.get(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'getDeletedCamera', 'One of them, with what is still there of its place'),
        params: IdParams,
        response: answers(DeletedCameraCard),
      },
    },
    async (request) => {
      const card = await deletedCamera(request.core, caller(request), request.params.id);
      const { organization, folder, preset, location, grants, doors } = card;
      return {
        ...toDeleted(card),
        place: { organization, folder, preset, location },
        sourceUrl: card.streamUrl,
        grants,
        doors,
      };
    },
  );

  app.post(
    `${root}/:id/restore`,
    {
      schema: {
        ...about(
          TAG,
          'restoreCamera',
          'Bring it back under its id',
          'Limits, name, external id and place are checked anew; what stands in the way is said by field. Rights of a billing are left to the billing.',
        ),
        params: IdParams,
        body: RestoreBody,
        response: answers(Restored),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      const { camera, grants, left } = await restoreCamera(core, actor, params.id, present(body));
      const told = left.map(({ kind, name, why }) => ({ kind, name, why }));
      return { camera: await toOneCamera(core, actor, camera), grants, left: told };
    },
  );

  app.delete(
    `${root}/:id/archive`,
    {
      schema: {
        ...about(TAG, 'dropDeletedArchive', 'Delete what was recorded of it; the camera can still be restored'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await dropDeletedArchive(request.core, caller(request), request.params.id);
      return done;
    },
  );

  app.delete(
    `${root}/:id`,
    {
      schema: {
        ...about(TAG, 'purgeDeletedCamera', 'Delete it for good, with its archive'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await purgeDeleted(request.core, caller(request), request.params.id);
      return done;
    },
  );

  app.post(
    `${root}/bulk`,
    {
      schema: {
        ...about(
          TAG,
          'changeDeletedCameras',
          'Restore many as they were, or delete them or their archives for good',
          'Each is decided and written by itself: one that is refused stops no other.',
        ),
        body: DeletedCameraBulk,
        response: answers(BulkResult),
      },
    },
    async (request) => {
      const { core, body } = request;
      const actor = caller(request);
      const outcomes = await each(core, body.ids, verbOf(core, actor, body.action));
      return await toBulkResult(outcomes, null, { titles: (ids) => deletedTitles(core, actor, ids) });
    },
  );
}

function verbOf(core: Core, actor: Actor, action: Static<typeof DeletedCameraBulk>['action']) {
  switch (action) {
    case 'restore':
      return (id: number) => restoreCamera(core, actor, id);
    case 'drop_archive':
      return (id: number) => dropDeletedArchive(core, actor, id);
    case 'purge':
      return (id: number) => purgeDeleted(core, actor, id);
  }
}

const toDeleted = (camera: CoreDeleted): Static<typeof DeletedCamera> => ({
  id: camera.cameraId,
  name: camera.name,
  title: camera.title,
  externalId: camera.externalId,
  organization: { id: camera.organizationId, title: camera.organizationTitle, gone: camera.organizationGone },
  location: [...camera.locationTitles],
  intercom: camera.intercom,
  archiveBytes: camera.archiveBytes,
  archiveUntil: camera.archiveUntil?.toISOString() ?? null,
  deletedAt: camera.deletedAt.toISOString(),
  purgedAt: purgedAt(camera).toISOString(),
  deletedBy: camera.deletedBy,
  dialect: camera.dialect,
});
