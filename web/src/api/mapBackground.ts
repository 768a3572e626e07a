import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { Get } from './types.ts';

const root = '/api/vedette/v1/map-background' as const;

export type MapBackground = Get<typeof root>;

/** What the provider lays under its maps; it changes once in years. */
export const mapBackgroundQuery = queryOptions({
  queryKey: ['map-background'],
  queryFn: ({ signal }) => answer(api.GET(root, { signal })),
  staleTime: 600_000,
});
