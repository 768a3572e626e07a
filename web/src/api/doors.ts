import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';

const root = '/api/vedette/v1/doors' as const;
const one = `${root}/{id}` as const;

/** The doors that whoever asks may open, barred ones too. */
export const doorsQuery = queryOptions({
  queryKey: ['doors', 'mine'],
  queryFn: ({ signal }) => answer(api.GET(`${root}/mine`, { signal })),
  refetchInterval: ({ state }) => (state.data?.items.some(({ open }) => !open) ? 5000 : 15_000),
});

export const doorEventsQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['doors', 'events', id],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ after: pageParam, limit: 10 });
      return answer(api.GET(`${one}/events`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 20_000,
  });

/** Good only when the device itself said that it opened. */
export const openDoor = (id: number) => answer(api.POST(`${one}/open`, { params: { path: { id } }, body: {} }));
