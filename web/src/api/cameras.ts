import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined, everyPage } from './client.ts';
import type { BlockSource, CameraBulk, CameraChange, CameraCreate, CameraQuery } from './types.ts';

export type CameraFilter = {
  [K in 'search' | 'organizationId' | 'folderId' | 'presetId' | 'state' | 'favorite' | 'sort']?:
    | CameraQuery[K]
    | undefined;
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

/** All that the filter finds. */
export const allCameras = (filter: CameraFilter) =>
  everyPage((after) =>
    answer(api.GET('/api/vedette/v1/cameras', { params: { query: defined({ ...filter, after, limit: 1000 }) } })),
  );

/** Results by id: what is refused for one is done for the others. At most 500 at once. */
export const changeCameras = (body: CameraBulk) => answer(api.POST('/api/vedette/v1/cameras/bulk', { body }));
