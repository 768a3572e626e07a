import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { integrationTrace } from '../../http/request.ts';
import { acceptBodies } from '../wire/parsers.ts';
import { authenticate } from './auth.ts';
import { cameraRoutes } from './cameras.ts';
import { sendError, sendUnknownPath } from './errors.ts';
import { licenceRoutes } from './licences.ts';
import { syncRoutes } from './sync.ts';
import { userRoutes } from './users.ts';

/** The billing API of a VMS, as docs/dialects/vms.md has it. */
export const vmsDialect: FastifyPluginAsync = async (app) => {
  await app.register(api, { prefix: '/api/v1/billing', routes: [userRoutes, syncRoutes, licenceRoutes, cameraRoutes] });
  await app.register(api, { prefix: '/api/v2/billing', routes: [cameraRoutes] });
};

interface ApiOptions {
  readonly routes: readonly ((app: FastifyInstance) => void)[];
}

const api: FastifyPluginAsync<ApiOptions> = async (app, { routes }) => {
  app.setErrorHandler(sendError);
  app.setNotFoundHandler(sendUnknownPath);
  acceptBodies(app);
  app.addHook('onRequest', async (request) => {
    request.trace = integrationTrace(request.trace, 'vms');
  });
  await app.register(async (own) => {
    own.addHook('onRequest', authenticate);
    for (const add of routes) add(own);
  });
};
