import { intercomById } from '../../core/intercoms/operations.ts';
import { collectedKeys, collectKeys, discardCollectedKey, giveCollectedKey } from '../../core/keys/collection.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import {
  CollectedKey,
  CollectedKeyParams,
  CollectedKeyQuery,
  IntercomCard,
  KeyCollection,
  KeyHolder,
} from '../contract/intercoms.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';
import { DEFAULT_LIMIT, instantIn } from '../frame/wire.ts';
import { toCard } from './intercom-wire.ts';

const TAG = 'Intercoms';

/** Unknown keys that were touched to a panel, and what becomes of them. */
export function collectedKeyRoutes(app: Api): void {
  app.put(
    '/intercoms/:id/key-collection',
    {
      schema: {
        ...about(
          TAG,
          'collectKeys',
          'Collect the unknown keys that are touched to the panel until a moment, or no more',
          'They open nothing by that. Meanwhile keys are neither deleted from the list of the intercom nor taken off its panel by a synchronization; those of a contract are deleted as ever. 409: the panel keeps no keys.',
        ),
        params: IdParams,
        body: KeyCollection,
        response: answers(IntercomCard),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const until = body.until === null ? null : instantIn('until', body.until);
      await collectKeys(core, caller(request), params.id, until);
      return toCard(await intercomById(core, caller(request), params.id));
    },
  );

  app.get(
    '/intercoms/:id/collected-keys',
    {
      schema: {
        ...about(
          TAG,
          'listCollectedKeys',
          'Keys that were collected and that no contract has there, touched last first',
        ),
        params: IdParams,
        querystring: CollectedKeyQuery,
        response: answers(Page(CollectedKey)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const { after, limit = DEFAULT_LIMIT } = query;
      const page = await collectedKeys(core, caller(request), params.id, { after, limit });
      const items = page.items.map(({ digits, firstAt, lastAt, touches }) => ({
        digits,
        firstAt: firstAt.toISOString(),
        lastAt: lastAt.toISOString(),
        touches,
      }));
      return { items, next: page.next };
    },
  );

  app.put(
    '/intercoms/:id/collected-keys/:digits/holder',
    {
      schema: {
        ...about(
          TAG,
          'giveCollectedKey',
          'Give a collected key to a contract that opens a door of the intercom, or to that of a flat',
          'It is a key of the contract from now on, and goes onto its panels. 400: a flat of no contract, or of several.',
        ),
        params: CollectedKeyParams,
        body: KeyHolder,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      await giveCollectedKey(core, caller(request), params.id, params.digits, body);
      return done;
    },
  );

  app.delete(
    '/intercoms/:id/collected-keys/:digits',
    {
      schema: {
        ...about(TAG, 'discardCollectedKey', 'Forget a collected key; it comes back when it is touched again'),
        params: CollectedKeyParams,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params } = request;
      await discardCollectedKey(core, caller(request), params.id, params.digits);
      return done;
    },
  );
}
