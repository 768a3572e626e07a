import { present } from '../../core/fields.ts';
import { mergeLocation } from '../../core/locations/merge.ts';
import { changeLocation, createLocation, deleteLocation } from '../../core/locations/operations.ts';
import { mapCode, unmapCode } from '../../core/locations/pending/unresolved.ts';
import { locationById, locationPage } from '../../core/locations/reading.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import {
  Location,
  LocationChange,
  LocationCodeParams,
  LocationCreate,
  LocationDeleteQuery,
  LocationMerge,
  LocationQuery,
} from '../contract/locations.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { toLocation } from './location-wire.ts';

const TAG = 'Locations';

/** The provider's tree of addresses. */
export function locationRoutes(app: Api): void {
  app.get(
    '/locations',
    {
      schema: {
        ...about(TAG, 'listLocations', 'Those directly below a location, or found by title or code; administrators'),
        querystring: LocationQuery,
        response: answers(Page(Location)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const page = await locationPage(core, caller(request), query.parentId ?? null, pageOf(query));
      return await mapPage(page, toLocation, undefined);
    },
  );

  app.get(
    '/locations/:id',
    { schema: { ...about(TAG, 'getLocation', 'One location'), params: IdParams, response: answers(Location) } },
    async (request) => toLocation(await locationById(request.core, caller(request), request.params.id)),
  );

  app.post(
    '/locations',
    {
      schema: {
        ...about(TAG, 'createLocation', 'Add a location below another one, or at the top'),
        body: LocationCreate,
        response: creates(Location),
      },
    },
    async (request, reply) => {
      const { core, body } = request;
      reply.code(201);
      return toLocation(await createLocation(core, caller(request), { ...present(body), title: body.title }));
    },
  );

  app.patch(
    '/locations/:id',
    {
      schema: {
        ...about(TAG, 'changeLocation', 'Change or move a location; absent fields stay'),
        params: IdParams,
        body: LocationChange,
        response: answers(Location),
      },
    },
    async (request) => {
      const { was = {}, ...change } = request.body;
      return toLocation(
        await changeLocation(request.core, caller(request), request.params.id, present(change), present(was)),
      );
    },
  );

  app.delete(
    '/locations/:id',
    {
      schema: {
        ...about(TAG, 'deleteLocation', 'Delete a location that is empty'),
        params: IdParams,
        querystring: LocationDeleteQuery,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteLocation(request.core, caller(request), request.params.id, request.query.detach);
      return done;
    },
  );

  app.post(
    '/locations/:id/merge',
    {
      schema: {
        ...about(
          TAG,
          'mergeLocation',
          'Merge a location into another one, which is answered',
          'Its cameras, the locations below it and its codes go to the other one; it is gone then.',
        ),
        params: IdParams,
        body: LocationMerge,
        response: answers(Location),
      },
    },
    async (request) =>
      toLocation(await mergeLocation(request.core, caller(request), request.params.id, request.body.intoId)),
  );

  app.put(
    '/locations/:id/codes/:code',
    {
      schema: {
        ...about(TAG, 'mapAddressCode', 'Let an address code lead to a location; what waits for it is done then'),
        params: LocationCodeParams,
        response: answers(Location),
      },
    },
    async (request) => {
      const { core, params } = request;
      await mapCode(core, caller(request), params.code, params.id);
      return toLocation(await locationById(core, caller(request), params.id));
    },
  );

  app.delete(
    '/locations/:id/codes/:code',
    {
      schema: {
        ...about(TAG, 'unmapAddressCode', 'Take an address code off a location'),
        params: LocationCodeParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await unmapCode(request.core, caller(request), request.params.id, request.params.code);
      return done;
    },
  );
}
