import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../core/core.ts';
import { claimMessages, type DueMessage, markFailed, markSent } from '../core/outbox/outbox.ts';
import { mailSender, type Send } from './mail.ts';

const POLL_MS = 1000;

/** Sends what the outbox holds until the signal ends it. Several processes may do so: each message has one sender. */
export function deliverOutbox(core: Core, signal: AbortSignal, send: Send = mailSender(core)): void {
  void (async () => {
    while (!signal.aborted) {
      const sent = await deliverDue(core, send).catch((cause: unknown) => {
        if (!signal.aborted) core.log.warn({ cause }, 'the outbox cannot be read');
        return 0;
      });
      if (sent === 0) await wait(POLL_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  })();
}

/** One round; gives back how many messages it took. */
export async function deliverDue(core: Core, send: Send): Promise<number> {
  const due = await claimMessages(core);
  await Promise.all(due.map((one) => deliver(core, one, send)));
  return due.length;
}

async function deliver(core: Core, due: DueMessage, send: Send): Promise<void> {
  try {
    await send(due.domainId, due.message);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const again = await markFailed(core.sql, due, reason);
    core.log.warn({ id: due.id, reason, againSeconds: again ?? null }, 'a message was not delivered');
    return;
  }
  await markSent(core.sql, due.id);
}
