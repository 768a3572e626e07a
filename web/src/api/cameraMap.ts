import { queryOptions } from '@tanstack/react-query';
import type { CameraFilter } from './cameras.ts';
import { answer, api, defined } from './client.ts';
import type { Get } from './types.ts';

const root = '/api/vedette/v1/cameras/map' as const;

export type CameraMap = Get<typeof root>;
export type CameraFeature = CameraMap['features'][number];

interface MapBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The cameras of a list as points, within a box or all; at most 5,000. */
export const cameraMapQuery = ({ sort: _sort, ...filter }: CameraFilter, box?: MapBox) =>
  queryOptions({
    queryKey: ['cameras', 'map', filter, box],
    queryFn: ({ signal }) => answer(api.GET(root, { params: { query: defined({ ...filter, ...box }) }, signal })),
    refetchInterval: 20_000,
  });
