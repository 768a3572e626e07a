import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined, everyId } from './client.ts';
import type { BlockSource, CameraChange, CameraCreate, CameraQuery, CameraVerb, PresetChoice } from './types.ts';

export type CameraFilter = {
  [K in
    | 'search'
    | 'organizationId'
    | 'folderId'
    | 'folderOnly'
    | 'presetId'
    | 'locationId'
    | 'state'
    | 'unreachable'
    | 'favorite'
    | 'unplaced'
    | 'sort']?: CameraQuery[K] | undefined;
};

const PAGE = 60;

export const camerasQuery = (filter: CameraFilter) =>
  infiniteQueryOptions({
    queryKey: ['cameras', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: PAGE, count: pageParam === undefined });
      return answer(api.GET('/api/vedette/v1/cameras', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    // States change by themselves: what is on the screen is asked again, page after page, so that long lists wait longer.
    refetchInterval: ({ state }) => 20_000 * Math.ceil((state.data?.pages.length ?? 1) / 3),
  });

/** A few matches, for pickers and the palette. */
export const cameraSearchQuery = (search: string) =>
  queryOptions({
    queryKey: ['cameras', 'search', search],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/vedette/v1/cameras', { params: { query: { search, limit: 6 } }, signal })),
  });

export const cameraQuery = (id: number) =>
  queryOptions({
    queryKey: ['cameras', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/api/vedette/v1/cameras/{id}', { params: { path: { id } }, signal })),
    refetchInterval: 10_000,
  });

export const cameraAccessQuery = (id: number) =>
  queryOptions({
    queryKey: ['cameras', 'access', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/vedette/v1/cameras/{id}/access', { params: { path: { id } }, signal })),
  });

export const archiveDaysQuery = (id: number, month: string, timeZone: string) =>
  queryOptions({
    queryKey: ['cameras', 'days', id, month, timeZone],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/vedette/v1/cameras/{id}/archive/days', {
          params: { path: { id }, query: { month, timeZone } },
          signal,
        }),
      ),
  });

export const createCamera = (body: CameraCreate) => answer(api.POST('/api/vedette/v1/cameras', { body }));

export const changeCamera = (id: number, body: CameraChange) =>
  answer(api.PATCH('/api/vedette/v1/cameras/{id}', { params: { path: { id } }, body }));

export const synchronizeCamera = (id: number) =>
  answer(api.POST('/api/vedette/v1/cameras/{id}/synchronize', { params: { path: { id } } }));

export const deleteCamera = (id: number) =>
  answer(api.DELETE('/api/vedette/v1/cameras/{id}', { params: { path: { id } } }));

export const setFavorite = (id: number, favorite: boolean) => {
  const params = { params: { path: { id } } };
  return answer(
    favorite
      ? api.PUT('/api/vedette/v1/cameras/{id}/favorite', params)
      : api.DELETE('/api/vedette/v1/cameras/{id}/favorite', params),
  );
};

/** `reason` undefined: the block is lifted. */
export const setCameraBlock = (id: number, source: BlockSource, reason: string | undefined) => {
  const params = { path: { id, source } };
  return answer(
    reason === undefined
      ? api.DELETE('/api/vedette/v1/cameras/{id}/blocks/{source}', { params })
      : api.PUT('/api/vedette/v1/cameras/{id}/blocks/{source}', { params, body: { reason } }),
  );
};

/** Of all that the filter finds, whatever its order. */
export const cameraIds = ({ sort: _sort, ...filter }: CameraFilter) =>
  everyId((after) =>
    answer(api.GET('/api/vedette/v1/cameras/ids', { params: { query: defined({ ...filter, after }) } })),
  );

/** Results by id: what is refused for one is done for the others. At most 500 at once. */
export const changeCameras = (ids: number[], verb: CameraVerb) =>
  answer(api.POST('/api/vedette/v1/cameras/bulk', { body: { ids, ...verb } }));

const MAX_IDS = 10_000;

/** The presets that some of these cameras may have, with how many of them. */
export async function presetChoices(ids: readonly number[]): Promise<readonly PresetChoice[]> {
  const found = new Map<number, PresetChoice>();
  for (let from = 0; from < ids.length; from += MAX_IDS) {
    const body = { ids: ids.slice(from, from + MAX_IDS) };
    const { items } = await answer(api.POST('/api/vedette/v1/cameras/bulk/presets', { body }));
    for (const choice of items)
      found.set(choice.id, { ...choice, cameras: choice.cameras + (found.get(choice.id)?.cameras ?? 0) });
  }
  return [...found.values()];
}
