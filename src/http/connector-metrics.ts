import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Billing } from '../core/core.ts';

/** Metrics of the billing that is asked: questions by outcome, latency, stale answers given. */
export function countQuestions(registry: Registry, billing: Billing): void {
  const registers = [registry];
  const asked = new Counter({
    name: 'vedette_connector_questions_total',
    help: 'Questions for the billing by what became of them; not_asked: it is down',
    labelNames: ['question', 'outcome'],
    registers,
  });
  const stale = new Counter({
    name: 'vedette_connector_stale_total',
    help: 'Answers from before, given because the billing cannot be asked',
    labelNames: ['question'],
    registers,
  });
  const seconds = new Histogram({
    name: 'vedette_connector_seconds',
    help: 'How long the billing took to answer or to fail',
    labelNames: ['question'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
    registers,
  });
  new Gauge({
    name: 'vedette_connector_up',
    help: '1: the billing answered when it was asked last, or was not asked yet',
    registers,
    collect() {
      this.set(billing.health.healthy ? 1 : 0);
    },
  });
  billing.onAsked(({ kind: question, outcome, seconds: took, stale: old }) => {
    asked.inc({ question, outcome });
    if (old) stale.inc({ question });
    if (outcome !== 'not_asked') seconds.observe({ question }, took);
  });
}
