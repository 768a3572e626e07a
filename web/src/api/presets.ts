import { queryOptions } from '@tanstack/react-query';
import { answer, api, defined } from './client.ts';
import type { PresetCreate } from './types.ts';

const root = '/api/vedette/v1/presets' as const;
const one = `${root}/{id}` as const;

/** All of them: a provider has tens, at most. */
export const presetsQuery = queryOptions({
  queryKey: ['presets', 'list'],
  queryFn: ({ signal }) => answer(api.GET(root, { params: { query: { limit: 1000 } }, signal })),
});

/** Those that cameras of the organization may get; undefined: of the default one. Other pages link more: asked anew. */
export const availablePresetsQuery = (organizationId: number | undefined) =>
  queryOptions({
    queryKey: ['presets', 'available', organizationId],
    queryFn: ({ signal }) =>
      answer(
        api.GET(root, {
          params: { query: defined({ available: true, organizationId, limit: 1000 }) },
          signal,
        }),
      ),
    staleTime: 0,
    refetchOnWindowFocus: 'always',
  });

export const presetQuery = (id: number) =>
  queryOptions({
    queryKey: ['presets', 'one', id],
    queryFn: ({ signal }) => answer(api.GET(one, { params: { path: { id } }, signal })),
  });

export const createPreset = (body: PresetCreate) => answer(api.POST(root, { body }));

export const changePreset = (id: number, body: Partial<PresetCreate>) =>
  answer(api.PATCH(one, { params: { path: { id } }, body }));

export const deletePreset = (id: number) => answer(api.DELETE(one, { params: { path: { id } } }));
