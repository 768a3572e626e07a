export type DoorIcon = 'entrance' | 'wicket' | 'gate' | 'barrier';
export const DOOR_ICONS = ['entrance', 'wicket', 'gate', 'barrier'] as const satisfies readonly DoorIcon[];

export type DoorMethod = 'GET' | 'PUT' | 'POST';
export const DOOR_METHODS = ['GET', 'PUT', 'POST'] as const satisfies readonly DoorMethod[];

/** A lock and the camera that shows who stands before it. */
export interface Door {
  readonly id: number;
  readonly lockId: number;
  readonly cameraId: number | null;
  /** Number of the entrance in its house. */
  readonly entrance: number | null;
  readonly icon: DoorIcon;
  readonly name: string;
  /** The whole command that opens it, credentials as `***`; empty: the camera's panel is asked. */
  readonly command: string;
  readonly method: DoorMethod;
}

/** A door with what its lock and its camera are called. */
export interface DoorView extends Door {
  /** The command holds credentials. */
  readonly hasCredentials: boolean;
  readonly lockTitle: string;
  /** Of the lock, and so the house's. */
  readonly postalAddress: string;
  /** Whose the lock is. */
  readonly organizationId: number;
  readonly organizationTitle: string;
  /** CIDR: where whatever the command asks may stand; empty: wherever the policy allows. */
  readonly organizationNetworks: readonly string[];
  readonly cameraName: string | null;
  readonly cameraTitle: string | null;
}

export type DoorFields = Partial<Omit<Door, 'id'>>;
export type NewDoor = DoorFields & { readonly lockId: number };

/** What came of an opening that was allowed. `opened` only when the device said so. */
export type Opening =
  | { readonly result: 'opened'; readonly panelMs: number }
  | { readonly result: 'failed'; readonly panelMs: number; readonly reason: OpeningFailure; readonly detail: string };

/** `refused`: it answered with another status; `credentials`: it did not know ours. */
export type OpeningFailure = 'timeout' | 'unreachable' | 'credentials' | 'refused' | 'no_command';

/** `button`: from inside, by whoever leaves. */
export const DOOR_EVENTS = [
  'call_missed',
  'call_answered',
  'key',
  'app',
  'face',
  'code',
  'call',
  'plate',
  'button',
] as const;
export type DoorEventKind = (typeof DOOR_EVENTS)[number];
