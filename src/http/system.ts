import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Core } from '../core/core.ts';
import { streamCounts } from '../core/streamers/stream-counts.ts';
import { countQuestions } from './connector-metrics.ts';
import { type RecordingNumbers, recordingMetrics } from './recording-metrics.ts';

export interface Readiness {
  readonly name: string;
  /** Undefined: ready; else the reason why not. */
  readonly check: () => Promise<string | undefined>;
  /** Told, but no reason to send requests elsewhere: other servers have the same. */
  readonly shared?: true;
}

/** Nobody has to say who asks here, so nobody makes us work more often than this. */
const READY_LIFE_MS = 500;
const METRICS_LIFE_MS = 5000;
/** Together with the life of an answer two seconds: so soon is it told, whatever hangs. */
const CHECK_WITHIN_MS = 1500;

/** `/health/live`, `/health/ready`, `/metrics`. */
export function systemRoutes(
  app: FastifyInstance,
  core: Core,
  checks: readonly Readiness[],
  recordings?: () => Promise<RecordingNumbers>,
): void {
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

  const ready = new Gauge({
    name: 'vedette_ready',
    help: 'The checks of /health/ready: 1 where all is well',
    labelNames: ['check'],
    registers: [registry],
  });

  if (core.connector) countQuestions(registry, core.connector);
  const updateRecordings = recordings && recordingMetrics(registry, recordings);

  app.get('/health/live', async () => ({ status: 'live' }));
  const shared = new Set(checks.filter((one) => one.shared).map(({ name }) => name));
  const allOk = (results: readonly (readonly [string, string])[]) =>
    results.every(([name, result]) => result === 'ok' || shared.has(name));
  const readiness = kept(READY_LIFE_MS, async () => await Promise.all(checks.map((one) => resultOf(core, one))), allOk);
  app.get('/health/ready', async (_request, reply) => {
    const results = await readiness();
    const isReady = allOk(results);
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ready' : 'not ready', checks: Object.fromEntries(results) });
  });
  const metrics = kept(METRICS_LIFE_MS, async () => {
    const results = await readiness();
    for (const [check, result] of results) ready.set({ check }, result === 'ok' ? 1 : 0);
    const counted = results.every(([name, result]) => name !== 'database' || result === 'ok')
      ? await streamCounts(core).catch(() => undefined)
      : undefined;
    // What is not known is left out: 0 would be a number.
    streams.reset();
    viewings.remove();
    if (counted) {
      streams.set({ state: 'alive' }, counted.alive);
      streams.set({ state: 'down' }, counted.down);
      viewings.set(counted.viewings);
    }
    lag.set(core.feed.staleMs() / 1000);
    await updateRecordings?.();
    return await registry.metrics();
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await metrics()));
}

/** What a check throws is for the log: it may tell of the inside. */
async function resultOf(core: Core, { name, check }: Readiness): Promise<readonly [name: string, result: string]> {
  try {
    return [name, (await inTime(check())) ?? 'ok'];
  } catch (cause) {
    core.log.warn({ cause, check: name }, 'a readiness check failed');
    return [name, 'failing'];
  }
}

async function inTime(answer: Promise<string | undefined>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${CHECK_WITHIN_MS / 1000} s`), CHECK_WITHIN_MS);
  });
  return await Promise.race([answer, late]).finally(() => clearTimeout(timer));
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
