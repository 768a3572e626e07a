import { type Fields, refused } from './fields.ts';

interface Place {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const NOWHERE: Place = { latitude: null, longitude: null };

/** Splits the core's "latitude longitude"; any other text gives no coordinates. */
export function placeOf(coordinates: string): Place {
  const [latitude, longitude, ...rest] = coordinates
    .trim()
    .split(/[\s,;]+/)
    .map(Number);
  if (latitude === undefined || longitude === undefined || rest.length > 0) return NOWHERE;
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : NOWHERE;
}

/** What a request makes of the place before; undefined: it says nothing of it. */
export function coordinatesIn(fields: Fields, before = ''): string | undefined {
  const latitude = degrees(fields, 'latitude', 90);
  const longitude = degrees(fields, 'longitude', 180);
  if (latitude === undefined && longitude === undefined) return undefined;
  if ((latitude ?? null) === null && (longitude ?? null) === null) return '';
  const known = placeOf(before);
  const [north, east] = [
    latitude === undefined ? known.latitude : latitude,
    longitude === undefined ? known.longitude : longitude,
  ];
  if (north === null) throw refused('latitude', 'указывается вместе с longitude');
  if (east === null) throw refused('longitude', 'указывается вместе с latitude');
  return `${written(north)} ${written(east)}`;
}

function degrees(fields: Fields, name: 'latitude' | 'longitude', most: number): number | null | undefined {
  const value = fields.optionalNumber(name);
  if (typeof value === 'number' && !(Math.abs(value) <= most))
    throw refused(name, `должен быть от -${most} до ${most}`);
  return value;
}

/** A tenth of a millimetre, never in the form 1e-7. */
const written = (degrees: number): string => degrees.toFixed(9).replace(/\.?0+$/, '');
