import type { FastifyInstance } from 'fastify';
import type { CameraView } from '../../core/cameras/camera.ts';
import { provisionCamera } from '../../core/cameras/provision.ts';
import { actorIn } from './auth.ts';
import { cameraIn } from './camera-in.ts';
import { fieldsIn } from './values.ts';

/** `/cameras`, the same in both versions, as docs/dialects/vms.md#cameras has it. */
export function cameraRoutes(app: FastifyInstance): void {
  app.post('/cameras', async (request, reply) => {
    const { camera, named } = cameraIn(fieldsIn(request.body));
    const made = await provisionCamera(request.core, actorIn(request), camera, named);
    reply.code(201);
    return cameraOut(made);
  });
}

const cameraOut = (camera: CameraView) => ({
  id: camera.id,
  name: camera.title,
  external_id: camera.externalId,
  service: camera.preset.title,
  group_id: camera.folderId,
  created_at: camera.createdAt.toISOString(),
});
