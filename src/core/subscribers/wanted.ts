/** A thing that a billing wants a subscriber to have; `blocked`: it is there, and gives nothing at present. */
export interface Wanted<T> {
  readonly value: T;
  readonly blocked: boolean;
}

/** All that a subscriber shall have from now on, as the billing names it. */
export interface WantedCameras {
  readonly cameraIds: readonly Wanted<number>[];
  readonly cameraExternalIds: readonly Wanted<string>[];
  /** Codes of folders that many see. */
  readonly publicGroups: readonly Wanted<string>[];
  /** Keys of folders within those. */
  readonly privateGroups: readonly Wanted<{ readonly group: string; readonly key: string }>[];
}

export type WantedList = keyof WantedCameras;
export const WANTED_LISTS = ['cameraIds', 'cameraExternalIds', 'publicGroups', 'privateGroups'] as const;

/** The outside id of a folder within a group, as a billing's key names it. */
export const privateCode = ({ group, key }: { readonly group: string; readonly key: string }): string =>
  `${group}/${key}`;

/** What one entry of a list stands for. */
export interface Resolved {
  readonly list: WantedList;
  /** From 1. */
  readonly ord: number;
  readonly objectKind: 'device' | 'folder';
  /** How many it could mean. */
  readonly found: number;
  /** Null: there is none in the domain. */
  readonly objectId: number | null;
}

/** A grant as it is or shall be. */
export interface HeldGrant {
  readonly objectKind: 'device' | 'folder';
  readonly objectId: number;
  readonly blocked: boolean;
}

/** What has to be written so that `held` becomes `wanted`. */
export function grantChanges(held: readonly HeldGrant[], wanted: readonly HeldGrant[]) {
  const key = ({ objectKind, objectId }: HeldGrant) => `${objectKind} ${objectId}`;
  const before = new Map(held.map((grant) => [key(grant), grant]));
  const after = new Map(wanted.map((grant) => [key(grant), grant]));
  return {
    gone: held.filter((grant) => !after.has(key(grant))),
    put: wanted.filter((grant) => before.get(key(grant))?.blocked !== grant.blocked),
  };
}
