import { Type } from 'typebox';
import { type ArchiveRanges, archiveDays } from '../../core/cameras/recording/archive-days.ts';
import { ArchiveDay, ArchiveDaysQuery } from '../contract/cameras.ts';
import { IdParams } from '../contract/common.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';

export function cameraArchiveRoutes(app: Api, ranges: ArchiveRanges): void {
  app.get(
    '/cameras/:id/archive/days',
    {
      schema: {
        ...about(
          'Cameras',
          'listArchiveDays',
          'How much of each day of a month is recorded',
          "Days are cut at the time zone's midnights; days without a recording are left out.",
        ),
        params: IdParams,
        querystring: ArchiveDaysQuery,
        response: answers(Type.Object({ timeZone: Type.String(), days: Type.Array(ArchiveDay) })),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const found = await archiveDays(core, caller(request), ranges, { id: params.id, ...query });
      return {
        timeZone: found.timeZone,
        days: found.days.map((day) => ({ date: day.date, seconds: day.seconds })),
      };
    },
  );
}
