import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { paths } from './schema.d.ts';
import type { Get, Item } from './types.ts';

const cases = '/api/vedette/v1/analytics/cases' as const;
const one = `${cases}/{id}` as const;
const events = '/api/vedette/v1/analytics/events' as const;
const engines = '/api/vedette/v1/analytics/engines' as const;
const engine = `${engines}/{id}` as const;

export type AnalyticsCase = Get<typeof one>;
export type AnalyticsType = AnalyticsCase['type'];
export type CaseEvent = Item<Get<typeof events>>;
export type AnalyticsEngine = Get<typeof engine>;
export type EngineType = AnalyticsEngine['types'][number];
type CaseCreate = paths[typeof cases]['post']['requestBody']['content']['application/json'];
type CaseChange = paths[typeof one]['patch']['requestBody']['content']['application/json'];
type EngineCreate = paths[typeof engines]['post']['requestBody']['content']['application/json'];

/** In the order that they are offered in, with the level of licences that each takes; null: none. */
export const LEVEL_OF = {
  motion: null,
  'line-crossing': 1,
  'zone-intrusion': 1,
  'camera-obstacle': 1,
  'loud-sound': 1,
  'smoke-fire': 1,
  'object-counting': 2,
  'visitor-counting': 2,
  face: 3,
  'licence-plate': 3,
  'container-number': 3,
} as const satisfies Readonly<Record<AnalyticsType, 1 | 2 | 3 | null>>;
export const ANALYTICS_TYPES = Object.keys(LEVEL_OF) as readonly AnalyticsType[];
export const ENGINE_TYPES = ANALYTICS_TYPES.flatMap((type): readonly EngineType[] => (type === 'motion' ? [] : [type]));

/** Of a user and its sub-users. */
export const casesQuery = (userId: number) =>
  infiniteQueryOptions({
    queryKey: ['analytics', 'cases', userId],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ userId, after: pageParam, limit: 50 });
      return answer(api.GET(cases, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 20_000,
  });

export interface CaseEventFilter {
  readonly caseId?: number | undefined;
  readonly cameraId?: number | undefined;
  readonly type?: AnalyticsType | undefined;
  /** RFC 3339. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const caseEventsQuery = (userId: number, filter: CaseEventFilter) =>
  infiniteQueryOptions({
    queryKey: ['analytics', 'events', userId, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ userId, ...filter, after: pageParam, limit: 50 });
      return answer(api.GET(events, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 1) > 1 ? false : 20_000),
  });

/** Of whoever is signed in; of a sub-user those of the subscriber above. */
export const ownLicencesQuery = queryOptions({
  queryKey: ['analytics', 'licences'],
  queryFn: ({ signal }) => answer(api.GET('/api/vedette/v1/analytics/licences', { signal })),
});

export const createCase = (body: CaseCreate) => answer(api.POST(cases, { body }));
export const changeCase = (id: number, body: CaseChange) => answer(api.PATCH(one, { params: { path: { id } }, body }));
export const deleteCase = (id: number) => answer(api.DELETE(one, { params: { path: { id } } }));

/** All of them: a provider has at most twenty. */
export const enginesQuery = queryOptions({
  queryKey: ['analytics', 'engines'],
  queryFn: ({ signal }) => answer(api.GET(engines, { signal })),
  refetchInterval: 20_000,
});
export const createEngine = (body: EngineCreate) => answer(api.POST(engines, { body }));
export const changeEngine = (id: number, body: Partial<EngineCreate>) =>
  answer(api.PATCH(engine, { params: { path: { id } }, body }));
export const rotateEngineSecret = (id: number) => answer(api.POST(`${engine}/secret`, { params: { path: { id } } }));
export const deleteEngine = (id: number) => answer(api.DELETE(engine, { params: { path: { id } } }));
