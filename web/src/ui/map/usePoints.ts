import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cameraMapQuery } from '../../api/cameraMap.ts';
import type { CameraFilter } from '../../api/cameras.ts';
import type { Box } from './grid.ts';

/** Of one answer all that it has; where there are more than it holds, those within the box are asked for by themselves. */
export function usePoints(filter: CameraFilter, box: Box | undefined) {
  const all = useQuery({ ...cameraMapQuery(filter), placeholderData: keepPreviousData });
  const isPart = all.data?.truncated === true && box !== undefined;
  const part = useQuery({ ...cameraMapQuery(filter, box), enabled: isPart, placeholderData: keepPreviousData });
  const data = isPart && part.data !== undefined ? part.data : all.data;
  const features = useMemo(() => data?.features ?? [], [data]);
  const inside = useMemo(
    () => (box === undefined ? features : features.filter(({ geometry }) => isIn(box, geometry.coordinates))),
    [features, box],
  );
  return { all, features, inside, truncated: data?.truncated ?? false };
}

const isIn = ({ west, south, east, north }: Box, [longitude = 0, latitude = 0]: readonly number[]): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;
