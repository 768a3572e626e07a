import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { invalid } from '../../core/errors.ts';
import { removeTaxRate, setTaxRate, taxRates } from '../../core/taxes/operations.ts';
import { parsePercent } from '../../core/terms/terms.ts';
import { TaxRateParams, TaxRateQuery, TaxRateSet, TaxRates } from '../contract/invoices.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { toRate } from './invoice-wire.ts';

const TAG = 'Invoices';

/** Which tax is within the prices, from which day on. */
export function taxRateRoutes(app: Api): void {
  app.get(
    '/tax-rates',
    {
      schema: {
        ...about(TAG, 'listTaxRates', 'The taxes within the prices, by the day they begin; administrators'),
        response: answers(TaxRates),
      },
    },
    async (request) => await ratesOf(request.core, caller(request)),
  );

  app.put(
    '/tax-rates/:fromDate',
    {
      schema: {
        ...about(
          TAG,
          'setTaxRate',
          'The tax from a day on; one that starts that day is replaced',
          "A plan's own rates go before those of every plan from its first one on. Invoices that were issued stay as they are.",
        ),
        params: TaxRateParams,
        body: TaxRateSet,
        response: answers(TaxRates),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      const rate = body.rate === null ? null : parsePercent(body.rate);
      if (rate === undefined) throw invalid('rate', 'tax_rate_malformed');
      await setTaxRate(core, actor, { planId: body.planId ?? null, fromDate: params.fromDate }, rate);
      return await ratesOf(core, actor);
    },
  );

  app.delete(
    '/tax-rates/:fromDate',
    {
      schema: {
        ...about(TAG, 'removeTaxRate', 'The rate before it holds on instead'),
        params: TaxRateParams,
        querystring: TaxRateQuery,
        response: answers(TaxRates),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const actor = caller(request);
      await removeTaxRate(core, actor, { planId: query.planId ?? null, fromDate: params.fromDate });
      return await ratesOf(core, actor);
    },
  );
}

const ratesOf = async (core: Core, actor: Actor): Promise<Static<typeof TaxRates>> => ({
  items: (await taxRates(core, actor)).map(({ planId, planName, fromDate, rate }) => ({
    plan: planId === null ? null : { id: planId, name: planName ?? '' },
    fromDate,
    rate: toRate(rate),
  })),
});
