import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { SupportMode } from './types.ts';

const one = '/api/vedette/v1/users/{id}' as const;

/** What the user sees of what the caller sees, with the state of each. */
export const seenCamerasQuery = (id: number, search: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['users', 'cameras-seen', id, search],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ search, after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(`${one}/cameras-seen`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const userIntercomsQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['users', 'intercoms', id],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ after: pageParam, limit: 50 });
      return answer(api.GET(`${one}/intercoms`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const synchronizeCameras = (id: number) => answer(api.POST(`${one}/synchronize`, { params: { path: { id } } }));

/** Begins a session of support: the id is what a tab is in it by. */
export const logInAsUser = (id: number, body: { mode: SupportMode; reason: string }) =>
  answer(api.POST(`${one}/support`, { params: { path: { id } }, body }));
