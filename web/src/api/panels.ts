import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import { Problem } from './problems/problem.ts';
import type { PanelChange } from './types.ts';

const one = '/api/vedette/v1/cameras/{id}/panel' as const;

/** Null: the camera is no intercom. */
export const panelQuery = (cameraId: number) =>
  queryOptions({
    queryKey: ['cameras', 'panel', cameraId],
    queryFn: ({ signal }) =>
      answer(api.GET(one, { params: { path: { id: cameraId } }, signal })).catch((problem: unknown) => {
        if (problem instanceof Problem && problem.code === 'not_found') return null;
        throw problem;
      }),
  });

export const setPanel = (cameraId: number, body: PanelChange) =>
  answer(api.PUT(one, { params: { path: { id: cameraId } }, body }));

export const removePanel = (cameraId: number) => answer(api.DELETE(one, { params: { path: { id: cameraId } } }));
