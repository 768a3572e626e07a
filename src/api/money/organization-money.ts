import { balances, payIn, statement } from '../../core/ledger/operations.ts';
import { together } from '../../core/together.ts';
import { IdParams, Page, PageQuery } from '../contract/common.ts';
import {
  Balance,
  OrganizationPlans,
  OrganizationPlansChange,
  Payment,
  PaymentCreate,
  StatementLine,
} from '../contract/money.ts';
import { type Api, about, answers, caller, creates } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { minorUnits, toLine, toMoney } from './money-wire.ts';
import { changePlansOf, plansOf } from './plans-of.ts';

const TAG = 'Organizations';

/** What an organization's cameras may be charged for, and its balance. */
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

  app.get(
    '/organizations/:id/balance',
    {
      schema: {
        ...about(TAG, 'getBalance', 'What is on its balance; administrators and its owner'),
        params: IdParams,
        response: answers(Balance),
      },
    },
    async (request) => ({
      balances: (await balances(request.core, caller(request), request.params.id)).map(toMoney),
    }),
  );

  app.get(
    '/organizations/:id/statement',
    {
      schema: {
        ...about(TAG, 'listStatement', 'The movements on its balance, newest first'),
        params: IdParams,
        querystring: PageQuery,
        response: answers(Page(StatementLine)),
      },
    },
    async (request) => {
      const page = await statement(request.core, caller(request), request.params.id, pageOf(request.query));
      return await mapPage(page, toLine, undefined);
    },
  );

  app.post(
    '/organizations/:id/payments',
    {
      schema: {
        ...about(TAG, 'addPayment', "Put a payment on its balance, in the provider's currency"),
        params: IdParams,
        body: PaymentCreate,
        response: creates(Payment),
      },
    },
    async (request, reply) => {
      const { core, params, body } = request;
      const actor = caller(request);
      const id = await payIn(core, actor, {
        organizationId: params.id,
        amountMinor: await minorUnits(core, actor, 'amount', body.amount),
        comment: body.comment,
        outsideId: body.paymentId,
      });
      reply.code(201);
      return { id, balances: (await balances(core, actor, params.id)).map(toMoney) };
    },
  );
}
