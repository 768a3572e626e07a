import { isIP } from 'node:net';
import { resolveCamera } from '../../core/copies/copies.ts';
import { makeEmbedLink } from '../../core/embed/embed.ts';
import { issueUserSession } from '../../core/sessions/user-session.ts';
import { baseUrl } from '../../http/base-url.ts';
import type { Call } from './call.ts';
import type { Method } from './method.ts';
import { refused } from './parameters.ts';

export const sessionMethods: readonly Method[] = [
  {
    name: 'CreateUserSession',
    run: async (call) => {
      const login = call.text('UserLogin');
      return { SessionID: await issueUserSession(call.core, call.actor, { login, address: userAddress(call) }) };
    },
  },
  {
    name: 'GetEmbedClient',
    run: async (call) => {
      const login = call.text('UserLogin');
      const address = userAddress(call);
      const asked = call.optionalInteger('CameraID') ?? undefined;
      const cameraId = asked && (await resolveCamera(call.core, call.actor, asked)).cameraId;
      const timeline = call.optionalFlag('IsTimeline') ?? true;
      const link = await makeEmbedLink(call.core, call.actor, { login, address, cameraId, timeline });
      return { Url: `${baseUrl(call.request)}/embed/${link}` };
    },
  },
];

/** The address that a subscriber came to the cabinet from; undefined: what is given out is bound to none. */
export function userAddress(call: Call): string | undefined {
  const text = call
    .text('UserIP')
    .trim()
    .replace(/^::ffff:/i, '');
  if (isIP(text) === 0) throw refused('UserIP', 'должен быть IP-адресом');
  return text === '0.0.0.0' || text === '::' ? undefined : text;
}
