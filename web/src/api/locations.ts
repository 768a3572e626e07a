import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import { loadRefusalWords } from './problems/refusalWords.ts';
import type { paths } from './schema.d.ts';
import type { Get, Item } from './types.ts';

const root = '/api/vedette/v1/locations' as const;
const one = `${root}/{id}` as const;
const codes = '/api/vedette/v1/address-codes' as const;
const unresolved = `${codes}/unresolved` as const;
const imports = `${codes}/imports` as const;

type Body<O> = O extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never;

export type Location = Get<typeof one>;
export type LocationChange = Body<paths[typeof one]['patch']>;
export type LocationCreate = Body<paths[typeof root]['post']>;
export type AddressCode = Item<Get<typeof codes>>;
export type AddressCodeCreate = Body<paths[typeof codes]['post']>;
export type UnresolvedCode = Item<Get<typeof unresolved>>;
export type AddressImport = Get<`${typeof imports}/{id}`>;
export type LeftRow = Item<Get<`${typeof imports}/{id}/rows`>>;

interface LocationFilter {
  readonly parentId?: number | undefined;
  readonly search?: string | undefined;
}

/** Those directly below one, or at the top; with a search, those found anywhere. */
export const locationsQuery = (filter: LocationFilter) =>
  infiniteQueryOptions({
    queryKey: ['locations', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET(root, { params: { query: defined({ ...filter, after: pageParam, limit: 100 }) }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** A few matches, for pickers. */
export const locationSearchQuery = (search: string) =>
  queryOptions({
    queryKey: ['locations', 'search', search],
    queryFn: ({ signal }) =>
      answer(api.GET(root, { params: { query: defined({ search: search || undefined, limit: 20 }) }, signal })),
  });

export const locationQuery = (id: number) =>
  queryOptions({
    queryKey: ['locations', 'one', id],
    queryFn: ({ signal }) => answer(api.GET(one, { params: { path: { id } }, signal })),
  });

export const createLocation = (body: LocationCreate) => answer(api.POST(root, { body }));

export const changeLocation = (id: number, body: LocationChange) =>
  answer(api.PATCH(one, { params: { path: { id } }, body }));

export const deleteLocation = (id: number, detach: boolean) =>
  answer(api.DELETE(one, { params: { path: { id }, query: { detach } } }));

export const mergeLocation = (id: number, intoId: number) =>
  answer(api.POST(`${one}/merge`, { params: { path: { id } }, body: { intoId } }));

export const mapCode = (id: number, code: string) =>
  answer(api.PUT(`${one}/codes/{code}`, { params: { path: { id, code } } }));

export const unmapCode = (id: number, code: string) =>
  answer(api.DELETE(`${one}/codes/{code}`, { params: { path: { id, code } } }));

export const addressCodesQuery = (search: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['locations', 'codes', search],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET(codes, { params: { query: defined({ search, after: pageParam, limit: 50 }) }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const addAddressCode = (body: AddressCodeCreate) => answer(api.POST(codes, { body }));

export const unresolvedCodesQuery = infiniteQueryOptions({
  queryKey: ['locations', 'unresolved'],
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET(unresolved, { params: { query: defined({ after: pageParam, limit: 50 }) }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
  // They go by themselves when their code arrives.
  refetchInterval: 20_000,
});

export const retryCode = (code: string) =>
  answer(api.POST(`${unresolved}/{code}/retry`, { params: { path: { code } } }));

export const dropCode = (code: string) => answer(api.DELETE(`${unresolved}/{code}`, { params: { path: { code } } }));

/** Reads a file and says what it would change; the directory stays as it is. */
export const uploadAddresses = (file: File) =>
  answer(
    api.POST(imports, {
      params: { query: { fileName: file.name } },
      headers: { 'content-type': 'application/octet-stream' },
      body: file as never,
      bodySerializer: (body: unknown) => body as BodyInit,
    }),
  );

/** Asked again every second while it is being taken in. */
export const addressImportQuery = (id: number) =>
  queryOptions({
    queryKey: ['locations', 'import', id],
    queryFn: ({ signal }) => answer(api.GET(`${imports}/{id}`, { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === 'done' ? false : 1000),
  });

/** Rows that are not taken in, with the words of why. */
export const leftRowsQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['locations', 'import', id, 'rows'],
    queryFn: async ({ pageParam, signal }) => {
      const page = await answer(
        api.GET(`${imports}/{id}/rows`, {
          params: { path: { id }, query: defined({ after: pageParam, limit: 50 }) },
          signal,
        }),
      );
      if (page.items.some(({ reason }) => reason !== null)) await loadRefusalWords();
      return page;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const commitImport = (id: number) => answer(api.POST(`${imports}/{id}/commit`, { params: { path: { id } } }));

export const dropImport = (id: number) => answer(api.DELETE(`${imports}/{id}`, { params: { path: { id } } }));
