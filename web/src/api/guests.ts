import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { paths } from './schema.d.ts';
import type { Get, Item } from './types.ts';

const root = '/api/vedette/v1/guests' as const;
const settings = '/api/vedette/v1/organizations/{id}/intercom-settings' as const;

export type Guest = Item<Get<typeof root>>;
export type GuestCreate = NonNullable<paths[typeof root]['post']['requestBody']>['content']['application/json'];
export type IntercomSettings = Get<typeof settings>;
export type IntercomSettingsChange = NonNullable<
  paths[typeof settings]['patch']['requestBody']
>['content']['application/json'];

/** Guests of one contract, or of all that the caller sees. */
export const guestsQuery = (organizationId?: number) =>
  infiniteQueryOptions({
    queryKey: ['guests', organizationId],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ organizationId, after: pageParam, limit: 50 });
      return answer(api.GET(root, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 30_000,
  });

export const createGuest = (body: GuestCreate) => answer(api.POST(root, { body }));
export const deleteGuest = (id: number) => answer(api.DELETE(`${root}/{id}`, { params: { path: { id } } }));

export const intercomSettingsQuery = (id: number) =>
  queryOptions({
    queryKey: ['intercom-settings', id],
    queryFn: ({ signal }) => answer(api.GET(settings, { params: { path: { id } }, signal })),
    refetchInterval: 30_000,
  });

export const changeIntercomSettings = (id: number, body: IntercomSettingsChange) =>
  answer(api.PATCH(settings, { params: { path: { id } }, body }));

export const renewDoorCode = (id: number) => answer(api.POST(`${settings}/door-code`, { params: { path: { id } } }));
