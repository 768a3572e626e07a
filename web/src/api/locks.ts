import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { BlockSource, LockChange, LockCreate } from './types.ts';

const root = '/api/vedette/v1/locks' as const;
const one = `${root}/{id}` as const;

export interface LockFilter {
  readonly search?: string | undefined;
  readonly organizationId?: number | undefined;
}

export const locksQuery = (filter: LockFilter) =>
  infiniteQueryOptions({
    queryKey: ['locks', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(root, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** A few matches, for pickers and the palette. */
export const lockSearchQuery = (search: string) =>
  queryOptions({
    queryKey: ['locks', 'search', search],
    queryFn: ({ signal }) =>
      answer(api.GET(root, { params: { query: defined({ search: search || undefined, limit: 20 }) }, signal })),
  });

export const lockQuery = (id: number) =>
  queryOptions({
    queryKey: ['locks', 'one', id],
    queryFn: ({ signal }) => answer(api.GET(one, { params: { path: { id } }, signal })),
  });

/** Why this user may or may not open it. */
export const lockAccessQuery = (id: number, userId: number) =>
  queryOptions({
    queryKey: ['locks', 'access', id, userId],
    queryFn: ({ signal }) => answer(api.GET(`${one}/access`, { params: { path: { id }, query: { userId } }, signal })),
  });

export const createLock = (body: LockCreate) => answer(api.POST(root, { body }));

export const changeLock = (id: number, body: LockChange) => answer(api.PATCH(one, { params: { path: { id } }, body }));

export const deleteLock = (id: number) => answer(api.DELETE(one, { params: { path: { id } } }));

/** `reason` undefined: the block is lifted. */
export const setLockBlock = (id: number, source: BlockSource, reason: string | undefined) => {
  const params = { path: { id, source } };
  return answer(
    reason === undefined
      ? api.DELETE(`${one}/blocks/{source}`, { params })
      : api.PUT(`${one}/blocks/{source}`, { params, body: { reason } }),
  );
};
