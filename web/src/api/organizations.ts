import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { BlockSource, OrganizationChange, OrganizationCreate } from './types.ts';

const root = '/api/vedette/v1/organizations' as const;
const one = `${root}/{id}` as const;

export const organizationsQuery = (filter: { search?: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['organizations', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(root, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const organizationSearchQuery = (search: string) =>
  queryOptions({
    queryKey: ['organizations', 'search', search],
    queryFn: ({ signal }) =>
      answer(api.GET(root, { params: { query: defined({ search: search || undefined, limit: 20 }) }, signal })),
  });

export const organizationQuery = (id: number) =>
  queryOptions({
    queryKey: ['organizations', 'one', id],
    queryFn: ({ signal }) => answer(api.GET(one, { params: { path: { id } }, signal })),
  });

export const membersQuery = (id: number, search: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['organizations', 'members', id, search],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ search, after: pageParam, limit: 50, count: pageParam === undefined });
      return answer(api.GET(`${one}/members`, { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const organizationPresetsQuery = (id: number) =>
  queryOptions({
    queryKey: ['organizations', 'presets', id],
    queryFn: ({ signal }) => answer(api.GET(`${one}/presets`, { params: { path: { id } }, signal })),
  });

export const createOrganization = (body: OrganizationCreate) => answer(api.POST(root, { body }));

export const changeOrganization = (id: number, body: OrganizationChange) =>
  answer(api.PATCH(one, { params: { path: { id } }, body }));

export const deleteOrganization = (id: number, force: boolean) =>
  answer(api.DELETE(one, { params: { path: { id }, query: force ? { force } : {} } }));

export const setOrganizationBlock = (id: number, source: BlockSource, reason: string | undefined) => {
  const params = { path: { id, source } };
  return answer(
    reason === undefined
      ? api.DELETE(`${one}/blocks/{source}`, { params })
      : api.PUT(`${one}/blocks/{source}`, { params, body: { reason } }),
  );
};

/** Undefined lifts the lock. */
export const setSignInLock = (id: number, reason: string | undefined) => {
  const params = { path: { id } };
  return answer(
    reason === undefined
      ? api.DELETE(`${one}/sign-in-lock`, { params })
      : api.PUT(`${one}/sign-in-lock`, { params, body: { reason } }),
  );
};

export interface MemberRights {
  readonly editCameras?: boolean;
  readonly editUsers?: boolean;
}

export const setMember = (id: number, userId: number, body: MemberRights) =>
  answer(api.PUT(`${one}/members/{userId}`, { params: { path: { id, userId } }, body }));

export const removeMember = (id: number, userId: number) =>
  answer(api.DELETE(`${one}/members/{userId}`, { params: { path: { id, userId } } }));

export const linkPreset = async (id: number, presetId: number, linked: boolean): Promise<void> => {
  const params = { params: { path: { id, presetId } } };
  if (linked) await answer(api.PUT(`${one}/presets/{presetId}`, params));
  else await answer(api.DELETE(`${one}/presets/{presetId}`, params));
};
