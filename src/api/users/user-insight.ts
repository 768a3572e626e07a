import { userHistory } from '../../core/audit/list.ts';
import { cameraCount, cameraPage } from '../../core/cameras/reading/visible.ts';
import { closeSessionsOf } from '../../core/sessions/sessions.ts';
import { toCameras } from '../cameras/camera-wire.ts';
import { Camera } from '../contract/cameras.ts';
import { AuditChange, Done, IdParams, Page, PageQuery } from '../contract/common.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';
import { mapPage, pageOf, toPage } from '../frame/wire.ts';
import { toAuditChange } from '../system/audit-wire.ts';

const TAG = 'Users';

/** What a user sees, what was changed of it, and the end of its sessions. */
export function userInsightRoutes(app: Api): void {
  app.get(
    '/users/:id/cameras',
    {
      schema: {
        ...about(
          TAG,
          'listUserCameras',
          'The cameras that the user sees',
          'Rights and playback are those of the caller.',
        ),
        params: IdParams,
        querystring: PageQuery,
        response: answers(Page(Camera)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const actor = caller(request);
      const asked = { ...pageOf(query), seenBy: params.id };
      const { items, next } = await cameraPage(core, actor, asked);
      const count = query.count ? () => cameraCount(core, actor, asked) : undefined;
      return await toPage(await toCameras(core, actor, items), next, count);
    },
  );

  app.get(
    '/users/:id/history',
    {
      schema: {
        ...about(TAG, 'listUserHistory', 'Who changed the user, newest first'),
        params: IdParams,
        querystring: PageQuery,
        response: answers(Page(AuditChange)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      return await mapPage(
        await userHistory(core, caller(request), params.id, pageOf(query)),
        toAuditChange,
        undefined,
      );
    },
  );

  app.delete(
    '/users/:id/sessions',
    {
      schema: {
        ...about(TAG, 'endSessions', 'Sign the user out everywhere; open pictures end too'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await closeSessionsOf(request.core, caller(request), request.params.id);
      return done;
    },
  );
}
