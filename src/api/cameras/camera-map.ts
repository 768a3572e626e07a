import type { Static } from 'typebox';
import { type CameraPoint, camerasOnMap } from '../../core/cameras/reading/on-map.ts';
import { CameraMap, CameraMapQuery } from '../contract/camera-lists.ts';
import { camerasAsked } from '../frame/filters.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';

/** Cameras as points of GeoJSON. */
export function cameraMapRoutes(app: Api): void {
  app.get(
    '/cameras/map',
    {
      schema: {
        ...about(
          'Cameras',
          'mapCameras',
          'The cameras that the caller sees within a box',
          'By their own coordinates, else by those of their location. The same filters as in the list.',
        ),
        querystring: CameraMapQuery,
        response: answers(CameraMap),
      },
    },
    async (request) => {
      const { core, query } = request;
      const { west = -180, south = -90, east = 180, north = 90 } = query;
      const box = { west, south, east, north };
      const { points, truncated, unplaced } = await camerasOnMap(core, caller(request), camerasAsked(query), box);
      return { type: 'FeatureCollection' as const, features: points.map(toFeature), truncated, unplaced };
    },
  );
}

const toFeature = (point: CameraPoint): Static<typeof CameraMap>['features'][number] => ({
  type: 'Feature',
  id: point.id,
  geometry: { type: 'Point', coordinates: [point.longitude, point.latitude] },
  properties: {
    id: point.id,
    title: point.title,
    state: point.state,
    organization: point.organizationTitle,
    location: point.locationTitles.join(', '),
    own: point.own,
  },
});
