import type { Connection } from './connection.ts';

/** Somebody of a flat's contract. */
export interface FlatPerson {
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
}

/** A contract that has the intercom. */
export interface FlatContract {
  readonly id: number;
  readonly title: string;
  /** It is linked to this intercom by a flat; false: it was given the device, or a lock behind a door of it. */
  readonly byFlat: boolean;
  /** The first of its people, and how many there are. */
  readonly people: readonly FlatPerson[];
  readonly peopleCount: number;
  readonly keyCount: number;
}

/** A flat of an intercom, with what it has other than the intercom. */
export interface IntercomFlat {
  /** As its door says it; null: of contracts whose flat nobody knows. */
  readonly flat: string | null;
  readonly apartment: number | null;
  readonly contracts: readonly FlatContract[];
  /** Null: as the intercom. */
  readonly calls: boolean | null;
  readonly connection: Connection | null;
}

export interface FlatSettings {
  readonly calls?: boolean | null | undefined;
  readonly connection?: Connection | null | undefined;
}

export interface FlatQuery {
  /** A flat, digits of a key, a login, a user's or a contract's name. */
  readonly search?: string | undefined;
  /** Flats of the range that nobody is known for as well. */
  readonly empty?: boolean | undefined;
  /** Those alone that have something other than the intercom. */
  readonly individual?: boolean | undefined;
}
