import type { Static } from 'typebox';
import { createGuestCode, deleteGuestCode, type GuestCode, guestCodes } from '../../core/door-codes/operations.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import { Guest, GuestCreate, GuestQuery } from '../contract/guests.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { DEFAULT_LIMIT, instantIn } from '../frame/wire.ts';

const TAG = 'Doors';

/** Guests: for a while they open doors of a contract, by digits at the panel or by a page. */
export function guestRoutes(app: Api): void {
  app.get(
    '/guests',
    {
      schema: {
        ...about(
          TAG,
          'listGuests',
          'Guests of contracts, with what they come in by',
          'Of a person: of its own contracts; a sub-user sees those that it made. Administrators see all, without digits and pages.',
        ),
        querystring: GuestQuery,
        response: answers(Page(Guest)),
      },
    },
    async (request) => {
      const { organizationId, after, limit = DEFAULT_LIMIT } = request.query;
      const page = await guestCodes(request.core, caller(request), { organizationId, after, limit });
      return { items: page.items.map(toGuest), next: page.next };
    },
  );

  app.post(
    '/guests',
    {
      schema: {
        ...about(
          TAG,
          'createGuest',
          'Let a guest in',
          'Makes digits and a page. The caller has to be able to open each door in the name of the contract; it opens for as ' +
            'long as that holds. A contract has five guests at once at most.',
        ),
        body: GuestCreate,
        response: creates(Guest),
      },
    },
    async (request, reply) => {
      const { organizationId, name, from, until, uses, doorIds } = request.body;
      const guest = await createGuestCode(request.core, caller(request), {
        organizationId,
        name,
        from: instantIn('from', from),
        until: instantIn('until', until),
        uses,
        doorIds,
      });
      reply.code(201);
      return toGuest(guest);
    },
  );

  app.delete(
    '/guests/:id',
    {
      schema: {
        ...about(TAG, 'deleteGuest', 'Take back what a guest comes in by: at once'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deleteGuestCode(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

const toGuest = (code: GuestCode): Static<typeof Guest> => ({
  id: code.id,
  organization: { id: code.organizationId, title: code.organizationTitle },
  name: code.name,
  state: code.state,
  from: code.from.toISOString(),
  until: code.until.toISOString(),
  usesLeft: code.usesLeft,
  madeBy: code.madeBy,
  createdAt: code.createdAt.toISOString(),
  doors: code.doors.map(({ id, name, icon, entrance, address }) => ({ id, name, icon, entrance, address })),
  digits: code.digits,
  page: code.link === null ? null : `/guest/${code.link}`,
});
