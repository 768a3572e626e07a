import type { Location, LocationCreate } from '../../api/locations.ts';
import type { Picked } from '../../ui/form/pickers.tsx';
import { changed, nullable, numberOrNull } from '../../ui/form/values.ts';

export interface LocationValues {
  title: string;
  parent: Picked | null;
  code: string;
  latitude: number | string;
  longitude: number | string;
}

export const newLocation = (parent: Picked | null): LocationValues => ({
  title: '',
  parent,
  code: '',
  latitude: '',
  longitude: '',
});

export const locationValues = (location: Location): LocationValues => ({
  title: location.title,
  parent: parentOf(location),
  code: location.code ?? '',
  latitude: location.latitude ?? '',
  longitude: location.longitude ?? '',
});

/** What of the form is sent: the fields that differ from `before`. */
export const locationChange = (before: LocationValues, values: LocationValues) =>
  changed(locationFields(before), locationFields(values));

export const locationFields = ({ title, parent, code, latitude, longitude }: LocationValues): LocationCreate => ({
  title: title.trim(),
  parentId: parent?.id ?? null,
  code: nullable(code),
  latitude: numberOrNull(latitude),
  longitude: numberOrNull(longitude),
});

/** By the whole address of what it is below; null: at the top. */
export const parentOf = ({ parentId, titles }: Location): Picked | null =>
  parentId === null ? null : { id: parentId, title: titles.slice(0, -1).join(', ') };
