import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { AuditChange, Get, Item, SettingsChange } from './types.ts';

const root = '/api/vedette/v1' as const;

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => answer(api.GET(`${root}/overview`, { signal })),
  refetchInterval: 10_000,
});

export interface ViewingFilter {
  readonly cameraId?: number | undefined;
  readonly userId?: number | undefined;
}

export const viewingsQuery = (filter: ViewingFilter) =>
  queryOptions({
    queryKey: ['viewings', filter],
    queryFn: ({ signal }) => answer(api.GET(`${root}/viewings`, { params: { query: defined(filter) }, signal })),
    refetchInterval: 5000,
  });

export const cutViewing = (id: string) => answer(api.DELETE(`${root}/viewings/{id}`, { params: { path: { id } } }));

export const apiKeyQuery = queryOptions({
  queryKey: ['api-key'],
  queryFn: ({ signal }) => answer(api.GET(`${root}/api-key`, { signal })),
});

export const rotateApiKey = () => answer(api.POST(`${root}/api-key/rotate`));

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => answer(api.GET(`${root}/settings`, { signal })),
});

export const changeSettings = (body: SettingsChange) => answer(api.PATCH(`${root}/settings`, { body }));

/** What the gateway answered, in its own words. */
export const sendTestSms = (phone: string) => answer(api.POST(`${root}/settings/test-sms`, { body: { phone } }));

/** What a subscriber was sent, and what became of it. */
export type SentMessage = Item<Get<`${typeof root}/messages`>>;
export const MESSAGE_KINDS = ['sms', 'mail'] as const satisfies readonly SentMessage['kind'][];

export interface MessageFilter {
  readonly search?: string | undefined;
  readonly kind?: SentMessage['kind'] | undefined;
}

export const messagesQuery = (filter: MessageFilter) =>
  infiniteQueryOptions({
    queryKey: ['messages', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(`${root}/messages`, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export interface AuditFilter {
  readonly search?: string | undefined;
  readonly objectKind?: string | undefined;
  readonly objectId?: string | undefined;
}

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(`${root}/audit`, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

interface ChangePage {
  items: AuditChange[];
  next: string | null;
}

export type HistoryOf = 'cameras' | 'users' | 'doors' | 'locks';

/** The history of one object. */
export const historyQuery = (kind: HistoryOf, id: number) =>
  infiniteQueryOptions({
    queryKey: [kind, 'history', id],
    queryFn: ({ pageParam, signal }): Promise<ChangePage> => {
      const page = defined({ after: pageParam, limit: 50 });
      const params = { path: { id }, query: page };
      if (kind === 'cameras') return answer(api.GET(`${root}/cameras/{id}/history`, { params, signal }));
      if (kind === 'users') return answer(api.GET(`${root}/users/{id}/history`, { params, signal }));
      const query = { ...page, objectKind: kind === 'doors' ? 'door' : 'lock', objectId: String(id) };
      return answer(api.GET(`${root}/audit`, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
