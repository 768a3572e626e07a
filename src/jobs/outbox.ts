import type { Core } from '../core/core.ts';
import {
  claimMessages,
  type DueMessage,
  type Message,
  type MessageOf,
  markFailed,
  markSent,
  NotWanted,
  type Send,
} from '../core/outbox/outbox.ts';
import { Loop } from './loop.ts';
import { mailSender } from './mail.ts';

const POLL_MS = 1000;
/** Of one kind, by one process. */
const MAX_AT_ONCE = 20;

/**
 * Sends what the outbox holds until the signal ends it. Several processes may do so: each message has one sender. Each
 * kind has lines of its own, so that no slow mail server keeps a sign-in code waiting, and a message that hangs at its
 * gateway keeps its line alone.
 */
export function deliverOutbox(core: Core, signal: AbortSignal): readonly Loop[] {
  const loops = [deliverKind(core, 'mail', mailSender(core), signal), deliverKind(core, 'sms', core.sendSms, signal)];
  core.feed.onChanges((changes) => {
    if (changes.some(({ kind }) => kind === 'outbox' || kind === 'all')) for (const loop of loops) loop.wake();
  }, signal);
  return loops;
}

function deliverKind<K extends Message['kind']>(
  core: Core,
  kind: K,
  send: Send<MessageOf<K>>,
  signal: AbortSignal,
): Loop {
  const lines = new Set<Promise<void>>();
  const start = (due: DueMessage<MessageOf<K>>): void => {
    const line: Promise<void> = deliver(core, due, send)
      .catch((cause: unknown) => {
        if (!signal.aborted) core.log.error({ cause, id: due.id }, 'message outcome not stored');
      })
      .finally(() => {
        // What waited for a free line is claimed now.
        if (lines.size === MAX_AT_ONCE) loop.wake();
        lines.delete(line);
      });
    lines.add(line);
  };
  const loop = new Loop(core.log, signal, {
    name: `outbox: ${kind}`,
    everyMs: POLL_MS,
    run: async () => {
      if (lines.size === MAX_AT_ONCE) return;
      const due = await claimMessages(core, kind, MAX_AT_ONCE - lines.size);
      due.forEach(start);
      if (due.length > 0) loop.wake();
    },
  });
  return loop;
}

/** One round, to its end; gives back how many messages it took. */
export async function deliverDue<K extends Message['kind']>(
  core: Core,
  kind: K,
  send: Send<MessageOf<K>>,
): Promise<number> {
  const due = await claimMessages(core, kind);
  await Promise.all(due.map((one) => deliver(core, one, send)));
  return due.length;
}

async function deliver<M extends Message>(core: Core, due: DueMessage<M>, send: Send<M>): Promise<void> {
  const { id, domainId, message } = due;
  const goodUntil = message.kind === 'sms' ? message.goodUntil : undefined;
  let reference: string | undefined;
  try {
    if (goodUntil !== undefined && new Date(goodUntil) <= core.clock()) throw new Error('It is too old to be sent');
    ({ reference } = await send(domainId, message));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const now = core.clock();
    const until = error instanceof NotWanted ? now.toISOString() : goodUntil;
    const hurry = until === undefined ? undefined : { goodUntil: until, now };
    const again = await markFailed(core.sql, due, reason, hurry);
    core.log.warn({ id, reason, againSeconds: again ?? null }, 'a message was not delivered');
    return;
  }
  await markSent(core.sql, id, reference);
}
