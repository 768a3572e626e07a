import type { Static } from 'typebox';
import type { LocationView } from '../../core/locations/location.ts';
import type { Location } from '../contract/locations.ts';

export const toLocation = (location: LocationView): Static<typeof Location> => ({
  id: location.id,
  parentId: location.parentId,
  title: location.title,
  titles: [...location.titles],
  path: [...location.path],
  code: location.code,
  otherCodes: [...location.otherCodes],
  latitude: location.latitude,
  longitude: location.longitude,
  childCount: location.childCount,
  cameraCount: location.cameraCount,
});
