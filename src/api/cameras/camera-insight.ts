import { Type } from 'typebox';
import { explain, explainAll } from '../../core/access/explain.ts';
import { cameraHistory } from '../../core/audit/list.ts';
import { Access } from '../contract/camera-access.ts';
import { AuditChange, Id, IdParams, Page, PageQuery } from '../contract/common.ts';
import { toAccess } from '../frame/access-wire.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { toAuditChange } from '../system/audit-wire.ts';

const TAG = 'Cameras';

/** Who may see a camera and why, and who changed it. */
export function cameraInsightRoutes(app: Api): void {
  app.get(
    '/cameras/:id/access',
    {
      schema: {
        ...about(TAG, 'explainAccess', 'Who may see it and why; with a user, why that one may or may not'),
        params: IdParams,
        querystring: Type.Object({ userId: Type.Optional(Id) }),
        response: answers(Type.Object({ items: Type.Array(Access) })),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const actor = caller(request);
      const { userId } = query;
      const found =
        userId === undefined
          ? await explainAll(core, actor, params.id)
          : [await explain(core, actor, params.id, userId)];
      return { items: found.map((one) => toAccess(one)) };
    },
  );

  app.get(
    '/cameras/:id/history',
    {
      schema: {
        ...about(TAG, 'listCameraHistory', 'Who changed it, newest first'),
        params: IdParams,
        querystring: PageQuery,
        response: answers(Page(AuditChange)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      return await mapPage(
        await cameraHistory(core, caller(request), params.id, pageOf(query)),
        toAuditChange,
        undefined,
      );
    },
  );
}
