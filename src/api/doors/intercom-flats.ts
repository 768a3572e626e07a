import { present } from '../../core/fields.ts';
import { setFlat } from '../../core/intercoms/flat-settings.ts';
import { flatsOf } from '../../core/intercoms/flats.ts';
import { linkFlat, unlinkFlat } from '../../core/intercoms/links.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import {
  FlatChange,
  FlatLink,
  FlatParams,
  IntercomFlat,
  IntercomFlatQuery,
  LinkParams,
} from '../contract/intercoms.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';
import { pageOf } from '../frame/wire.ts';
import { toFlat } from './intercom-wire.ts';

const TAG = 'Intercoms';

/** The flats of an intercom, who is linked with them, and what they have of their own. */
export function intercomFlatRoutes(app: Api): void {
  app.get(
    '/intercoms/:id/flats',
    {
      schema: {
        ...about(TAG, 'listIntercomFlats', 'The flats of an intercom by number, with `total`'),
        params: IdParams,
        querystring: IntercomFlatQuery,
        response: answers(Page(IntercomFlat)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const { empty, individual } = query;
      const page = await flatsOf(core, caller(request), params.id, { ...pageOf(query), empty, individual });
      return { items: page.items.map(toFlat), next: page.next, total: page.total };
    },
  );

  app.patch(
    '/intercoms/:id/flats/:flat',
    {
      schema: {
        ...about(TAG, 'changeIntercomFlat', 'Set what one flat has other than its intercom; null: as the intercom'),
        params: FlatParams,
        body: FlatChange,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      await setFlat(core, caller(request), params.id, params.flat, present(body));
      return done;
    },
  );

  app.post(
    '/intercoms/:id/links',
    {
      schema: {
        ...about(
          TAG,
          'linkFlat',
          'Link a contract to an intercom by a flat',
          'Its people see the intercom, open its doors and are rung by calls for the flat; its keys go onto the panel. ' +
            'One that is linked already has the other flat from now on.',
        ),
        params: IdParams,
        body: FlatLink,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const { organizationId, userId, flat = '' } = body;
      await linkFlat(core, caller(request), params.id, { organizationId, userId }, flat);
      return done;
    },
  );

  app.delete(
    '/intercoms/:id/links/:organizationId',
    {
      schema: {
        ...about(TAG, 'unlinkFlat', 'Take the link of a contract away; what it was given by itself stays'),
        params: LinkParams,
        response: answers(Done),
      },
    },
    async (request) => {
      const { core, params } = request;
      await unlinkFlat(core, caller(request), params.id, params.organizationId);
      return done;
    },
  );
}
