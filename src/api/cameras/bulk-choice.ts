import type { Static } from 'typebox';
import { matchingCameras } from '../../core/cameras/reading/matching.ts';
import { afterId, GREATEST_ID } from '../../core/page.ts';
import type { Matching } from '../../core/part.ts';
import { presetsForCameras } from '../../core/presets/operations.ts';
import { matchingUsers } from '../../core/users/matching.ts';
import { CameraIdsQuery, Ids, MAX_IDS, PresetChoices, PresetChoicesBody, UserIdsQuery } from '../contract/bulk.ts';
import { camerasAsked, usersAsked } from '../frame/filters.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';

const HOW =
  'Whatever the order of the list: to choose them all, and to say how many there are before they are changed.';

/** What is asked before many are changed: which ones there are, and what may be done with them. */
export function bulkChoiceRoutes(app: Api): void {
  app.get(
    '/cameras/ids',
    {
      schema: {
        ...about('Cameras', 'listCameraIds', 'The ids of all cameras that match', HOW),
        querystring: CameraIdsQuery,
        response: answers(Ids),
      },
    },
    async (request) => {
      const { core, query } = request;
      return await idsOf(matchingCameras(core, caller(request), camerasAsked(query)), query);
    },
  );

  app.get(
    '/users/ids',
    {
      schema: {
        ...about('Users', 'listUserIds', 'The ids of all users that match', HOW),
        querystring: UserIdsQuery,
        response: answers(Ids),
      },
    },
    async (request) => {
      const { core, query } = request;
      return await idsOf(matchingUsers(core, caller(request), usersAsked(query)), query);
    },
  );

  app.post(
    '/cameras/bulk/presets',
    {
      schema: {
        ...about('Cameras', 'listPresetChoices', 'The presets that these cameras may be given, and how many of them'),
        body: PresetChoicesBody,
        response: answers(PresetChoices),
      },
    },
    async (request) => {
      const found = await presetsForCameras(request.core, caller(request), request.body.ids);
      return { items: found.map(({ id, title, archiveDays, cameras }) => ({ id, title, archiveDays, cameras })) };
    },
  );
}

interface Asked {
  readonly after?: string;
  readonly limit?: number;
  readonly count?: boolean;
}

async function idsOf(matching: Matching, { after, limit = MAX_IDS, count }: Asked): Promise<Static<typeof Ids>> {
  const found = await matching.ids({ after: afterId(after), through: GREATEST_ID, limit: limit + 1 });
  const ids = found.slice(0, limit);
  return {
    ids,
    next: found.length > limit ? String(ids.at(-1)) : null,
    ...(count ? { total: (await matching.count()).count } : {}),
  };
}
