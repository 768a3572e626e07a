import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';

/** What the billing says of one's contracts: asked often while one is shut, so that a payment is seen by itself. */
export const contractsQuery = queryOptions({
  queryKey: ['contracts'],
  queryFn: ({ signal }) => answer(api.GET('/api/vedette/v1/me/contracts', { signal })),
  refetchInterval: ({ state: { data, error } }) =>
    error !== null || data?.items.some(({ state }) => state === 'unpaid') ? 10_000 : 20_000,
});
