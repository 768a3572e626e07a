import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { ServiceAdministratorChange, ServiceAdministratorCreate } from './types.ts';

const root = '/api/vedette/v1/service-administrators' as const;
const one = `${root}/{id}` as const;

/** All of them: a provider has a handful. */
export const administratorsQuery = queryOptions({
  queryKey: ['administrators', 'list'],
  queryFn: ({ signal }) => answer(api.GET(root, { signal })),
});

export const administratorQuery = (id: number) =>
  queryOptions({
    queryKey: ['administrators', 'one', id],
    queryFn: ({ signal }) => answer(api.GET(one, { params: { path: { id } }, signal })),
  });

export const systemMethodsQuery = queryOptions({
  queryKey: ['administrators', 'methods'],
  queryFn: ({ signal }) => answer(api.GET(`${root}/methods`, { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export const createAdministrator = (body: ServiceAdministratorCreate) => answer(api.POST(root, { body }));

export const changeAdministrator = (id: number, body: ServiceAdministratorChange) =>
  answer(api.PATCH(one, { params: { path: { id } }, body }));

export const deleteAdministrator = (id: number) => answer(api.DELETE(one, { params: { path: { id } } }));
