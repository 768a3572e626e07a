import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Core } from '../core/core.ts';

export interface Readiness {
  readonly name: string;
  /** Undefined: ready; else the reason why not. */
  readonly check: () => Promise<string | undefined>;
}

/** `/health/live`, `/health/ready`, `/metrics`. */
export function systemRoutes(app: FastifyInstance, core: Core, checks: readonly Readiness[]): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'vedette_' });
  const streams = new Gauge({
    name: 'vedette_streams',
    help: 'Streams by state',
    labelNames: ['state'],
    registers: [registry],
  });
  const viewings = new Gauge({ name: 'vedette_viewings', help: 'Open viewings', registers: [registry] });
  const lag = new Gauge({
    name: 'vedette_change_feed_age_seconds',
    help: 'Since the change log was last read to its end',
    registers: [registry],
  });

  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const results = await Promise.all(
      checks.map(async ({ name, check }) => [name, (await check().catch(String)) ?? 'ok'] as const),
    );
    const ready = results.every(([, result]) => result === 'ok');
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(results) });
  });
  app.get('/metrics', async (_request, reply) => {
    const [row] = await core.sql<{ alive: number; down: number; viewings: number }[]>`
      select count(*) filter (where s.alive)::int as alive, count(*) filter (where not s.alive)::int as down,
        (select count(*)::int from viewing v where v.ended_at is null) as viewings
      from stream_state s`;
    streams.set({ state: 'alive' }, row?.alive ?? 0);
    streams.set({ state: 'down' }, row?.down ?? 0);
    viewings.set(row?.viewings ?? 0);
    lag.set(core.feed.staleMs() / 1000);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
