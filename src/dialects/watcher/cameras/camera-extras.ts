import type { FastifyRequest } from 'fastify';
import { agentOf, disconnectAgent, movePtz } from '../../../core/cameras/control.ts';
import { markCamera } from '../../../core/cameras/marks.ts';
import { visibleCamera } from '../../../core/cameras/reading/visible.ts';
import { inOwnWords } from '../../../core/errors.ts';
import { present } from '../../../core/fields.ts';
import { oneObject } from '../../wire/body.ts';
import { flag } from '../../wire/values.ts';
import { actorIn, userIn } from '../context.ts';

/** What hangs on a camera: a user's marks, its agent, its motors. `GET agent` and the like by method and end of path. */
export async function cameraExtras(request: FastifyRequest, name: string, rest: string | undefined): Promise<unknown> {
  const { core } = request;
  const actor = actorIn(request);
  switch (`${request.method} ${rest}`) {
    case 'POST user_attributes':
    case 'PUT user_attributes':
      return await mark(request, name);
    case 'GET user_attributes': {
      const { favorite, motionAlarm } = await visibleCamera(core, actor, { name });
      return { favorite, motion_alarm: motionAlarm };
    }
    case 'GET agent':
      return agentOut(await agentOf(core, actor, { name }));
    case 'POST agent-disconnect':
      return await disconnectAgent(core, actor, { name });
    case 'PUT ptz':
    case 'DELETE ptz':
    case 'POST ptz':
    case 'POST ptz/move':
    case 'POST ptz/stop':
      return await movePtz(core, actor, { name });
    default:
      await visibleCamera(core, actor, { name });
      throw inOwnWords('not_found', `${request.method} ${rest ?? 'of a camera'} not found`);
  }
}

async function mark(request: FastifyRequest, name: string) {
  const { core } = request;
  await visibleCamera(core, actorIn(request), { name });
  const body = oneObject(request.body);
  const marks = present({ favorite: flag(body, 'favorite'), motionAlarm: flag(body, 'motion_alarm') });
  const { favorite, motionAlarm } = await markCamera(core, userIn(request), { name }, marks);
  return { favorite, motion_alarm: motionAlarm };
}

function agentOut(agent: Awaited<ReturnType<typeof agentOf>>) {
  return {
    id: agent.id,
    serial: agent.serial,
    model: agent.model,
    ip: null,
    local_ip: null,
    streampoint: null,
    version: null,
    connected_at: null,
  };
}
