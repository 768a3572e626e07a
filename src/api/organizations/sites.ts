import type { Static } from 'typebox';
import { present } from '../../core/fields.ts';
import { changeSite, createSite, deleteSite, sites } from '../../core/sites/operations.ts';
import type { SiteView } from '../../core/sites/site.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import { Site, SiteChange, SiteCreate } from '../contract/places.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';

const TAG = 'Sites';

export function siteRoutes(app: Api): void {
  app.get(
    '/organizations/:id/sites',
    {
      schema: {
        ...about(TAG, 'listSites', 'Where the cameras of an organization stand'),
        params: IdParams,
        response: answers(Page(Site)),
      },
    },
    async (request) => {
      const found = await sites(request.core, caller(request), request.params.id);
      return { items: found.map(toSite), next: null };
    },
  );

  app.post(
    '/organizations/:id/sites',
    {
      schema: {
        ...about(TAG, 'createSite', 'Add a site to an organization'),
        params: IdParams,
        body: SiteCreate,
        response: creates(Site),
      },
    },
    async (request, reply) => {
      const { core, params, body } = request;
      reply.code(201);
      return toSite(
        await createSite(core, caller(request), { ...present(body), name: body.name, organizationId: params.id }),
      );
    },
  );

  app.patch(
    '/sites/:id',
    {
      schema: {
        ...about(TAG, 'changeSite', 'Change a site; absent fields stay'),
        params: IdParams,
        body: SiteChange,
        response: answers(Site),
      },
    },
    async (request) =>
      toSite(await changeSite(request.core, caller(request), request.params.id, present(request.body))),
  );

  app.delete(
    '/sites/:id',
    {
      schema: {
        ...about(TAG, 'deleteSite', 'Delete a site; its cameras stay, without one'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteSite(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

const toSite = (site: SiteView): Static<typeof Site> => ({
  id: site.id,
  organizationId: site.organizationId,
  name: site.name,
  address: site.address,
  latitude: site.latitude,
  longitude: site.longitude,
  cameraCount: site.cameraCount,
});
