import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { allowedPlans, defaultPlan, setAllowedPlans, setDefaultPlan } from '../../core/plans/of-organization.ts';
import { together } from '../../core/together.ts';
import { IdParams } from '../contract/common.ts';
import { OrganizationPlans, OrganizationPlansChange } from '../contract/money.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { toPlan } from './money-wire.ts';

const TAG = 'Organizations';

/** What an organization's cameras may be charged for. */
export function organizationMoneyRoutes(app: Api): void {
  app.get(
    '/organizations/:id/plans',
    {
      schema: {
        ...about(TAG, 'getOrganizationPlans', 'The plans that its cameras may have; administrators'),
        params: IdParams,
        response: answers(OrganizationPlans),
      },
    },
    async (request) => await plansOf(request.core, caller(request), request.params.id),
  );

  app.patch(
    '/organizations/:id/plans',
    {
      schema: {
        ...about(TAG, 'changeOrganizationPlans', 'Replace the allowed plans, the default one, or both'),
        params: IdParams,
        body: OrganizationPlansChange,
        response: answers(OrganizationPlans),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      await together(core, async (one) => {
        if (body.allowed !== undefined) await setAllowedPlans(one, actor, params.id, body.allowed);
        if (body.default !== undefined) await setDefaultPlan(one, actor, params.id, body.default);
      });
      return await plansOf(core, actor, params.id);
    },
  );
}

async function plansOf(core: Core, actor: Actor, id: number): Promise<Static<typeof OrganizationPlans>> {
  const allowed = await allowedPlans(core, actor, id);
  const plan = await defaultPlan(core, actor, id);
  return { allowed: allowed.map(toPlan), default: plan && toPlan(plan) };
}
