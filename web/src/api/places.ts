import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { SiteChange, SiteCreate } from './types.ts';

const root = '/api/vedette/v1' as const;

/** Where an organization's cameras stand. */
export const sitesQuery = (organizationId: number) =>
  queryOptions({
    queryKey: ['sites', organizationId],
    queryFn: ({ signal }) =>
      answer(api.GET(`${root}/organizations/{id}/sites`, { params: { path: { id: organizationId } }, signal })),
  });

export const createSite = (organizationId: number, body: SiteCreate) =>
  answer(api.POST(`${root}/organizations/{id}/sites`, { params: { path: { id: organizationId } }, body }));

export const changeSite = (id: number, body: SiteChange) =>
  answer(api.PATCH(`${root}/sites/{id}`, { params: { path: { id } }, body }));

export const deleteSite = (id: number) => answer(api.DELETE(`${root}/sites/{id}`, { params: { path: { id } } }));

/** The directory does not change while the server runs. */
export const cameraModelsQuery = queryOptions({
  queryKey: ['camera-models'],
  queryFn: ({ signal }) => answer(api.GET(`${root}/camera-models`, { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export const streamersQuery = queryOptions({
  queryKey: ['streamers', 'list'],
  queryFn: ({ signal }) => answer(api.GET(`${root}/streamers`, { signal })),
});

export const moveStreamer = (id: number, clusterId: number) =>
  answer(api.PATCH(`${root}/streamers/{id}`, { params: { path: { id } }, body: { clusterId } }));

export const clustersQuery = queryOptions({
  queryKey: ['streamers', 'clusters'],
  queryFn: ({ signal }) => answer(api.GET(`${root}/clusters`, { signal })),
});

export const createCluster = (title: string) => answer(api.POST(`${root}/clusters`, { body: { title } }));

export const renameCluster = (id: number, title: string) =>
  answer(api.PATCH(`${root}/clusters/{id}`, { params: { path: { id } }, body: { title } }));

export const deleteCluster = (id: number) => answer(api.DELETE(`${root}/clusters/{id}`, { params: { path: { id } } }));
