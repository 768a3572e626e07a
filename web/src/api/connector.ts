import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';

const root = '/api/vedette/v1/connector' as const;

/** How the billing that is asked does. */
export const connectorQuery = queryOptions({
  queryKey: ['connector'],
  queryFn: ({ signal }) => answer(api.GET(root, { signal })),
  refetchInterval: 15_000,
});

/** Asks it each question now, whatever is kept; changes nothing. */
export const askConnector = (body: { phone: string } | { uid: string }) => answer(api.POST(`${root}/ask`, { body }));
