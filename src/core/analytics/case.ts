import type { RecordWindow } from '../cameras/recording/recording.ts';
import type { Level } from '../licences/licence.ts';
import type { AnalyticsType } from './types.ts';

/** Why nothing comes of a camera. */
export type CameraTrouble =
  /** No picture comes from it. */
  | 'offline'
  /** It is not set up to tell of motion. */
  | 'no_notices'
  /** It is to be asked about motion by ONVIF, and that fails. */
  | 'not_heard'
  /** No engine that looks after the type has told of itself lately. */
  | 'no_engine'
  /** The engine says that it cannot. */
  | 'failure';

export interface CaseCamera {
  readonly id: number;
  readonly name: string;
  readonly title: string;
  /** Null: it is looked at. */
  readonly trouble: CameraTrouble | null;
  /** In the engine's words; null: it said nothing. */
  readonly failure: string | null;
}

/** `partially_active`: some of its cameras are looked at; `inactive`: none is. */
export type CaseStatus = 'active' | 'partially_active' | 'paused' | 'inactive';

export interface AnalyticsCase {
  readonly id: number;
  readonly domainId: number;
  readonly title: string;
  readonly type: AnalyticsType;
  readonly level: Level | null;
  readonly user: { readonly id: number; readonly login: string };
  /** Whose licences it takes: of a sub-user's case the subscriber above. */
  readonly ownerId: number;
  readonly paused: boolean;
  readonly status: CaseStatus;
  /** Null: always. */
  readonly schedule: readonly RecordWindow[] | null;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Those that its user still sees. */
  readonly cameras: readonly CaseCamera[];
  readonly createdAt: Date;
}

export interface CaseFields {
  readonly title?: string | undefined;
  readonly paused?: boolean | undefined;
  readonly cameraIds?: readonly number[] | undefined;
  readonly schedule?: readonly RecordWindow[] | null | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
}

export const MOST_CAMERAS = 100;
/** Of one user. */
export const MOST_CASES = 100;
export const MOST_SETTINGS_BYTES = 16_384;
/** An engine that has not told of itself for this long is no longer believed to be there. */
export const HEARTBEAT_LIFE_SECONDS = 120;

export function statusOf(paused: boolean, cameras: readonly Pick<CaseCamera, 'trouble'>[]): CaseStatus {
  if (paused) return 'paused';
  const working = cameras.filter(({ trouble }) => trouble === null).length;
  if (working === 0) return 'inactive';
  return working === cameras.length ? 'active' : 'partially_active';
}

/** What is known of a camera of a case, as it is stored. */
export interface CameraSigns {
  /** A picture comes, or would come if somebody asked for it. */
  readonly reachable: boolean;
  readonly tellsMotion: boolean;
  /** Nothing is known to be wrong with how it tells. */
  readonly heard: boolean;
  readonly failure: string | null;
}

/** `engine`: one that looks after the type has told of itself lately; undefined: the type needs none. */
export function troubleOf(
  { reachable, tellsMotion, heard, failure }: CameraSigns,
  engine: boolean | undefined,
): CameraTrouble | null {
  if (engine === undefined && !tellsMotion) return 'no_notices';
  if (engine === false) return 'no_engine';
  if (!reachable) return 'offline';
  if (engine === undefined && !heard) return 'not_heard';
  return engine === true && failure !== null ? 'failure' : null;
}
