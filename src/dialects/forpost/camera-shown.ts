import type { CameraView } from '../../core/cameras/camera.ts';
import { visibleCamera } from '../../core/cameras/visible.ts';
import { resolveCamera } from '../../core/copies/copies.ts';
import { DomainError, refuse } from '../../core/errors.ts';
import type { Call } from './call.ts';
import type { Shown } from './camera-out.ts';

/** The camera of an id, or the original of a copy's. Undefined: there is none, or not for this caller. */
export async function shownAs(call: Call, id: number): Promise<Shown | undefined> {
  const known = await seen(call, id);
  if (known) return { camera: known, copy: undefined };
  const { cameraId, organizationId } = await resolveCamera(call.core, call.actor, id);
  const camera = organizationId === null ? undefined : await seen(call, cameraId);
  return camera && organizationId !== null ? { camera, copy: { id, organizationId } } : undefined;
}

/** The same where there has to be one. */
export async function cameraIn(call: Call, id: number): Promise<CameraView> {
  const shown = await shownAs(call, id);
  if (!shown) throw refuse('camera_not_found', { id });
  return shown.camera;
}

async function seen({ core, actor }: Call, id: number): Promise<CameraView | undefined> {
  return await unlessNotFound(visibleCamera(core, actor, { id }));
}

/** Undefined: it is not there, or not for this caller. */
export async function unlessNotFound<T>(answer: Promise<T>): Promise<T | undefined> {
  return await answer.catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === 'not_found') return undefined;
    throw error;
  });
}
