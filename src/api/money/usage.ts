import type { Static } from 'typebox';
import { chargePage, usageByDay, usagePage } from '../../core/usage/list.ts';
import type { CameraDay, DayOfUsage, UsedCamera } from '../../core/usage/usage.ts';
import { IdParams, Page } from '../contract/common.ts';
import { CameraCharge, PeriodPageQuery, PeriodQuery, Usage, type UsageDay, UsageDays } from '../contract/rating.ts';
import { answersCsv, sendCsv } from '../frame/csv.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { toMoney } from './money-wire.ts';

const TAG = 'Usage';

/** Which camera was under which plan, and what each day came to. */
export function usageRoutes(app: Api): void {
  app.get(
    '/organizations/:id/usage',
    {
      schema: {
        ...about(TAG, 'listUsage', 'Which camera was under which plan from when to when; administrators and its owner'),
        params: IdParams,
        querystring: PeriodPageQuery,
        response: answers(Page(Usage)),
      },
    },
    async (request) => {
      const { core, query, params } = request;
      const page = await usagePage(core, caller(request), params.id, query, pageOf(query));
      return await mapPage(page, toUsage, undefined);
    },
  );

  app.get(
    '/organizations/:id/usage.csv',
    {
      schema: {
        ...about(TAG, 'exportUsage', 'The same as CSV'),
        params: IdParams,
        querystring: PeriodQuery,
        response: answersCsv,
      },
    },
    async (request, reply) => {
      const { core, query, params } = request;
      const actor = caller(request);
      return await sendCsv(
        reply,
        `usage-${params.id}-${query.from}-${query.to}`,
        ['camera_id', 'camera_name', 'camera_title', 'plan_id', 'plan_name', 'from', 'to'],
        async (page) => await usagePage(core, actor, params.id, query, page),
        ({ cameraId, name, title, plan, from, to }) =>
          [
            cameraId,
            name,
            title,
            plan?.id ?? null,
            plan?.name ?? null,
            from.toISOString(),
            to?.toISOString() ?? null,
          ] as const,
      );
    },
  );

  app.get(
    '/organizations/:id/usage/days',
    {
      schema: {
        ...about(TAG, 'listUsageDays', 'Cameras and charges of each rated day by plan; administrators and its owner'),
        params: IdParams,
        querystring: PeriodQuery,
        response: answers(UsageDays),
      },
    },
    async (request) => {
      const { core, query, params } = request;
      return { items: (await usageByDay(core, caller(request), params.id, query)).map(toDay) };
    },
  );

  app.get(
    '/usage/charges',
    {
      schema: {
        ...about(TAG, 'listCharges', "Each camera's day in the whole domain, for a billing outside; administrators"),
        querystring: PeriodPageQuery,
        response: answers(Page(CameraCharge)),
      },
    },
    async (request) => {
      const { core, query } = request;
      return await mapPage(await chargePage(core, caller(request), query, pageOf(query)), toCharge, undefined);
    },
  );

  app.get(
    '/usage/charges.csv',
    { schema: { ...about(TAG, 'exportCharges', 'The same as CSV'), querystring: PeriodQuery, response: answersCsv } },
    async (request, reply) => {
      const { core, query } = request;
      const actor = caller(request);
      return await sendCsv(
        reply,
        `charges-${query.from}-${query.to}`,
        ['day', 'camera_id', 'camera_name', 'organization_id', 'plan_id', 'kind', 'amount', 'currency'],
        async (page) => await chargePage(core, actor, query, page),
        (row) => {
          const { day, cameraId, cameraName, organizationId, planId, kind, charged } = toCharge(row);
          return [
            day,
            cameraId,
            cameraName,
            organizationId,
            planId,
            kind,
            charged?.amount ?? null,
            charged?.currency ?? null,
          ];
        },
      );
    },
  );
}

const toUsage = ({ cameraId, name, title, deleted, plan, from, to }: UsedCamera): Static<typeof Usage> => ({
  camera: { id: cameraId, name, title, deleted },
  plan,
  from: from.toISOString(),
  to: to?.toISOString() ?? null,
});

const toDay = ({ day, plan, kind, cameras, amount, currency }: DayOfUsage): Static<typeof UsageDay> => ({
  day,
  plan,
  kind,
  cameras,
  charged: currency === null ? null : toMoney({ amount, currency }),
});

const toCharge = (row: CameraDay): Static<typeof CameraCharge> => ({
  day: row.day,
  cameraId: row.cameraId,
  cameraName: row.name,
  organizationId: row.organizationId,
  planId: row.planId,
  kind: row.kind,
  charged: row.currency === null ? null : toMoney({ amount: row.amount, currency: row.currency }),
});
