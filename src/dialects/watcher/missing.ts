import type { FastifyInstance } from 'fastify';
import { issueActivation } from '../../core/cameras/control.ts';
import { refuse } from '../../core/errors.ts';
import { noteUnknown } from '../../http/refused-calls.ts';
import { actorIn } from './context.ts';
import { errorBody } from './errors.ts';

/** What older or newer clients ask for that is not served, with what to use instead. */
const MISSING: Readonly<Record<string, string>> = {
  groups: 'Groups were replaced by folders: use /organizations/{id}/folders and the users of a folder',
  'user-serials': 'Serials are bound by importing the camera with its agent_serial and organization_id',
  agents: 'Agents do not connect to this server yet',
  events: 'Events are not built yet',
  analytics: 'Analytics are not built yet',
  stream_usages: 'Usage is not built yet',
  disk_usages: 'Usage is not built yet',
  usage_statistic: 'Usage is not built yet',
  notifications: 'Notifications are not built yet',
  my: 'Subscriptions and device tokens are not built yet',
};

export function missingRoutes(app: FastifyInstance): void {
  app.post('/agent_activation_token', async (request) => await issueActivation(actorIn(request)));
  app.get<{ Params: { token: string } }>('/agent_activation_token/:token', async (request) => {
    actorIn(request);
    throw refuse('activation_token_not_found');
  });
  for (const [path, hint] of Object.entries(MISSING)) {
    for (const url of [`/${path}`, `/${path}/*`]) {
      app.all(url, async (request, reply) => {
        const actor = actorIn(request);
        // Viewers ask for these all the time; a billing that writes to them is told of it.
        if (request.method !== 'GET') noteUnknown(request, async () => actor);
        reply.code(404);
        return errorBody('NotFound', hint);
      });
    }
  }
}
