import { mapBackground } from '../../core/domains/map-background.ts';
import { MapBackground } from '../contract/system.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';

/** What lies under maps, for whoever is signed in. */
export function mapBackgroundRoutes(app: Api): void {
  app.get(
    '/map-background',
    {
      schema: {
        ...about(
          'Settings',
          'getMapBackground',
          'What lies under maps',
          'Everybody who is signed in: the browser that shows a map loads the pictures itself, by the key in their address.',
        ),
        response: answers(MapBackground),
      },
    },
    async (request) => {
      const background = await mapBackground(request.core, caller(request));
      return { tiles: background?.tiles ?? null, attribution: background?.attribution ?? '' };
    },
  );
}
