import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Core } from '../core/core.ts';
import { streamCounts } from '../core/streamers/stream-counts.ts';
import { countQuestions } from './connector-metrics.ts';
import { type RecordingNumbers, recordingMetrics } from './recording-metrics.ts';

/** What a readiness check said: `ok`, or why not. */
export type CheckResult = readonly [name: string, result: string];

export interface ServerMetrics {
  readonly contentType: string;
  /** All that is counted, in the text form of Prometheus. */
  text(results: readonly CheckResult[]): Promise<string>;
}

/** What `/metrics` tells: the process, streams, viewings, the change log, the checks, recordings and the connector. */
export function serverMetrics(core: Core, recordings?: () => Promise<RecordingNumbers>): ServerMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'vedette_' });
  const gauges = gaugesIn(registry);
  if (core.connector) countQuestions(registry, core.connector);
  const updateRecordings = recordings && recordingMetrics(registry, recordings);
  return {
    contentType: registry.contentType,
    text: async (results) => {
      for (const [check, result] of results) gauges.ready.set({ check }, result === 'ok' ? 1 : 0);
      const answers = results.every(([name, result]) => name !== 'database' || result === 'ok');
      await countStreams(core, gauges, answers);
      gauges.lag.set(core.feed.staleMs() / 1000);
      await updateRecordings?.();
      return await registry.metrics();
    },
  };
}

function gaugesIn(registry: Registry) {
  const registers = [registry];
  return {
    streams: new Gauge({ name: 'vedette_streams', help: 'Streams by state', labelNames: ['state'], registers }),
    viewings: new Gauge({ name: 'vedette_viewings', help: 'Open viewings', registers }),
    lag: new Gauge({
      name: 'vedette_change_feed_age_seconds',
      help: 'Since the change log was last read to its end',
      registers,
    }),
    ready: new Gauge({
      name: 'vedette_ready',
      help: 'The checks of /health/ready: 1 where all is well',
      labelNames: ['check'],
      registers,
    }),
  };
}

type Gauges = ReturnType<typeof gaugesIn>;

/** What is not known is left out: 0 would be a number. */
async function countStreams(core: Core, { streams, viewings }: Gauges, databaseAnswers: boolean): Promise<void> {
  const counted = databaseAnswers ? await streamCounts(core).catch(() => undefined) : undefined;
  streams.reset();
  viewings.remove();
  if (!counted) return;
  streams.set({ state: 'alive' }, counted.alive);
  streams.set({ state: 'down' }, counted.down);
  viewings.set(counted.viewings);
}
