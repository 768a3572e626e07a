import type { CameraView } from './camera.ts';
import type { RecordingError } from './recording/recording-error.ts';

export type CameraState = 'live' | 'starting' | 'on_demand' | 'offline' | 'blocked' | 'no_source';

/** How a camera is, whatever block stands. */
export type CameraHealth = Exclude<CameraState, 'blocked'>;

/** The one status word of a camera, the same in lists, cards and APIs. */
export function stateOf(camera: CameraView, now: Date): CameraState {
  return isBlocked(camera) ? 'blocked' : runningState(camera, now);
}

/** The same without the blocks. No node takes a blocked camera in, so of that it is what was seen last; null: nothing. */
export function healthOf(camera: CameraView, now: Date): CameraHealth | null {
  const state = runningState(camera, now);
  if (state !== 'starting' || !isBlocked(camera)) return state;
  return camera.status?.alive ? 'live' : null;
}

function runningState({ streamUrl, status, onDemand }: CameraView, now: Date): CameraHealth {
  if (streamUrl === '') return 'no_source';
  if (status?.alive && now.getTime() - status.updatedAt.getTime() < STATUS_LIFE_MS) return 'live';
  if (onDemand) return 'on_demand';
  return status?.error ? 'offline' : 'starting';
}

/** What keeps a live picture from being recorded that should be now; null: nothing does. */
export const recordingErrorOf = (camera: CameraView, now: Date): RecordingError | null =>
  stateOf(camera, now) === 'live' ? (camera.status?.recordingError ?? null) : null;

const isBlocked = (camera: CameraView): boolean => camera.blocks.length + camera.organizationBlocks.length > 0;

/** A state that its media node has not repeated for this long is no longer believed. */
export const STATUS_LIFE_MS = 30_000;
