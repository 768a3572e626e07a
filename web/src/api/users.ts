import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined, everyId } from './client.ts';
import type { BlockSource, CameraRights, UserChange, UserCreate, UserVerb } from './types.ts';

const root = '/api/vedette/v1/users' as const;
const one = `${root}/{id}` as const;

export interface UserFilter {
  readonly search?: string | undefined;
  readonly organizationId?: number | undefined;
  readonly blocked?: boolean | undefined;
  /** The sub-users of this one. */
  readonly parentId?: number | undefined;
}

export const usersQuery = (filter: UserFilter) =>
  infiniteQueryOptions({
    queryKey: ['users', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(root, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const userSearchQuery = (search: string) =>
  queryOptions({
    queryKey: ['users', 'search', search],
    queryFn: ({ signal }) =>
      answer(api.GET(root, { params: { query: defined({ search: search || undefined, limit: 20 }) }, signal })),
  });

export const userQuery = (id: number) =>
  queryOptions({
    queryKey: ['users', 'one', id],
    queryFn: ({ signal }) => answer(api.GET(one, { params: { path: { id } }, signal })),
  });

export const userCamerasQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['users', 'cameras', id],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(`${one}/cameras`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** What a user may do with each camera; `given`: on the camera itself. */
export const cameraRightsQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['users', 'camera-rights', id],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ after: pageParam, limit: 50 });
      return answer(api.GET(`${one}/camera-rights`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const setCameraRights = (id: number, cameraId: number, body: CameraRights & { join?: boolean }) =>
  answer(api.PUT(`${one}/camera-rights/{cameraId}`, { params: { path: { id, cameraId } }, body }));

export const createUser = (body: UserCreate) => answer(api.POST(root, { body }));

export const changeUser = (id: number, body: UserChange) => answer(api.PATCH(one, { params: { path: { id } }, body }));

export const cloneUser = (id: number, body: { login: string; password: string; name?: string }) =>
  answer(api.POST(`${one}/clone`, { params: { path: { id } }, body }));

export const deleteUser = (id: number) => answer(api.DELETE(one, { params: { path: { id } } }));

/** Told once: nobody can read it later. */
export const makePasswordLink = (id: number) => answer(api.POST(`${one}/password-link`, { params: { path: { id } } }));

export const endSessions = (id: number) => answer(api.DELETE(`${one}/sessions`, { params: { path: { id } } }));

export const setUserBlock = (id: number, source: BlockSource, reason: string | undefined) => {
  const params = { path: { id, source } };
  return answer(
    reason === undefined
      ? api.DELETE(`${one}/blocks/{source}`, { params })
      : api.PUT(`${one}/blocks/{source}`, { params, body: { reason } }),
  );
};

/** Of all that the filter finds. */
export const userIds = (filter: UserFilter) =>
  everyId((after) => answer(api.GET(`${root}/ids`, { params: { query: defined({ ...filter, after }) } })));

/** Results by id: what is refused for one is done for the others. At most 500 at once. */
export const changeUsers = (ids: number[], verb: UserVerb) =>
  answer(api.POST(`${root}/bulk`, { body: { ids, ...verb } }));
