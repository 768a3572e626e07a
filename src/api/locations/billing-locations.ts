import { deleteLocationOfCode, ensureLocation } from '../../core/locations/by-code.ts';
import { Done } from '../contract/common.ts';
import { BillingLocationDelete, CodeParams, Location } from '../contract/locations.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';
import { toLocation } from './location-wire.ts';

const TAG = 'Billing';

/** Locations as a billing asks for them, by the codes of its addresses; each call may be repeated. */
export function billingLocationRoutes(app: Api): void {
  app.put(
    '/billing/locations/:code',
    {
      schema: {
        ...about(
          TAG,
          'ensureBillingLocation',
          'The location of an address code, made from the address directory where it is not there yet',
          'A code that nobody knows is refused as `address_code_unknown`. Asked with an API key, the request waits then, and is done by itself when the code arrives.',
        ),
        params: CodeParams,
        response: answers(Location),
      },
    },
    async (request) => toLocation(await ensureLocation(request.core, caller(request), request.params.code)),
  );

  app.delete(
    '/billing/locations/:code',
    {
      schema: {
        ...about(TAG, 'deleteBillingLocation', 'Delete the location of an address code, when it is empty'),
        params: CodeParams,
        querystring: BillingLocationDelete,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      await deleteLocationOfCode(core, caller(request), params.code, query.cascade === 'detach');
      return done;
    },
  );
}
