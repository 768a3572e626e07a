import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Core } from '../../core/core.ts';
import { refuse } from '../../core/errors.ts';
import { noteUnknown } from '../../http/refused-calls.ts';
import { integrationTrace } from '../../http/request.ts';
import { pathId } from '../wire/body.ts';
import { acceptMultipart } from '../wire/multipart.ts';
import { acceptBodies } from '../wire/parsers.ts';
import { actorOf, authenticate } from './auth.ts';
import { cameraAuth } from './cameras/camera-auth.ts';
import { cameraRoutes } from './cameras/cameras.ts';
import { importRoutes, interchangeRoutes } from './cameras/imports.ts';
import { actorIn } from './context.ts';
import { domainRoutes } from './domains.ts';
import { sendError, sendUnknownPath } from './errors.ts';
import { floorPlanRoutes } from './floor-plan.ts';
import { folderGrantRoutes, folderRoutes } from './folders.ts';
import { ListMarks } from './list-marks.ts';
import { missingRoutes } from './missing.ts';
import { mosaicRoutes } from './mosaics.ts';
import { organizationRoutes } from './organizations.ts';
import { authRoutes } from './people/auth-routes.ts';
import { autologinPage } from './people/autologin.ts';
import { memberRoutes } from './people/members.ts';
import { userRoutes } from './people/users.ts';
import { presetRoutes } from './presets.ts';
import { settingsRoutes } from './settings.ts';
import { streamerRoutes } from './streamers.ts';

declare module 'fastify' {
  interface FastifyInstance {
    readonly listMarks: ListMarks;
  }
}

/** The Flussonic Watcher API v2, as docs/dialects/watcher.md has it. */
export const watcherDialect: FastifyPluginAsync<{ core: Core }> = async (app, { core }) => {
  cameraAuth(app, core);
  await app.register(async (vsaas) => {
    vsaas.setErrorHandler(sendError);
    vsaas.addHook('onRequest', async (request) => {
      request.trace = integrationTrace(request.trace, 'watcher');
    });
    vsaas.decorate('listMarks', new ListMarks());
    acceptBodies(vsaas);
    await acceptMultipart(vsaas);
    autologinPage(vsaas);
    await vsaas.register(api, { prefix: '/vsaas/api' });
  });
};

const api = async (app: FastifyInstance) => {
  app.setNotFoundHandler((request, reply) => {
    noteUnknown(request, async () => await actorOf(request));
    return sendUnknownPath(request, reply);
  });
  await app.register(async (old) => {
    old.addHook('onRequest', authenticate);
    interchangeRoutes(old);
  });
  await app.register(async (open) => authRoutes(open), { prefix: '/v2' });
  await app.register(
    async (own) => {
      own.addHook('onRequest', authenticate);
      resources(own);
      domainRoutes(own);
    },
    { prefix: '/v2' },
  );
  await app.register(
    async (aliased) => {
      aliased.addHook('onRequest', authenticate);
      aliased.addHook<{ Params: { domainId: string } }>('onRequest', async (request) => {
        const id = pathId('domain_not_found', request.params.domainId);
        if (id !== actorIn(request).domainId) throw refuse('domain_not_found', { id });
      });
      resources(aliased);
    },
    { prefix: '/v2/domains/:domainId' },
  );
};

/** Everything exists in a domain, so everything is served with and without its prefix. */
function resources(app: FastifyInstance): void {
  cameraRoutes(app);
  importRoutes(app);
  userRoutes(app);
  organizationRoutes(app);
  memberRoutes(app);
  presetRoutes(app);
  folderRoutes(app);
  folderGrantRoutes(app);
  floorPlanRoutes(app);
  mosaicRoutes(app);
  streamerRoutes(app);
  settingsRoutes(app);
  missingRoutes(app);
}
