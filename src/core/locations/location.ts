import { invalid, refuse } from '../errors.ts';
import { checkNumber, checkText } from '../fields.ts';

/** A node of the provider's tree of addresses: a city, a street, a house. */
export interface Location {
  readonly id: number;
  readonly domainId: number;
  readonly parentId: number | null;
  /** Ids from the top down to this one. */
  readonly path: readonly number[];
  readonly title: string;
  /** Decimal degrees; both or none. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** By which the provider's billing and its directory of addresses know it. */
  readonly code: string | null;
}

export interface LocationView extends Location {
  /** Titles from the top down to and with this one. */
  readonly titles: readonly string[];
  /** Codes that lead here as well: of locations that were merged into it, and those mapped by hand. */
  readonly otherCodes: readonly string[];
  readonly childCount: number;
  /** With all below it. */
  readonly cameraCount: number;
  readonly createdAt: Date;
}

export interface LocationFields {
  readonly title?: string;
  readonly code?: string | null;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  /** Null: to the top. */
  readonly parentId?: number | null;
}

/** Locations from the top down, this one counted. */
export const MAX_LEVELS = 32;
export const LONGEST_CODE = 64;

type Node = Pick<Location, 'id' | 'path'>;

/** Refuses to put a location below itself. */
export function requireOutside(location: Pick<Node, 'id'>, parent: Pick<Node, 'path'>): void {
  if (parent.path.includes(location.id)) throw invalid('parentId', 'location_into_itself');
}

/** Refuses a parent too low for a location that has so many levels of others below it; null: the top. */
export function checkDepth(parent: Pick<Node, 'path'> | null, levelsBelow = 0): void {
  if ((parent?.path.length ?? 0) + levelsBelow >= MAX_LEVELS) throw invalid('parentId', 'location_too_deep');
}

/** Trimmed, with an empty code as none. */
export function cleanLocation(fields: LocationFields): LocationFields {
  const { title, code } = fields;
  return {
    ...fields,
    ...(title === undefined ? {} : { title: title.trim() }),
    ...(code === undefined ? {} : { code: code?.trim() || null }),
  };
}

export function checkLocation({ title, code, latitude, longitude }: LocationFields): void {
  checkText('title', title, 255, 1);
  checkText('code', code, LONGEST_CODE, 1);
  checkNumber('latitude', latitude, -90, 90);
  checkNumber('longitude', longitude, -180, 180);
}

/** Half of a place is none. */
export function checkPlace({ latitude, longitude }: Pick<Location, 'latitude' | 'longitude'>): void {
  if ((latitude === null) !== (longitude === null))
    throw invalid(latitude === null ? 'latitude' : 'longitude', 'coordinate_missing');
}

/** What is inside of a location, directly: others, or cameras. */
export interface Inside {
  readonly locations: number;
  readonly cameras: number;
}

/** A location holds others or cameras, never both: refuses others below one that has cameras. */
export function requireNoCameras({ id, title }: Pick<Location, 'id' | 'title'>, { cameras }: Inside): void {
  if (cameras > 0) throw refuse('location_has_cameras', { id, title, cameras });
}

/** The same from the other side: refuses cameras at one that has others below it. */
export function requireNoLocations({ id, title }: Pick<Location, 'id' | 'title'>, { locations }: Inside): void {
  if (locations > 0) throw refuse('location_has_locations', { id, title, locations });
}
