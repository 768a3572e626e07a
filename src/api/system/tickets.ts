import { type Static, Type } from 'typebox';
import { messagePage, ticketById, ticketCount, ticketPage, unreadTickets } from '../../core/tickets/list.ts';
import { addTicketMessage, closeTicket, createTicket, readTicket } from '../../core/tickets/operations.ts';
import type { TicketMessage as CoreMessage, Ticket as CoreTicket } from '../../core/tickets/ticket.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import {
  MessageCreate,
  MessageQuery,
  Ticket,
  TicketChange,
  TicketCreate,
  TicketMessage,
  TicketQuery,
} from '../contract/tickets.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { instantIn, mapPage, pageOf } from '../frame/wire.ts';

const TAG = 'Tickets';

export function ticketRoutes(app: Api): void {
  app.get(
    '/tickets',
    {
      schema: {
        ...about(
          TAG,
          'listTickets',
          "Questions to the provider, newest first: one's own, those of contracts that one manages, or all",
        ),
        querystring: TicketQuery,
        response: answers(Page(Ticket)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const asked = {
        state: query.state,
        waiting: query.waiting,
        organizationId: query.organizationId,
        from: instantIn('from', query.from),
        before: instantIn('before', query.before),
      };
      const page = await ticketPage(core, actor, asked, pageOf(query));
      const count = query.count ? () => ticketCount(core, actor, asked, query.search) : undefined;
      return await mapPage(page, toTicket, count);
    },
  );

  app.post(
    '/tickets',
    {
      schema: {
        ...about(TAG, 'createTicket', 'Ask the provider; subscribers, ten times an hour at the most'),
        body: TicketCreate,
        response: creates(Ticket),
      },
    },
    async (request, reply) => {
      const created = await createTicket(request.core, caller(request), request.body);
      reply.code(201);
      return toTicket(created);
    },
  );

  app.get(
    '/tickets/unread',
    {
      schema: {
        ...about(
          TAG,
          'countUnreadTickets',
          'How many wait to be read: answers for a subscriber, questions for the provider',
        ),
        response: answers(Type.Object({ count: Type.Integer({ description: '10001 stands for more than 10,000' }) })),
      },
    },
    async (request) => ({ count: await unreadTickets(request.core, caller(request)) }),
  );

  app.get(
    '/tickets/:id',
    { schema: { ...about(TAG, 'getTicket', 'One ticket'), params: IdParams, response: answers(Ticket) } },
    async (request) => toTicket(await ticketById(request.core, caller(request), request.params.id)),
  );

  app.patch(
    '/tickets/:id',
    {
      schema: {
        ...about(TAG, 'changeTicket', 'Close it or open it again'),
        params: IdParams,
        body: TicketChange,
        response: answers(Ticket),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      return toTicket(await closeTicket(core, caller(request), params.id, body.closed));
    },
  );

  app.get(
    '/tickets/:id/messages',
    {
      schema: {
        ...about(TAG, 'listTicketMessages', 'Its messages by time'),
        params: IdParams,
        querystring: MessageQuery,
        response: answers(Page(TicketMessage)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      return await mapPage(await messagePage(core, caller(request), params.id, pageOf(query)), toMessage, undefined);
    },
  );

  app.post(
    '/tickets/:id/messages',
    {
      schema: {
        ...about(TAG, 'addTicketMessage', "Answer or ask again; a subscriber's message opens a closed ticket anew"),
        params: IdParams,
        body: MessageCreate,
        response: creates(Ticket),
      },
    },
    async (request, reply) => {
      const { core, params, body } = request;
      const ticket = await addTicketMessage(core, caller(request), params.id, body.text);
      reply.code(201);
      return toTicket(ticket);
    },
  );

  app.put(
    '/tickets/:id/read',
    {
      schema: {
        ...about(TAG, 'readTicket', 'Its author has read what stands there'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await readTicket(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

const toTicket = (t: CoreTicket): Static<typeof Ticket> => ({
  id: t.id,
  title: t.title,
  organization:
    t.organizationId === null
      ? null
      : { id: t.organizationId, title: t.organizationTitle ?? '', contractNumber: t.contractNumber },
  author: { id: t.authorId, login: t.author },
  closedAt: t.closedAt?.toISOString() ?? null,
  lastMessageAt: t.lastMessageAt.toISOString(),
  lastByProvider: t.lastByProvider,
  unread: t.unread,
  createdAt: t.createdAt.toISOString(),
});

const toMessage = (m: CoreMessage): Static<typeof TicketMessage> => ({
  id: m.id,
  at: m.at.toISOString(),
  byProvider: m.byProvider,
  author: m.author,
  text: m.text,
});
