import type { Core } from '../core/core.ts';
import {
  claimMessages,
  type DueMessage,
  type Message,
  type MessageOf,
  markFailed,
  markSent,
  type Send,
} from '../core/outbox/outbox.ts';
import { mailSender } from './mail.ts';

const POLL_MS = 1000;
/** Of one kind, by one process. */
const MOST_AT_ONCE = 20;

/**
 * Sends what the outbox holds until the signal ends it. Several processes may do so: each message has one sender. Each
 * kind has lines of its own, so that no slow mail server keeps a sign-in code waiting, and a message that hangs at its
 * gateway keeps its line alone.
 */
export function deliverOutbox(core: Core, signal: AbortSignal): void {
  const wake = new Wake(core, signal);
  void deliverKind(core, 'mail', mailSender(core), wake, signal);
  void deliverKind(core, 'sms', core.sendSms, wake, signal);
}

async function deliverKind<K extends Message['kind']>(
  core: Core,
  kind: K,
  send: Send<MessageOf<K>>,
  wake: Wake,
  signal: AbortSignal,
): Promise<void> {
  const flying = new Set<Promise<void>>();
  const warn = (cause: unknown): readonly [] => {
    if (!signal.aborted) core.log.warn({ cause }, 'the outbox cannot be read');
    return [];
  };
  while (!signal.aborted) {
    const heard = wake.rings;
    const due = await claimMessages(core, kind, MOST_AT_ONCE - flying.size).catch(warn);
    for (const one of due) {
      const flight: Promise<void> = deliver(core, one, send)
        .catch((cause: unknown) => void warn(cause))
        .finally(() => flying.delete(flight));
      flying.add(flight);
    }
    if (flying.size >= MOST_AT_ONCE) await Promise.race(flying);
    else if (due.length === 0) await wake.wait(POLL_MS, heard);
  }
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
    const hurry = goodUntil === undefined ? undefined : { goodUntil, now: core.clock() };
    const again = await markFailed(core.sql, due, reason, hurry);
    core.log.warn({ id, reason, againSeconds: again ?? null }, 'a message was not delivered');
    return;
  }
  await markSent(core.sql, id, reference);
}

/** Told by commits, here and in other processes, that a message may not wait for the next poll. */
class Wake {
  rings = 0;
  readonly #waiting = new Set<() => void>();

  constructor(core: Core, signal: AbortSignal) {
    const ring = () => {
      this.rings++;
      for (const go of this.#waiting) go();
    };
    core.feed.onChanges((changes) => {
      if (changes.some(({ kind }) => kind === 'outbox' || kind === 'all')) ring();
    }, signal);
    signal.addEventListener('abort', ring, { once: true });
  }

  /** Until it rings, `ms` at the most; not at all when it rang after `heard` was read. */
  async wait(ms: number, heard: number): Promise<void> {
    if (heard !== this.rings) return;
    let go: () => void = () => undefined;
    const timer = setTimeout(() => go(), ms).unref();
    await new Promise<void>((resolve) => {
      go = resolve;
      this.#waiting.add(go);
    });
    this.#waiting.delete(go);
    clearTimeout(timer);
  }
}
