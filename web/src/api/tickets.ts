import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { TicketFilter } from './types.ts';

const root = '/api/vedette/v1/tickets' as const;
const one = `${root}/{id}` as const;
const ANEW_MS = 20_000;

export const ticketsQuery = (filter: TicketFilter) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(root, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ANEW_MS,
  });

/** How many wait to be read by whoever asks. */
export const unreadTicketsQuery = queryOptions({
  queryKey: ['tickets', 'unread'],
  queryFn: ({ signal }) => answer(api.GET(`${root}/unread`, { signal })),
  refetchInterval: ANEW_MS,
});

export const ticketQuery = (id: number) =>
  queryOptions({
    queryKey: ['tickets', 'one', id],
    queryFn: ({ signal }) => answer(api.GET(one, { params: { path: { id } }, signal })),
    refetchInterval: ANEW_MS,
  });

export const messagesQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'messages', id],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ after: pageParam, limit: 200 });
      return answer(api.GET(`${one}/messages`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ANEW_MS,
  });

export const createTicket = (body: { title: string; text: string }) => answer(api.POST(root, { body }));

export const addTicketMessage = (id: number, text: string) =>
  answer(api.POST(`${one}/messages`, { params: { path: { id } }, body: { text } }));

export const closeTicket = (id: number, closed: boolean) =>
  answer(api.PATCH(one, { params: { path: { id } }, body: { closed } }));

export const readTicket = (id: number) => answer(api.PUT(`${one}/read`, { params: { path: { id } } }));
