import { type Static, Type } from 'typebox';
import { cutViewing, type OpenViewing, openViewings } from '../../core/viewings/operations.ts';
import { Done } from '../contract/common.ts';
import { Viewing, ViewingQuery } from '../contract/system.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';

const TAG = 'Viewings';

export function viewingRoutes(app: Api): void {
  app.get(
    '/viewings',
    {
      schema: {
        ...about(TAG, 'listViewings', 'Who watches right now; owners see their own cameras'),
        querystring: ViewingQuery,
        response: answers(Type.Object({ items: Type.Array(Viewing) })),
      },
    },
    async (request) => ({ items: (await openViewings(request.core, caller(request), request.query)).map(toWire) }),
  );

  app.delete(
    '/viewings/:id',
    {
      schema: {
        ...about(TAG, 'cutViewing', 'End a viewing and keep its viewer out for a minute'),
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
        response: answers(Done),
      },
    },
    async (request) => {
      await cutViewing(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

const toWire = (v: OpenViewing): Static<typeof Viewing> => ({
  id: v.id,
  viewer: { kind: v.viewerKind, id: v.viewerId, title: v.viewer },
  camera: { id: v.cameraId, title: v.cameraTitle },
  kind: v.kind,
  protocol: v.protocol,
  address: v.address,
  userAgent: v.userAgent,
  since: v.since.toISOString(),
  bytes: v.bytes,
});
