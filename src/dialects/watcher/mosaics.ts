import type { FastifyInstance } from 'fastify';
import { present } from '../../core/fields.ts';
import {
  changeMosaic,
  createMosaic,
  deleteMosaic,
  type Mosaic,
  type MosaicFields,
  mosaicById,
  mosaicPage,
} from '../../core/mosaics/mosaics.ts';
import { oneObject, pathId } from '../wire/body.ts';
import { type Body, flag, id, text, texts } from '../wire/values.ts';
import { actorIn } from './context.ts';
import { sendList } from './paging.ts';

interface One {
  Params: { id: string };
}

/** `/mosaics`: the list is without the cameras. */
export function mosaicRoutes(app: FastifyInstance): void {
  app.get('/mosaics', async (request, reply) => {
    const actor = actorIn(request);
    return await sendList(request, reply, {
      read: (page) => mosaicPage(request.core, actor, page),
      out: (mosaics) => mosaics.map(mosaicOut),
    });
  });
  app.post('/mosaics', async (request) => {
    const body = oneObject(request.body);
    return wholeOut(await createMosaic(request.core, actorIn(request), mosaicIn(body), id(body, 'organization_id')));
  });
  app.get<One>('/mosaics/:id', async (request) =>
    wholeOut(await mosaicById(request.core, actorIn(request), pathId('mosaic_not_found', request.params.id))),
  );
  app.put<One>('/mosaics/:id', async (request) => {
    const fields = mosaicIn(oneObject(request.body));
    return wholeOut(
      await changeMosaic(request.core, actorIn(request), pathId('mosaic_not_found', request.params.id), fields),
    );
  });
  app.delete<One>('/mosaics/:id', async (request) => {
    await deleteMosaic(request.core, actorIn(request), pathId('mosaic_not_found', request.params.id));
    return { success: true };
  });
}

function mosaicIn(body: Body): MosaicFields {
  return present({
    title: text(body, 'title'),
    type: text(body, 'type'),
    visible: flag(body, 'visible'),
    cameras: texts(body, 'cameras'),
  });
}

function mosaicOut(mosaic: Mosaic) {
  return {
    id: mosaic.id,
    title: mosaic.title,
    type: mosaic.type,
    organization_id: mosaic.organizationId,
    visible: mosaic.visible,
  };
}

const wholeOut = (mosaic: Mosaic) => ({ ...mosaicOut(mosaic), cameras: mosaic.cameras });
