import { comparePanelKeys, synchronizePanelKeys } from '../../core/keys/comparison.ts';
import { intercomKeys, removeIntercomKeys } from '../../core/keys/of-intercom.ts';
import { IdParams, Page } from '../contract/common.ts';
import {
  IntercomKey,
  IntercomKeyQuery,
  KeyComparison,
  KeyRemoval,
  KeySynchronization,
  KeysOnTheirWay,
  KeysRemoved,
} from '../contract/intercoms.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { pageOf } from '../frame/wire.ts';
import { toIntercomKey } from './intercom-wire.ts';

const TAG = 'Intercoms';

/** The keys of an intercom, those of all its contracts, and what its panel has of them. */
export function intercomKeyRoutes(app: Api): void {
  app.get(
    '/intercoms/:id/keys',
    {
      schema: {
        ...about(
          TAG,
          'listIntercomKeys',
          'The keys of the contracts that open a door of the intercom',
          '`search`: digits, the comment, a flat, a contract, or a login or name of its people.',
        ),
        params: IdParams,
        querystring: IntercomKeyQuery,
        response: answers(Page(IntercomKey)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const { time, state } = query;
      const page = await intercomKeys(core, caller(request), params.id, { ...pageOf(query), time, state });
      return { items: page.items.map(toIntercomKey), next: page.next };
    },
  );

  app.post(
    '/intercoms/:id/keys/removal',
    {
      schema: {
        ...about(TAG, 'removeIntercomKeys', 'Take keys away from their contracts: all of these, or none'),
        params: IdParams,
        body: KeyRemoval,
        response: answers(KeysRemoved),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      return { removed: await removeIntercomKeys(core, caller(request), params.id, body.keyIds) };
    },
  );

  app.post(
    '/intercoms/:id/keys/comparison',
    {
      config: { waitsOutside: true },
      schema: {
        ...about(
          TAG,
          'comparePanelKeys',
          'Ask the panel which keys it has, and compare them with what it shall have',
          'Nothing is changed. 503: it does not answer.',
        ),
        params: IdParams,
        response: answers(KeyComparison),
      },
    },
    async (request) => {
      const { comparedAt, same, missing, unknown } = await comparePanelKeys(
        request.core,
        caller(request),
        request.params.id,
      );
      return { comparedAt: comparedAt.toISOString(), same, missing: [...missing], unknown: [...unknown] };
    },
  );

  app.post(
    '/intercoms/:id/keys/synchronization',
    {
      schema: {
        ...about(
          TAG,
          'synchronizePanelKeys',
          'Write what a comparison missed, and take off what it did not know',
          'Done one key after the other; listPanelKeys tells how far. What a contract has by now stays.',
        ),
        params: IdParams,
        body: KeySynchronization,
        response: answers(KeysOnTheirWay),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const { missing = [], unknown = [] } = body;
      return await synchronizePanelKeys(core, caller(request), params.id, { missing, unknown });
    },
  );
}
