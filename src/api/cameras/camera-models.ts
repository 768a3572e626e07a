import { brands, PTZ_TYPES } from '../../core/cameras/source/models/directory.ts';
import { CameraModels } from '../contract/places.ts';
import { type Api, about, answers } from '../frame/routes.ts';

export function cameraModelRoutes(app: Api): void {
  app.get(
    '/camera-models',
    {
      schema: {
        ...about('Cameras', 'listCameraModels', 'Makers of cameras, and where the streams of their models are'),
        response: answers(CameraModels),
      },
    },
    async () => ({
      brands: brands().map(({ id, name, models }) => ({
        id,
        name,
        models: models.map(({ id, name, protocol, port, main, sub }) => ({
          id,
          name,
          protocol: protocol ?? ('rtsp' as const),
          port: port ?? null,
          main: main ?? null,
          sub: sub ?? null,
        })),
      })),
      ptzTypes: PTZ_TYPES.map(({ id, code }) => ({ id, code })),
    }),
  );
}
