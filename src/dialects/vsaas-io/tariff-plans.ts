import type { FastifyInstance } from 'fastify';
import { offeredPlans } from '../../core/plans/contracts.ts';
import { actorIn } from './auth.ts';
import { defaultsOf } from './defaults.ts';
import { sendAll } from './send-all.ts';
import { planOut } from './wire.ts';

/** `/tariff_plans`, as docs/dialects/vsaas-io.md#plans has it. */
export function planRoutes(app: FastifyInstance): void {
  app.get('/tariff_plans', async (request, reply) => {
    const actor = actorIn(request);
    const defaults = await defaultsOf(request);
    return await sendAll(request, reply, {
      field: 'tariff_plans',
      read: (page) => offeredPlans(request.core, actor, page),
      out: (plan) => planOut(plan, defaults),
    });
  });
}
