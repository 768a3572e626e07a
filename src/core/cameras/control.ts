import { editableOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { DomainError, forbidden, notFound } from '../errors.ts';
import type { CameraView } from './camera.ts';
import type { CameraKey } from './operations.ts';
import { decisions, visibleCamera } from './visible.ts';

/** Moves a camera's motors. There is no ONVIF client yet: whoever may do it is told so. */
export async function movePtz(core: Core, actor: Actor, key: CameraKey): Promise<never> {
  const camera = await visibleCamera(core, actor, key);
  const [decision] = await decisions(core, actor, [camera]);
  if (!decision?.rights.ptz) throw forbidden('You may not move this camera');
  if (!camera.ptz) throw new DomainError('conflict', `Camera ${camera.name} has no motors (onvif_ptz is off)`);
  throw new DomainError('unavailable', 'Cameras cannot be moved from here yet: there is no ONVIF client');
}

/** Looks for cameras in a network, for whoever may add some. There is no ONVIF client yet. */
export async function discoverCameras(core: Core, actor: Actor): Promise<never> {
  const user = await scopeOf(core, actor);
  if (user && (user.readonly || editableOrganizations(user).length === 0)) throw forbidden('You may not add cameras');
  throw new DomainError('unavailable', 'Cameras cannot be searched for from here yet: there is no ONVIF client');
}

/** What is known of the agent in a camera; not found: it has none. */
export async function agentOf(core: Core, actor: Actor, key: CameraKey): Promise<NonNullable<CameraView['agent']>> {
  const camera = await editableCamera(core, actor, key);
  if (!camera.agent?.id && !camera.agent?.serial) throw notFound(`An agent of camera ${camera.name}`);
  return camera.agent;
}

/** Ends an agent's connection. Agents do not connect yet, so there is none to end. */
export async function disconnectAgent(core: Core, actor: Actor, key: CameraKey): Promise<never> {
  await agentOf(core, actor, key);
  throw new DomainError('unavailable', 'No agent is connected: the agent gateway is not built yet');
}

/** A token by which an agent joins a subscriber's organization. There is no agent gateway that it could join yet. */
export async function issueActivation(actor: Actor): Promise<never> {
  if (actor.kind !== 'user') throw forbidden('The system key asks for no activation token: the subscriber does');
  throw new DomainError('unavailable', 'Cameras with an agent cannot be activated yet: the agent gateway is not built');
}

async function editableCamera(core: Core, actor: Actor, key: CameraKey): Promise<CameraView> {
  const camera = await visibleCamera(core, actor, key);
  const [decision] = await decisions(core, actor, [camera]);
  if (!decision?.rights.edit) throw forbidden('You may not edit this camera');
  return camera;
}
