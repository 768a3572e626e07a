import { Webhook } from 'standardwebhooks';
import type { Core } from '../core/core.ts';
import { egressRequest } from '../core/egress/request.ts';
import { type Attempt, claimDeliveries, type DueDelivery, settleDelivery } from '../core/webhooks/deliveries.ts';
import { Loop } from './loop.ts';

const POLL_MS = 1000;
/** For a receiver to answer, its name server included. */
const WITHIN_MS = 15_000;
/** What is kept of an answer, bytes. */
const ANSWER_BYTES = 4096;

/**
 * Tells endpoints of events until `signal` aborts, signed by Standard Webhooks. Several processes may do so: each
 * delivery has one sender. An endpoint that is slow holds up its own deliveries alone.
 */
export function deliverWebhooks(core: Core, signal: AbortSignal): Loop {
  const busy = new Set<number>();
  const start = (endpointId: number, due: readonly DueDelivery[]): void => {
    busy.add(endpointId);
    void Promise.all(due.map((one) => deliver(core, one, signal)))
      .catch((cause: unknown) => {
        if (!signal.aborted) core.log.error({ cause, endpointId }, 'webhook outcome not stored');
      })
      .finally(() => {
        busy.delete(endpointId);
        loop.wake();
      });
  };
  const loop = new Loop(core.log, signal, {
    name: 'webhooks',
    everyMs: POLL_MS,
    run: async () => {
      const { due, looked } = await claimDeliveries(core, [...busy]);
      for (const id of new Set(due.map(({ endpointId }) => endpointId)))
        start(
          id,
          due.filter(({ endpointId }) => endpointId === id),
        );
      if (looked > 0) loop.wake();
    },
  });
  return loop;
}

/** One round, to its end; gives back how many deliveries it tried. */
export async function deliverDueWebhooks(core: Core): Promise<number> {
  const { due } = await claimDeliveries(core);
  await Promise.all(due.map((one) => deliver(core, one, NEVER)));
  return due.length;
}

const NEVER = new AbortController().signal;

async function deliver(core: Core, due: DueDelivery, signal: AbortSignal): Promise<void> {
  const attempt = await tried(core, due, signal);
  // A stop says nothing of the receiver: the delivery is due again in a minute.
  if (signal.aborted) return;
  const again = await settleDelivery(core, due, attempt);
  const { id, endpointId } = due;
  const { status, error } = attempt;
  if (error !== undefined || again !== undefined)
    core.log.warn({ id, endpointId, status, error, again }, 'a webhook was not delivered');
}

/** What came of sending it; never throws. */
async function tried(core: Core, due: DueDelivery, signal: AbortSignal): Promise<Attempt> {
  const at = core.clock();
  const started = performance.now();
  const outcome = await sent(core, due, at, signal).catch((error: unknown) => ({
    status: undefined,
    answer: '',
    error: reason(error),
  }));
  return { at, durationMs: Math.round(performance.now() - started), ...outcome };
}

async function sent(
  core: Core,
  { target, messageId, body }: DueDelivery,
  at: Date,
  signal: AbortSignal,
): Promise<Pick<Attempt, 'status' | 'error' | 'answer'>> {
  if (!target)
    throw new Error('Its address or secret cannot be opened: it was sealed with another SECRET_KEY. Give both anew');
  const signatures = target.secrets.map((secret) => new Webhook(secret).sign(messageId, at, body));
  const { status, body: answer } = await egressRequest(core.egress, target.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Vedette',
      'webhook-id': messageId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signatures.join(' '),
    },
    body,
    timeoutMs: WITHIN_MS,
    signal,
    atMost: ANSWER_BYTES,
    cut: true,
  });
  return { status, error: undefined, answer: answer.replaceAll('\u0000', '') };
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.message === 'No answer in time')
    return `No answer within ${WITHIN_MS / 1000} s`;
  return error.message.slice(0, 1000) || error.name;
}
