import { type Static, Type } from 'typebox';
import { present } from '../../core/fields.ts';
import { changePlan, createPlan, planById, planCount, planPage } from '../../core/plans/operations.ts';
import type { PlanFields } from '../../core/plans/plan.ts';
import { removePlanPrice, setPlanPrice, today } from '../../core/plans/prices.ts';
import { together } from '../../core/together.ts';
import { Id, IdParams, Page } from '../contract/common.ts';
import { Day, Plan, PlanChange, PlanCreate, PlanQuery, PriceSet } from '../contract/money.ts';
import { type Api, about, answers, caller, creates } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { minorUnits, toPlan } from './money-wire.ts';

const TAG = 'Plans';
const PriceParams = Type.Object({ id: Id, fromDate: Day });

export function planRoutes(app: Api): void {
  app.get(
    '/plans',
    {
      schema: {
        ...about(TAG, 'listPlans', 'What is charged for presets, with prices; administrators'),
        querystring: PlanQuery,
        response: answers(Page(Plan)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const active = query.archived === undefined ? undefined : !query.archived;
      const page = await planPage(core, actor, pageOf(query), active);
      return await mapPage(page, toPlan, query.count ? () => planCount(core, actor, query.search, active) : undefined);
    },
  );

  app.post(
    '/plans',
    { schema: { ...about(TAG, 'createPlan', 'Add a plan'), body: PlanCreate, response: creates(Plan) } },
    async (request, reply) => {
      const { core, body } = request;
      const actor = caller(request);
      const { price } = body;
      const created = await together(core, async (one) => {
        const plan = await createPlan(one, actor, fromWire(body));
        if (price === undefined) return plan;
        const amount = await minorUnits(one, actor, 'price', price);
        await setPlanPrice(one, actor, plan.id, await today(one, actor), amount);
        return await planById(one, actor, plan.id);
      });
      reply.code(201);
      return toPlan(created);
    },
  );

  app.get(
    '/plans/:id',
    { schema: { ...about(TAG, 'getPlan', 'One plan'), params: IdParams, response: answers(Plan) } },
    async (request) => toPlan(await planById(request.core, caller(request), request.params.id)),
  );

  app.patch(
    '/plans/:id',
    {
      schema: {
        ...about(TAG, 'changePlan', 'Change a plan, archive it, or take it back from the archive'),
        params: IdParams,
        body: PlanChange,
        response: answers(Plan),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      return toPlan(await changePlan(core, caller(request), params.id, fromWire(body)));
    },
  );

  app.put(
    '/plans/:id/prices/:fromDate',
    {
      schema: {
        ...about(TAG, 'setPlanPrice', 'The price a month from a day on; one that starts that day is replaced'),
        params: PriceParams,
        body: PriceSet,
        response: answers(Plan),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      const amount = await minorUnits(core, actor, 'amount', body.amount);
      await setPlanPrice(core, actor, params.id, params.fromDate, amount);
      return toPlan(await planById(core, actor, params.id));
    },
  );

  app.delete(
    '/plans/:id/prices/:fromDate',
    {
      schema: {
        ...about(TAG, 'removePlanPrice', 'The price before it holds on instead'),
        params: PriceParams,
        response: answers(Plan),
      },
    },
    async (request) => {
      const { core, params } = request;
      const actor = caller(request);
      await removePlanPrice(core, actor, params.id, params.fromDate);
      return toPlan(await planById(core, actor, params.id));
    },
  );
}

const fromWire = (body: Static<typeof PlanChange>): PlanFields =>
  present({
    name: body.name,
    note: body.note,
    presetId: body.presetId,
    isDefault: body.isDefault,
    active: body.archived === undefined ? undefined : !body.archived,
  });
