import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { paths } from './schema.d.ts';
import type { Get, Item } from './types.ts';

const root = '/api/vedette/v1/webhooks' as const;
const one = `${root}/{id}` as const;
const deliveries = `${one}/deliveries` as const;

export type WebhookEndpoint = Get<typeof one>;
export type WebhookDelivery = Item<Get<typeof deliveries>>;
export type WebhookCreate = paths[typeof root]['post']['requestBody']['content']['application/json'];
export type WebhookChange = Partial<WebhookCreate>;
export const DELIVERY_STATES = [
  'waiting',
  'delivered',
  'given_up',
] as const satisfies readonly WebhookDelivery['state'][];

/** All of them: a provider has at most twenty. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: ({ signal }) => answer(api.GET(root, { signal })),
});

export const webhookQuery = (id: number) =>
  queryOptions({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) => answer(api.GET(one, { params: { path: { id } }, signal })),
  });

export const eventTypesQuery = queryOptions({
  queryKey: ['event-types'],
  queryFn: ({ signal }) => answer(api.GET(`${root}/event-types`, { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export const createWebhook = (body: WebhookCreate) => answer(api.POST(root, { body }));

export const changeWebhook = (id: number, body: WebhookChange) =>
  answer(api.PATCH(one, { params: { path: { id } }, body }));

export const deleteWebhook = (id: number) => answer(api.DELETE(one, { params: { path: { id } } }));

/** Answers the new secret, once. */
export const rotateWebhook = (id: number) => answer(api.POST(`${one}/rotate`, { params: { path: { id } } }));

export const testWebhook = (id: number) => answer(api.POST(`${one}/test`, { params: { path: { id } } }));

/** What was given up of the events since then (RFC 3339). */
export const resendSince = (id: number, since: string) =>
  answer(api.POST(`${one}/resend`, { params: { path: { id } }, body: { since } }));

export const deliveriesQuery = (id: number, state: WebhookDelivery['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', 'deliveries', id, state],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ state, after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(deliveries, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state: { data } }) =>
      data?.pages[0]?.items.some((delivery) => delivery.state === 'waiting') ? 3000 : 15_000,
  });

export const deliveryQuery = (id: number, deliveryId: number) =>
  queryOptions({
    queryKey: ['webhooks', 'delivery', id, deliveryId],
    queryFn: ({ signal }) =>
      answer(api.GET(`${deliveries}/{deliveryId}`, { params: { path: { id, deliveryId } }, signal })),
  });

export const resendDelivery = (id: number, deliveryId: number) =>
  answer(api.POST(`${deliveries}/{deliveryId}/resend`, { params: { path: { id, deliveryId } } }));
