import type { FastifyPluginAsync } from 'fastify';
import { type BillSettings, billApi } from './bill/index.ts';
import { insideOnly } from './network.ts';

interface Options {
  readonly bill: BillSettings & { readonly networks: readonly string[] };
  /** Addresses or networks of proxies whose forwarded headers count. */
  readonly trustedProxies: readonly string[];
}

/** SmartYard's APIs, as docs/dialects/smartyard.md has them: the billing's under `/bill/api`. */
export const smartyardDialect: FastifyPluginAsync<Options> = async (app, { bill, trustedProxies }) => {
  const inside = insideOnly({ networks: bill.networks, trustedProxies, setting: 'BILL_API_NETWORKS' });
  await app.register(async (api) => await billApi(api, inside, bill), { prefix: '/bill/api' });
};
