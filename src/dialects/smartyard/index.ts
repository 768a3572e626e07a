import type { FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';
import type { Core } from '../../core/core.ts';
import { asteriskApi } from './asterisk/index.ts';
import { billApi } from './bill/index.ts';
import type { BillSettings } from './bill/settings.ts';
import { type AppsOriginsOptions, appsOrigins } from './mobile/cors.ts';
import { type MobileOptions, mobileApi } from './mobile/index.ts';
import { insideOnly } from './network.ts';

interface Options extends MobileOptions, AppsOriginsOptions {
  readonly core: Core;
  readonly bill: BillSettings & { readonly networks: readonly string[] };
  /** Addresses or networks of proxies whose forwarded headers count. */
  readonly trustedProxies: readonly string[];
}

/**
 * SmartYard's APIs, as docs/dialects/smartyard.md has them: the billing's under `/bill/api`, the apps' under `/api`, and
 * what a telephone exchange asks under `/asterisk`.
 */
const dialect: FastifyPluginAsync<Options> = async (app, { core, bill, trustedProxies, corsOrigins, ...mobile }) => {
  await app.register(appsOrigins, { corsOrigins });
  const inside = insideOnly({ networks: bill.networks, trustedProxies, setting: 'BILL_API_NETWORKS' });
  await app.register(async (api) => await billApi(api, inside, bill), { prefix: '/bill/api' });
  await app.register(async (api) => await mobileApi(api, core, mobile), { prefix: '/api' });
  await app.register(async (api) => await asteriskApi(api, inside), { prefix: '/asterisk' });
};

export const smartyardDialect = fp(dialect, { name: 'smartyard' });
