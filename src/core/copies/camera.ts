import type { Actor } from '../actor.ts';
import type { CameraView } from '../cameras/camera.ts';
import { visibleCamera } from '../cameras/reading/visible.ts';
import type { Core } from '../core.ts';
import { unlessNotFound } from '../errors.ts';
import { resolveCamera } from './copies.ts';

/** A camera as an organization knows it. */
export interface KnownCamera {
  readonly camera: CameraView;
  /** The copy whose id was asked for; undefined: the camera's own. */
  readonly copy: { readonly id: number; readonly organizationId: number } | undefined;
}

/** The camera of an id, or the original of a copy's. Undefined: there is none, or not for this caller. */
export async function cameraUnder(core: Core, actor: Actor, id: number): Promise<KnownCamera | undefined> {
  const known = await unlessNotFound(visibleCamera(core, actor, { id }));
  if (known) return { camera: known, copy: undefined };
  const { cameraId, organizationId } = await resolveCamera(core, actor, id);
  if (organizationId === null) return undefined;
  const camera = await unlessNotFound(visibleCamera(core, actor, { id: cameraId }));
  return camera && { camera, copy: { id, organizationId } };
}
