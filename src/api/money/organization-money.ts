import { together } from '../../core/together.ts';
import { IdParams } from '../contract/common.ts';
import { OrganizationPlans, OrganizationPlansChange } from '../contract/money.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { changePlansOf, plansOf } from './plans-of.ts';

const TAG = 'Organizations';

/** What an organization's cameras may be charged for. */
export function organizationMoneyRoutes(app: Api): void {
  app.get(
    '/organizations/:id/plans',
    {
      schema: {
        ...about(TAG, 'getOrganizationPlans', 'The plans that its cameras may have, and its terms; administrators'),
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
        ...about(TAG, 'changeOrganizationPlans', 'Change its plans and terms, all of it or nothing'),
        params: IdParams,
        body: OrganizationPlansChange,
        response: answers(OrganizationPlans),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      await together(core, (one) => changePlansOf(one, actor, params.id, body));
      return await plansOf(core, actor, params.id);
    },
  );
}
