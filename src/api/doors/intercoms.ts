import type { Static } from 'typebox';
import { present } from '../../core/fields.ts';
import { passDoorSeconds } from '../../core/intercoms/door-seconds.ts';
import { changeIntercom, intercomById, intercomCount, intercomPage } from '../../core/intercoms/operations.ts';
import { outagesOf } from '../../core/intercoms/outages.ts';
import { IdParams, Page, PageQuery } from '../contract/common.ts';
import { Intercom, IntercomCard, IntercomChange, IntercomQuery, PanelOutage } from '../contract/intercoms.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { DEFAULT_LIMIT, mapPage, pageOf } from '../frame/wire.ts';
import { collectedKeyRoutes } from './collected-keys.ts';
import { intercomFlatRoutes } from './intercom-flats.ts';
import { intercomKeyRoutes } from './intercom-keys.ts';
import { toCard, toIntercom } from './intercom-wire.ts';

const TAG = 'Intercoms';

/** Intercoms, by the ids of their cameras, and what all flats of one have. */
export function intercomRoutes(app: Api): void {
  intercomFlatRoutes(app);
  intercomKeyRoutes(app);
  collectedKeyRoutes(app);

  app.get(
    '/intercoms',
    {
      schema: {
        ...about(TAG, 'listIntercoms', 'Intercoms; for administrators'),
        querystring: IntercomQuery,
        response: answers(Page(Intercom)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const asked = { ...filterOf(query), ...pageOf(query) };
      const count = query.count ? () => intercomCount(core, actor, asked) : undefined;
      return await mapPage(await intercomPage(core, actor, asked), toIntercom, count);
    },
  );

  app.get(
    '/intercoms/:id',
    { schema: { ...about(TAG, 'getIntercom', 'One intercom'), params: IdParams, response: answers(IntercomCard) } },
    async (request) => toCard(await intercomById(request.core, caller(request), request.params.id)),
  );

  app.patch(
    '/intercoms/:id',
    {
      schema: {
        ...about(
          TAG,
          'changeIntercom',
          'Change what all flats of an intercom have; absent fields stay',
          'What single flats have of their own stays too.',
        ),
        params: IdParams,
        body: IntercomChange,
        response: answers(IntercomCard),
      },
    },
    async (request) => {
      const { was = {}, ...change } = request.body;
      return toCard(
        await changeIntercom(request.core, caller(request), request.params.id, present(change), present(was)),
      );
    },
  );

  app.post(
    '/intercoms/:id/door-seconds',
    {
      config: { waitsOutside: true },
      schema: {
        ...about(
          TAG,
          'passDoorSeconds',
          'Tell the panel how long its door stays open',
          '503: it did not do it. 409: panels of this model take no such time.',
        ),
        params: IdParams,
        response: answers(IntercomCard),
      },
    },
    async (request) => toCard(await passDoorSeconds(request.core, caller(request), request.params.id)),
  );

  app.get(
    '/intercoms/:id/outages',
    {
      schema: {
        ...about(TAG, 'listPanelOutages', 'When the panel did not answer those who asked it, newest first'),
        params: IdParams,
        querystring: PageQuery,
        response: answers(Page(PanelOutage)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const { after, limit = DEFAULT_LIMIT } = query;
      const page = await outagesOf(core, caller(request), params.id, { after, limit });
      const items = page.items.map(({ id, since, until, reason }) => ({
        id,
        since: since.toISOString(),
        until: until?.toISOString() ?? null,
        reason,
      }));
      return { items, next: page.next };
    },
  );
}

const filterOf = ({ organizationId, model, silent, keysWaiting }: Static<typeof IntercomQuery>) => ({
  organizationId,
  model,
  silent,
  keysWaiting,
});
