import { blockCamera } from '../../core/blocks/operations.ts';
import { markCamera } from '../../core/cameras/marks.ts';
import { visibleCamera } from '../../core/cameras/reading/visible.ts';
import { Camera } from '../contract/cameras.ts';
import { BlockBody, BlockParams, Done, IdParams } from '../contract/common.ts';
import { type Api, about, answers, caller, done, person } from '../frame/routes.ts';
import { toOneCamera } from './camera-wire.ts';

const TAG = 'Cameras';

/** Blocks, which are everybody's matter, and favourites, which are one's own. */
export function cameraMarkRoutes(app: Api): void {
  app.put(
    '/cameras/:id/favorite',
    { schema: { ...about(TAG, 'addFavorite', 'Mark as a favourite'), params: IdParams, response: answers(Done) } },
    async (request) => {
      await markCamera(request.core, person(request), request.params, { favorite: true });
      return done;
    },
  );

  app.delete(
    '/cameras/:id/favorite',
    { schema: { ...about(TAG, 'removeFavorite', 'Take the mark away'), params: IdParams, response: answers(Done) } },
    async (request) => {
      await markCamera(request.core, person(request), request.params, { favorite: false });
      return done;
    },
  );

  app.put(
    '/cameras/:id/blocks/:source',
    {
      schema: {
        ...about(TAG, 'blockCamera', 'Block a camera', 'Blocks are a set: lifting one leaves the others.'),
        params: BlockParams,
        body: BlockBody,
        response: answers(Camera),
      },
    },
    async (request) => {
      const { core, body } = request;
      const { id, source } = request.params;
      const actor = caller(request);
      await blockCamera(core, actor, id, { source, reason: body.reason ?? '' });
      return await toOneCamera(core, actor, await visibleCamera(core, actor, { id }));
    },
  );

  app.delete(
    '/cameras/:id/blocks/:source',
    {
      schema: {
        ...about(TAG, 'unblockCamera', "Lift one source's block"),
        params: BlockParams,
        response: answers(Camera),
      },
    },
    async (request) => {
      const { core } = request;
      const { id, source } = request.params;
      const actor = caller(request);
      await blockCamera(core, actor, id, { source, reason: undefined });
      return await toOneCamera(core, actor, await visibleCamera(core, actor, { id }));
    },
  );
}
