import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { paths } from './schema.d.ts';
import type { Get, Item } from './types.ts';

const root = '/api/vedette/v1/deleted-cameras' as const;
const one = `${root}/{id}` as const;

type Body<O> = O extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never;
type Answer<O> = O extends { responses: { 200: { content: { 'application/json': infer B } } } } ? B : never;

export type DeletedCamera = Item<Get<typeof root>>;
export type DeletedCameraCard = Get<typeof one>;
export type RestoreBody = Body<paths[`${typeof one}/restore`]['post']>;
export type Restored = Answer<paths[`${typeof one}/restore`]['post']>;
export type DeletedCameraVerb = Pick<Body<paths[`${typeof root}/bulk`]['post']>, 'action'>;

interface DeletedCameraFilter {
  readonly search?: string | undefined;
  readonly organizationId?: number | undefined;
  readonly intercom?: boolean | undefined;
}

export const deletedCamerasQuery = (filter: DeletedCameraFilter) =>
  infiniteQueryOptions({
    queryKey: ['deleted-cameras', 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = defined({ ...filter, after: pageParam, limit: 60, count: pageParam === undefined });
      return answer(api.GET(root, { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** With what is still there of its place. */
export const deletedCameraQuery = (id: number) =>
  queryOptions({
    queryKey: ['deleted-cameras', 'one', id],
    queryFn: ({ signal }) => answer(api.GET(one, { params: { path: { id } }, signal })),
  });

export const restoreCamera = (id: number, body: RestoreBody) =>
  answer(api.POST(`${one}/restore`, { params: { path: { id } }, body }));

export const dropDeletedArchive = (id: number) => answer(api.DELETE(`${one}/archive`, { params: { path: { id } } }));

export const purgeDeletedCamera = (id: number) => answer(api.DELETE(one, { params: { path: { id } } }));

/** Results by id: what is refused for one is done for the others. At most 500 at once. */
export const changeDeletedCameras = (ids: number[], verb: DeletedCameraVerb) =>
  answer(api.POST(`${root}/bulk`, { body: { ids, ...verb } }));

/** Of all that the filter finds. */
export async function deletedCameraIds(filter: DeletedCameraFilter): Promise<readonly number[]> {
  const ids: number[] = [];
  let after: string | undefined;
  do {
    const page = await answer(api.GET(root, { params: { query: defined({ ...filter, after, limit: 1000 }) } }));
    ids.push(...page.items.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}
