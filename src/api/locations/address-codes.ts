import type { Static } from 'typebox';
import { type AddressView, addAddress, addressPage } from '../../core/locations/directory/addresses.ts';
import {
  type UnresolvedCode as CoreUnresolved,
  dropPending,
  retryPending,
  unresolvedCodes,
} from '../../core/locations/pending/unresolved.ts';
import { Done, Page, PageQuery } from '../contract/common.ts';
import { AddressCode, AddressCodeCreate, Applied, CodeParams, UnresolvedCode } from '../contract/locations.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';

const TAG = 'Address codes';
const root = '/address-codes';

/** The provider's directory of addresses, and what waits for a code that it does not have. */
export function addressCodeRoutes(app: Api): void {
  app.get(
    root,
    {
      schema: {
        ...about(TAG, 'listAddressCodes', 'The address directory, by code; administrators'),
        querystring: PageQuery,
        response: answers(Page(AddressCode)),
      },
    },
    async (request) =>
      await mapPage(await addressPage(request.core, caller(request), pageOf(request.query)), toAddress, undefined),
  );

  app.post(
    root,
    {
      schema: {
        ...about(TAG, 'addAddressCode', 'Add one address to the directory; what waits for its code is done then'),
        body: AddressCodeCreate,
        response: creates(Done),
      },
    },
    async (request, reply) => {
      const { code, title, parentCode = null, level = 'other', latitude = null, longitude = null } = request.body;
      await addAddress(request.core, caller(request), { code, title, parentCode, level, latitude, longitude });
      reply.code(201);
      return done;
    },
  );

  app.get(
    `${root}/unresolved`,
    {
      schema: {
        ...about(TAG, 'listUnresolvedCodes', 'Codes that requests of a billing wait for, the longest first'),
        querystring: PageQuery,
        response: answers(Page(UnresolvedCode)),
      },
    },
    async (request) =>
      await mapPage(
        await unresolvedCodes(request.core, caller(request), pageOf(request.query)),
        toUnresolved,
        undefined,
      ),
  );

  app.post(
    `${root}/unresolved/:code/retry`,
    {
      config: { waitsOutside: true },
      schema: {
        ...about(
          TAG,
          'retryUnresolvedCode',
          'Do again what waits for a code, and what failed of it',
          'Refused as `address_code_unknown` while the code leads nowhere. Each request is a transaction of its own.',
        ),
        params: CodeParams,
        response: answers(Applied),
      },
    },
    async (request) => {
      const { applied, failed } = await retryPending(request.core, caller(request), request.params.code);
      return { applied, failed };
    },
  );

  app.delete(
    `${root}/unresolved/:code`,
    {
      schema: {
        ...about(TAG, 'dropUnresolvedCode', 'Let go of what waits for a code: none of it will be done'),
        params: CodeParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await dropPending(request.core, caller(request), request.params.code);
      return done;
    },
  );
}

const toAddress = (address: AddressView): Static<typeof AddressCode> => ({
  code: address.code,
  parentCode: address.parentCode,
  level: address.level,
  title: address.title,
  titles: [...address.titles],
  latitude: address.latitude,
  longitude: address.longitude,
  source: address.source,
});

const toUnresolved = (code: CoreUnresolved): Static<typeof UnresolvedCode> => ({
  code: code.code,
  waiting: code.waiting,
  failed: code.failed,
  since: code.since.toISOString(),
  verbs: [...code.verbs],
  eventId: code.eventId,
  message: code.message,
});
