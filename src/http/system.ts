import type { FastifyInstance } from 'fastify';
import type { Core } from '../core/core.ts';
import type { RecordingNumbers } from './recording-metrics.ts';
import { type CheckResult, serverMetrics } from './server-metrics.ts';

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
  app.get('/health/live', async () => ({ status: 'live' }));
  const shared = new Set(checks.filter((one) => one.shared).map(({ name }) => name));
  const allOk = (results: readonly CheckResult[]) =>
    results.every(([name, result]) => result === 'ok' || shared.has(name));
  const readiness = kept(READY_LIFE_MS, async () => await Promise.all(checks.map((one) => resultOf(core, one))), allOk);
  app.get('/health/ready', async (_request, reply) => {
    const results = await readiness();
    const isReady = allOk(results);
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ready' : 'not ready', checks: Object.fromEntries(results) });
  });
  const metrics = serverMetrics(core, recordings);
  const text = kept(METRICS_LIFE_MS, async () => await metrics.text(await readiness()));
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await text()));
}

/** What a check throws is for the log: it may tell of the inside. */
async function resultOf(core: Core, { name, check }: Readiness): Promise<CheckResult> {
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
