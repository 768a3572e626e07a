import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Core } from '../core/core.ts';
import { countQuestions } from './connector-metrics.ts';

export interface Readiness {
  readonly name: string;
  /** Undefined: ready; else the reason why not. */
  readonly check: () => Promise<string | undefined>;
  /** Told, but no reason to send requests elsewhere: other servers have the same. */
  readonly shared?: true;
}

/** Nobody has to say who asks here, so nobody makes us work more often than this. */
const READY_LIFE_MS = 2000;
const METRICS_LIFE_MS = 5000;

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

  if (core.connector) countQuestions(registry, core.connector);

  app.get('/health/live', async () => ({ status: 'live' }));
  const shared = new Set(checks.filter((one) => one.shared).map(({ name }) => name));
  const allOk = (results: readonly (readonly [string, string])[]) =>
    results.every(([name, result]) => result === 'ok' || shared.has(name));
  const readiness = kept(READY_LIFE_MS, async () => await Promise.all(checks.map((one) => resultOf(core, one))), allOk);
  app.get('/health/ready', async (_request, reply) => {
    const results = await readiness();
    const ready = allOk(results);
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(results) });
  });
  const metrics = kept(METRICS_LIFE_MS, async () => {
    const [row] = await core.lists<{ alive: number; down: number; viewings: number }[]>`
      select count(*) filter (where s.alive)::int as alive, count(*) filter (where not s.alive)::int as down,
        (select count(*)::int from viewing v where v.ended_at is null) as viewings
      from stream_state s`;
    streams.set({ state: 'alive' }, row?.alive ?? 0);
    streams.set({ state: 'down' }, row?.down ?? 0);
    viewings.set(row?.viewings ?? 0);
    lag.set(core.feed.staleMs() / 1000);
    return await registry.metrics();
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await metrics()));
}

/** What a check throws is for the log: it may tell of the inside. */
async function resultOf(core: Core, { name, check }: Readiness): Promise<readonly [name: string, result: string]> {
  try {
    return [name, (await check()) ?? 'ok'];
  } catch (cause) {
    core.log.warn({ cause, check: name }, 'a readiness check failed');
    return [name, 'failing'];
  }
}

/** One answer for everybody who asks within its life; what failed, or is not worth it, is not kept. */
function kept<T>(lifeMs: number, make: () => Promise<T>, worth: (answer: T) => boolean = () => true): () => Promise<T> {
  let madeAt = Number.NEGATIVE_INFINITY;
  let answer: Promise<T> | undefined;
  return () => {
    if (answer && performance.now() - madeAt < lifeMs) return answer;
    madeAt = performance.now();
    const fresh = make();
    answer = fresh;
    const drop = (): void => {
      if (answer === fresh) answer = undefined;
    };
    fresh.then((made) => worth(made) || drop(), drop);
    return fresh;
  };
}
