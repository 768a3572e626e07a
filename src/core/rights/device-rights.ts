import { pick } from '../fields.ts';

/** What a user may do with one camera. */
export interface DeviceRights {
  readonly live: boolean;
  readonly archive: boolean;
  readonly download: boolean;
  /** Pictures of the archive. */
  readonly snapshot: boolean;
  readonly ptz: boolean;
  readonly edit: boolean;
}

/** A grant on the camera as it stands: with what these rights do not say and a change of them keeps. */
export interface HeldRights extends DeviceRights {
  readonly actions: boolean;
  /** Seconds; null: all there is. */
  readonly archiveDepthSeconds: number | null;
}

const NAMES = [
  'live',
  'archive',
  'download',
  'snapshot',
  'ptz',
  'edit',
] as const satisfies readonly (keyof DeviceRights)[];

/**
 * The one grant that takes the place of those that are held, and the rights before and after by name. Rights that are
 * not named stay. `after` is empty, and there is no grant, where nothing is left or downloads of no archive.
 */
export function rightsAfter(named: Partial<DeviceRights>, held: readonly HeldRights[]) {
  const rights = Object.fromEntries(
    NAMES.map((name) => [name, named[name] ?? held.some((row) => row[name])]),
  ) as unknown as DeviceRights;
  const some = NAMES.some((name) => name !== 'download' && rights[name]);
  return {
    before: NAMES.filter((name) => held.some((row) => row[name])),
    after: some ? NAMES.filter((name) => rights[name]) : [],
    row: {
      ...pick(rights, NAMES),
      actions: held.some((row) => row.actions),
      archiveDepthSeconds: held.find((row) => row.archive)?.archiveDepthSeconds ?? null,
    },
  };
}
