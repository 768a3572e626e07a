import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { lastingMint } from '../../../core/access/mint.ts';
import type { CameraView } from '../../../core/cameras/camera.ts';
import { changeCamera } from '../../../core/cameras/change/change.ts';
import { discoverCameras } from '../../../core/cameras/control.ts';
import { createCamera, deleteCamera } from '../../../core/cameras/operations.ts';
import { cameraCount, cameraPage, decisions, visibleCamera } from '../../../core/cameras/reading/visible.ts';
import { streamerNames } from '../../../core/streamers/streamers.ts';
import { oneObject, pathId } from '../../wire/body.ts';
import { type Body, flag, id } from '../../wire/values.ts';
import { actorIn } from '../context.ts';
import { sendList } from '../paging.ts';
import { cameraExtras } from './camera-extras.ts';
import { cameraIn, newCameraIn } from './camera-in.ts';
import { cameraOut } from './camera-out.ts';
import { nameIn } from './camera-path.ts';

/** `/cameras`, as docs/dialects/watcher.md#cameras has it. A name may hold slashes, so its routes end in `*`. */
export function cameraRoutes(app: FastifyInstance): void {
  app.get('/cameras', (request, reply) => cameraList(request, reply));
  app.get<{ Params: { id: string } }>('/users/:id/cameras', (request, reply) =>
    cameraList(request, reply, pathId('user_not_found', request.params.id)),
  );

  app.post('/cameras', async (request) => {
    const camera = await createCamera(request.core, actorIn(request), newCameraIn(oneObject(request.body)));
    return await oneOut(request, camera);
  });

  const discover = async (request: FastifyRequest) => await discoverCameras(request.core, actorIn(request));
  app.get('/cameras/discover', discover);
  app.put('/cameras/discover', discover);
  app.delete('/cameras/discover', discover);

  app.get('/cameras/*', async (request) => {
    const { name, rest } = nameIn(request);
    if (rest !== undefined) return await cameraExtras(request, name, rest);
    return await oneOut(request, await visibleCamera(request.core, actorIn(request), { name }));
  });

  app.put('/cameras/*', async (request) => {
    const { name, rest } = nameIn(request);
    if (rest !== undefined) return await cameraExtras(request, name, rest);
    const change = cameraIn(oneObject(request.body));
    return await oneOut(request, await changeCamera(request.core, actorIn(request), { name }, change));
  });

  app.delete('/cameras/*', async (request) => {
    const { name, rest } = nameIn(request);
    if (rest !== undefined) return await cameraExtras(request, name, rest);
    await deleteCamera(request.core, actorIn(request), { name });
    return { success: true };
  });

  app.post('/cameras/*', async (request) => {
    const { name, rest } = nameIn(request);
    return await cameraExtras(request, name, rest);
  });
}

async function cameraList(request: FastifyRequest, reply: FastifyReply, asUserId?: number) {
  const { core } = request;
  const actor = actorIn(request);
  const query = request.query as Body;
  const filter = {
    organizationId: id(query, 'organization_id'),
    favorite: flag(query, 'favorite') || undefined,
    withAgent: flag(query, 'agent') || undefined,
    asUserId,
  };
  return await sendList(request, reply, {
    read: (page) => cameraPage(core, actor, { ...filter, ...page }),
    count: () => cameraCount(core, actor, { ...filter, search: String(query.search ?? ''), limit: 1 }),
    out: (cameras) => camerasOut(request, cameras),
  });
}

async function oneOut(request: FastifyRequest, camera: CameraView) {
  const [out] = await camerasOut(request, [camera]);
  return out;
}

async function camerasOut(request: FastifyRequest, cameras: readonly CameraView[]) {
  const { core } = request;
  const actor = actorIn(request);
  const names = await streamerNames(
    core,
    cameras.map((camera) => camera.streamerId),
  );
  const rights = await decisions(core, actor, cameras);
  const mint = await lastingMint(core, actor);
  const now = core.clock();
  const ownHost = core.publicUrl === undefined ? request.host : new URL(core.publicUrl).host;
  return cameras.flatMap((camera, i) => {
    const decision = rights[i];
    if (!decision) return [];
    const host = (camera.streamerId === null ? undefined : names.get(camera.streamerId)) ?? ownHost;
    return [cameraOut(camera, { actor, decision, token: mint(camera.id, decision), host, now })];
  });
}
