import type { Static } from 'typebox';
import type { Licence as CoreLicence, Level, LicenceTotals } from '../../core/licences/licence.ts';
import { licencesOf, setLicences } from '../../core/licences/operations.ts';
import { IdParams } from '../contract/common.ts';
import { Licences, LicencesChange } from '../contract/subscribers.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';

const TAG = 'Users';

/** How many cameras a subscriber may have analysed, by level. */
export function licenceRoutes(app: Api): void {
  app.get(
    '/users/:id/licences',
    {
      schema: {
        ...about(TAG, 'listLicences', 'The licences of analytics that the user has, by level'),
        params: IdParams,
        response: answers(Licences),
      },
    },
    async (request) => toWire(await licencesOf(request.core, caller(request), request.params.id)),
  );

  app.put(
    '/users/:id/licences',
    {
      schema: {
        ...about(
          TAG,
          'setLicences',
          'Set how many licences of each level a subscriber has',
          'What was analysed by a level that has none any more is hidden at once and deleted seven days later.',
        ),
        params: IdParams,
        body: LicencesChange,
        response: answers(Licences),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const totals = Object.fromEntries(
        body.licences.map(({ level, total }) => [level as Level, total]),
      ) satisfies LicenceTotals;
      return toWire(await setLicences(core, caller(request), params.id, totals));
    },
  );
}

const toWire = (licences: readonly CoreLicence[]): Static<typeof Licences> => ({
  items: licences.map(({ level, total, used, free, withdrawnAt }) => ({
    ...{ level, total, used, free },
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  })),
});
