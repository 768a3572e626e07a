import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { DoorEvent, FlatChange, FlatLink, IntercomChange, IntercomKey } from './types.ts';

const root = '/api/vedette/v1/intercoms' as const;
const one = `${root}/{id}` as const;
const at = (id: number) => ({ params: { path: { id } } });
/** While something is on its way. */
const ANEW_MS = 5000;

export interface IntercomFilter {
  readonly search?: string | undefined;
  readonly organizationId?: number | undefined;
  readonly model?: 'beward' | 'sokol' | 'relay' | undefined;
  readonly silent?: true | undefined;
  readonly keysWaiting?: true | undefined;
}

export const intercomsQuery = (filter: IntercomFilter) =>
  infiniteQueryOptions({
    queryKey: ['intercoms', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(root, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const changeIntercom = (id: number, body: IntercomChange) => answer(api.PATCH(one, { ...at(id), body }));

/** Good only when the panel took it. */
export const passDoorSeconds = (id: number) => answer(api.POST(`${one}/door-seconds`, at(id)));

export interface FlatFilter {
  readonly search?: string | undefined;
  readonly empty?: true | undefined;
  readonly individual?: true | undefined;
}

export const flatsQuery = (id: number, filter: FlatFilter) =>
  infiniteQueryOptions({
    queryKey: ['intercoms', 'flats', id, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50 });
      return answer(api.GET(`${one}/flats`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const changeFlat = (id: number, flat: string, body: FlatChange) =>
  answer(api.PATCH(`${one}/flats/{flat}`, { params: { path: { id, flat } }, body }));

export const linkFlat = (id: number, body: FlatLink) => answer(api.POST(`${one}/links`, { ...at(id), body }));

export const unlinkFlat = (id: number, organizationId: number) =>
  answer(api.DELETE(`${one}/links/{organizationId}`, { params: { path: { id, organizationId } } }));

export interface IntercomKeyFilter {
  readonly search?: string | undefined;
  readonly time?: IntercomKey['time'] | undefined;
}

export const intercomKeysQuery = (id: number, filter: IntercomKeyFilter) =>
  infiniteQueryOptions({
    queryKey: ['intercoms', 'keys', id, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50 });
      return answer(api.GET(`${one}/keys`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((key) => key.state !== null && key.state !== 'written'))
        ? ANEW_MS
        : false,
  });

export const removeIntercomKeys = (id: number, keyIds: number[]) =>
  answer(api.POST(`${one}/keys/removal`, { ...at(id), body: { keyIds } }));

/** Asks the panel: up to twenty seconds. */
export const compareKeys = (id: number) => answer(api.POST(`${one}/keys/comparison`, at(id)));

export const synchronizeKeys = (id: number, body: { missing: string[]; unknown: string[] }) =>
  answer(api.POST(`${one}/keys/synchronization`, { ...at(id), body }));

/** Null: no more are collected. */
export const collectKeys = (id: number, until: string | null) =>
  answer(api.PUT(`${one}/key-collection`, { ...at(id), body: { until } }));

/** Looked at anew while they are collected. */
export const collectedKeysQuery = (id: number, collecting: boolean) =>
  infiniteQueryOptions({
    queryKey: ['intercoms', 'collected', id],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ after: pageParam, limit: 50 });
      return answer(api.GET(`${one}/collected-keys`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: collecting ? ANEW_MS : false,
  });

export const giveCollectedKey = (id: number, digits: string, body: { organizationId: number } | { flat: string }) =>
  answer(api.PUT(`${one}/collected-keys/{digits}/holder`, { params: { path: { id, digits } }, body }));

export const discardCollectedKey = (id: number, digits: string) =>
  answer(api.DELETE(`${one}/collected-keys/{digits}`, { params: { path: { id, digits } } }));

export interface LogFilter {
  readonly kind?: DoorEvent['kind'] | undefined;
  readonly flat?: string | undefined;
  readonly who?: string | undefined;
  /** Instants: from the one on, before the other. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const accessLogQuery = (id: number, filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: ['intercoms', 'log', id, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50 });
      return answer(api.GET(`${one}/events`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 20_000,
  });

/** The same as a file. */
export const accessLogFile = (id: number, filter: LogFilter): string =>
  `${root}/${id}/events.csv?${new URLSearchParams(Object.entries(defined({ ...filter })).map(([name, value]) => [name, String(value)]))}`;

export const outagesQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['intercoms', 'outages', id],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ after: pageParam, limit: 20 });
      return answer(api.GET(`${one}/outages`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
