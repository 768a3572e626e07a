import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { DoorChange, DoorCreate, DoorEvent } from './types.ts';

/** Doors as the provider sets them up; those of whoever asks are elsewhere. */
const root = '/api/vedette/v1/doors' as const;
const one = `${root}/{id}` as const;

export interface DoorFilter {
  readonly search?: string | undefined;
  readonly organizationId?: number | undefined;
  readonly lockId?: number | undefined;
  readonly cameraId?: number | undefined;
}

export const doorSetupsQuery = (filter: DoorFilter) =>
  infiniteQueryOptions({
    queryKey: ['doors', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(root, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** A few matches, for the palette. */
export const doorSearchQuery = (search: string) =>
  queryOptions({
    queryKey: ['doors', 'search', search],
    queryFn: ({ signal }) => answer(api.GET(root, { params: { query: { search, limit: 5 } }, signal })),
  });

export const doorSetupQuery = (id: number) =>
  queryOptions({
    queryKey: ['doors', 'one', id],
    queryFn: ({ signal }) => answer(api.GET(one, { params: { path: { id } }, signal })),
  });

export const createDoor = (body: DoorCreate) => answer(api.POST(root, { body }));

export const changeDoor = (id: number, body: DoorChange) => answer(api.PATCH(one, { params: { path: { id } }, body }));

export const deleteDoor = (id: number) => answer(api.DELETE(one, { params: { path: { id } } }));

/** What happened at it, of one kind or all, for the staff. */
export const allDoorEventsQuery = (id: number, kind: DoorEvent['kind'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['doors', 'events', id, 'all', kind],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ kind, after: pageParam, limit: 50 });
      return answer(api.GET(`${one}/events`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 20_000,
  });
