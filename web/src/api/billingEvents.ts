import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { BillingEvent } from './types.ts';

const list = '/api/vedette/v1/billing-events' as const;

export const OUTCOMES = [
  'applied',
  'no_change',
  'rejected',
  'pending',
  'failed',
] as const satisfies readonly BillingEvent['outcome'][];

export interface BillingFilter {
  readonly search?: string | undefined;
  readonly outcome?: BillingEvent['outcome'] | undefined;
  /** `billing.new_entity`, or the core's own: `user.create`. */
  readonly type?: string | undefined;
  readonly client?: string | undefined;
  readonly dialect?: string | undefined;
  /** RFC 3339. */
  readonly from?: string | undefined;
  /** Before this instant. */
  readonly to?: string | undefined;
  readonly userId?: number | undefined;
  readonly organizationId?: number | undefined;
}

const PAGE = 50;

export const billingEventsQuery = (filter: BillingFilter) =>
  infiniteQueryOptions({
    queryKey: ['billing-events', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: PAGE, count: pageParam === undefined });
      return answer(api.GET(list, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const billingEventQuery = (id: number) =>
  queryOptions({
    queryKey: ['billing-event', id],
    queryFn: ({ signal }) => answer(api.GET(`${list}/{id}`, { params: { path: { id } }, signal })),
  });

/** Who asked lately and how, and all types there are. */
export const billingSourcesQuery = queryOptions({
  queryKey: ['billing-event-sources'],
  queryFn: ({ signal }) => answer(api.GET(`${list}/sources`, { signal })),
  staleTime: 60_000,
});

/** The list as a file. */
export const billingEventsFile = (filter: BillingFilter): string =>
  `${list}.csv?${new URLSearchParams(Object.entries(defined({ ...filter })).map(([name, value]) => [name, String(value)]))}`;

const EVERY_MS = 3000;
/** Ids are given before the commit: one that is smaller than the newest may come a moment later. */
const OVERLAP = 100;
const MOST = 200;

/** Asks for what is new, while the page is in front, and puts it on top of the list. */
export const billingTailQuery = (queries: QueryClient, filter: BillingFilter, on: boolean) =>
  queryOptions({
    queryKey: ['billing-events-tail', filter],
    enabled: on,
    refetchInterval: EVERY_MS,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const { queryKey } = billingEventsQuery(filter);
      const [first] = queries.getQueryData(queryKey)?.pages ?? [];
      if (!first) return 0;
      const since = Math.max(0, (first.items[0]?.id ?? 0) - OVERLAP);
      const query = defined({ ...filter, since, limit: MOST });
      const { items, next } = await answer(api.GET(list, { params: { query }, signal }));
      const known = new Set(first.items.map(({ id }) => id));
      const fresh = items.filter(({ id }) => !known.has(id) && id > (first.items.at(-1)?.id ?? 0));
      if (next !== null || first.items.length > MOST * 2) await queries.resetQueries({ queryKey });
      else if (fresh.length > 0)
        queries.setQueryData(queryKey, (data) => {
          const [top, ...rest] = data?.pages ?? [];
          if (!data || !top) return data;
          const merged = [...top.items, ...fresh].sort((a, b) => b.id - a.id);
          const total = top.total === undefined ? {} : { total: top.total + fresh.length };
          return { ...data, pages: [{ ...top, ...total, items: merged }, ...rest] };
        });
      return fresh.length;
    },
  });
