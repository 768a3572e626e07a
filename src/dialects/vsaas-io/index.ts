import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { integrationTrace } from '../../http/request.ts';
import { acceptBodies } from '../wire/parsers.ts';
import { authenticate } from './auth.ts';
import { sendError, sendUnknownPath } from './errors.ts';
import { organizationRoutes } from './organizations.ts';
import { planRoutes } from './tariff-plans.ts';

/** The billing API v1 of VSAAS.IO, as docs/dialects/vsaas-io.md has it. The apps' API below `/api` has no path in `v1`. */
export const vsaasIoDialect: FastifyPluginAsync = async (app) => {
  await app.register(api, { prefix: '/api/v1' });
};

const api = async (app: FastifyInstance) => {
  app.setErrorHandler(sendError);
  app.setNotFoundHandler(sendUnknownPath);
  acceptBodies(app);
  app.addHook('onRequest', async (request) => {
    request.trace = integrationTrace(request.trace, 'vsaas-io');
  });
  await app.register(async (own) => {
    own.addHook('onRequest', authenticate);
    planRoutes(own);
    organizationRoutes(own);
  });
};
