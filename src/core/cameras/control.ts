import { editableOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import type { CameraKey, CameraView } from './camera.ts';
import { decisions, editableCamera, visibleCamera } from './reading/visible.ts';

/** Moving a camera's motors is not built in yet: refuses whoever may do it with that reason. */
export async function movePtz(core: Core, actor: Actor, key: CameraKey): Promise<never> {
  const camera = await visibleCamera(core, actor, key);
  const [decision] = await decisions(core, actor, [camera]);
  if (!decision?.rights.ptz) throw refuse('camera_not_moved');
  if (!camera.ptz) throw refuse('camera_without_motors', { name: camera.name });
  throw refuse('camera_motors_unreachable');
}

/** Looking for cameras in a network is not built in yet: refuses whoever may add some with that reason. */
export async function discoverCameras(core: Core, actor: Actor): Promise<never> {
  const user = await scopeOf(core, actor);
  if (user && (user.readonly || editableOrganizations(user).length === 0)) throw refuse('cameras_not_added');
  throw refuse('camera_search_missing');
}

/** What is known of the agent in a camera; not found: it has none. */
export async function agentOf(core: Core, actor: Actor, key: CameraKey): Promise<NonNullable<CameraView['agent']>> {
  const camera = await editableCamera(core, actor, key);
  if (!camera.agent?.id && !camera.agent?.serial) throw refuse('agent_not_found', { name: camera.name });
  return camera.agent;
}

/** Ends an agent's connection. Agents do not connect yet, so there is none to end. */
export async function disconnectAgent(core: Core, actor: Actor, key: CameraKey): Promise<never> {
  await agentOf(core, actor, key);
  throw refuse('agent_gateway_missing');
}

/** A token by which an agent joins a subscriber's organization. There is no agent gateway that it could join yet. */
export async function issueActivation(actor: Actor): Promise<never> {
  if (actor.kind !== 'user') throw refuse('activation_token_of_system');
  throw refuse('agent_activation_missing');
}
