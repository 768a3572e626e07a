import type { Place } from './picker.ts';

const PAIR = /^\s*(-?\d{1,2}(?:\.\d{1,17})?)[\s,;]+(-?\d{1,3}(?:\.\d{1,17})?)\s*$/;

/** The place that a text of latitude and longitude names, as the server reads it; undefined: none. */
export function placeOfText(text: string): Place | undefined {
  const [, latitude, longitude] = PAIR.exec(text) ?? [];
  return placeOfNumbers(latitude, longitude);
}

/** Undefined where one of them is missing or out of range. */
export function placeOfNumbers(
  latitude: number | string | undefined,
  longitude: number | string | undefined,
): Place | undefined {
  if (latitude === undefined || longitude === undefined || latitude === '' || longitude === '') return undefined;
  const place = { latitude: Number(latitude), longitude: Number(longitude) };
  return Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180 ? place : undefined;
}
