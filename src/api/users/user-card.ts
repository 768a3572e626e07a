import type { Static } from 'typebox';
import { type SeenCamera as CoreCamera, seenCameraCount, seenCameras } from '../../core/user-view/cameras.ts';
import { type UserIntercom as CoreIntercom, userIntercoms } from '../../core/user-view/intercoms.ts';
import { type Difference, synchronizeCameras } from '../../core/user-view/synchronization.ts';
import { IdParams, Page, PageQuery } from '../contract/common.ts';
import { SeenCamera, UserIntercom, UserSynchronization } from '../contract/user-card.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';

const TAG = 'Users';

/** What the card of a user shows beside its own fields. */
export function userCardRoutes(app: Api): void {
  app.get(
    '/users/:id/cameras-seen',
    {
      schema: {
        ...about(
          TAG,
          'listSeenCameras',
          'The cameras that the user sees, with their state',
          'Of those that the caller sees as well.',
        ),
        params: IdParams,
        querystring: PageQuery,
        response: answers(Page(SeenCamera)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const actor = caller(request);
      const asked = pageOf(query);
      const count = query.count ? () => seenCameraCount(core, actor, params.id, asked) : undefined;
      return await mapPage(await seenCameras(core, actor, params.id, asked), toSeenCamera, count);
    },
  );

  app.get(
    '/users/:id/intercoms',
    {
      schema: {
        ...about(
          TAG,
          'listUserIntercoms',
          'The intercoms that contracts of the user were given, once for each contract',
          'To whoever does not see the whole domain, those of contracts of their own alone.',
        ),
        params: IdParams,
        querystring: PageQuery,
        response: answers(Page(UserIntercom)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      return await mapPage(await userIntercoms(core, caller(request), params.id, pageOf(query)), toIntercom, undefined);
    },
  );

  app.post(
    '/users/:id/synchronize',
    {
      schema: {
        ...about(
          TAG,
          'synchronizeUserCameras',
          'Bring what the apps of the user show in line with what it may see',
          'Playback tokens of the user end, sessions stay. Answers what differs from the last time.',
        ),
        params: IdParams,
        response: answers(UserSynchronization),
      },
    },
    async (request) => {
      const { since, seen, gained, lost } = await synchronizeCameras(request.core, caller(request), request.params.id);
      return {
        since: since?.toISOString() ?? null,
        seen,
        gained: toDifference(gained),
        lost: toDifference(lost),
      };
    },
  );
}

const toSeenCamera = ({ id, title, status, blocks, location }: CoreCamera): Static<typeof SeenCamera> => ({
  id,
  title,
  status,
  blocks: blocks.map(({ since, ...block }) => ({ ...block, since: since?.toISOString() ?? null })),
  location,
});

const toIntercom = (one: CoreIntercom): Static<typeof UserIntercom> => ({
  cameraId: one.cameraId,
  title: one.title,
  address: one.address,
  entrance: one.entrance,
  organization: { id: one.organization.id, title: one.organization.title },
  flat: one.flat,
  keys: [...one.keys],
  keyCount: one.keyCount,
  createdAt: one.createdAt.toISOString(),
});

const toDifference = ({ count, cameras }: Difference) => ({
  count,
  cameras: cameras.map(({ id, title }) => ({ id, title })),
});
