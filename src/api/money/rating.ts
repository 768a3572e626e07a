import type { Static } from 'typebox';
import { closedMonths, closeMonth } from '../../core/rating/months.ts';
import { rateDay } from '../../core/rating/rate.ts';
import { type RatingRun as CoreRun, ratingState, runPage } from '../../core/rating/runs.ts';
import { Page } from '../contract/common.ts';
import {
  ClosedMonths,
  DayParams,
  MonthParams,
  RatingResult,
  RatingRun,
  RatingRunQuery,
  RatingState,
} from '../contract/rating.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { toMoney } from './money-wire.ts';

const TAG = 'Rating';

/** Days as they are charged, and months that are closed. */
export function ratingRoutes(app: Api): void {
  app.get(
    '/rating',
    {
      schema: {
        ...about(TAG, 'getRating', 'Whether days are charged, and what is due'),
        response: answers(RatingState),
      },
    },
    async (request) => await ratingState(request.core, caller(request)),
  );

  app.get(
    '/rating/days',
    {
      schema: {
        ...about(TAG, 'listRatedDays', 'Rated days, newest first; administrators'),
        querystring: RatingRunQuery,
        response: answers(Page(RatingRun)),
      },
    },
    async (request) => {
      const { core, query } = request;
      return await mapPage(await runPage(core, caller(request), pageOf(query)), toRun, undefined);
    },
  );

  app.post(
    '/rating/days/:day',
    {
      schema: {
        ...about(
          TAG,
          'rateDay',
          'Rate a day that is over, or rate it again',
          'Sent again it charges nothing twice: only what differs is charged, and balances get the difference.',
        ),
        params: DayParams,
        response: answers(RatingResult),
      },
    },
    async (request) => await rateDay(request.core, caller(request), request.params.day),
  );

  app.get(
    '/rating/months',
    { schema: { ...about(TAG, 'listClosedMonths', 'Months that are closed'), response: answers(ClosedMonths) } },
    async (request) => await months(request.core, caller(request)),
  );

  app.put(
    '/rating/months/:month',
    {
      schema: {
        ...about(TAG, 'closeMonth', 'Close a month that is over: its days are rated no more'),
        params: MonthParams,
        response: answers(ClosedMonths),
      },
    },
    async (request) => {
      const actor = caller(request);
      await closeMonth(request.core, actor, request.params.month);
      return await months(request.core, actor);
    },
  );
}

const months = async (...asked: Parameters<typeof closedMonths>): Promise<Static<typeof ClosedMonths>> => ({
  items: (await closedMonths(...asked)).map(({ month, closedAt, actor }) => ({
    month,
    closedAt: closedAt.toISOString(),
    actor,
  })),
});

const toRun = (run: CoreRun): Static<typeof RatingRun> => ({
  day: run.day,
  from: run.from.toISOString(),
  to: run.to.toISOString(),
  cameras: run.cameras,
  organizations: run.organizations,
  ratedAt: run.ratedAt.toISOString(),
  stale: run.stale,
  closed: run.closed,
  charged: run.charged.map(toMoney),
  repetitions: run.repetitions.map(({ at, actor, organizations, difference }) => ({
    at: at.toISOString(),
    actor,
    organizations,
    difference: difference.map(toMoney),
  })),
});
