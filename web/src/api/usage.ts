import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';

const ofOrganization = '/api/vedette/v1/organizations/{id}/usage' as const;
const rating = '/api/vedette/v1/rating' as const;

/** Days as YYYY-MM-DD, both counted. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const usageQuery = (id: number, period: Period) =>
  infiniteQueryOptions({
    queryKey: ['usage', 'list', id, period],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...period, ...defined({ after: pageParam, limit: 100 }) };
      return answer(api.GET(ofOrganization, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const usageDaysQuery = (id: number, period: Period) =>
  queryOptions({
    queryKey: ['usage', 'days', id, period],
    queryFn: ({ signal }) =>
      answer(api.GET(`${ofOrganization}/days`, { params: { path: { id }, query: period }, signal })),
    placeholderData: keepPreviousData,
  });

/** Where the table is sent as a file. */
export const usageFile = (id: number, { from, to }: Period): string =>
  `/api/vedette/v1/organizations/${id}/usage.csv?${new URLSearchParams({ from, to })}`;

export const ratingQuery = queryOptions({
  queryKey: ['rating', 'state'],
  queryFn: ({ signal }) => answer(api.GET(rating, { signal })),
});

export const ratedDaysQuery = infiniteQueryOptions({
  queryKey: ['rating', 'days'],
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET(`${rating}/days`, { params: { query: defined({ after: pageParam, limit: 50 }) }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});

export const rateDay = (day: string) => answer(api.POST(`${rating}/days/{day}`, { params: { path: { day } } }));

/** `month` as YYYY-MM. */
export const closeMonth = (month: string) =>
  answer(api.PUT(`${rating}/months/{month}`, { params: { path: { month } } }));
