import type { Core } from '../core/core.ts';
import { reportingPanels } from '../core/panels/reports/senders.ts';
import { storeReports } from '../core/panels/reports/store.ts';
import { PanelEventReceiver } from '../devices/panels/event-receiver.ts';
import { EventSenders } from '../devices/panels/event-senders.ts';
import { Loop } from '../jobs/loop.ts';

const LOOK_EVERY_MS = 1000;
/** Names of hosts may lead elsewhere without a word. */
const LEARN_EVERY_MS = 5 * 60_000;
/** Panels that changed are known within this: doors change by the hundred while a billing provisions. */
const RELEARN_EVERY_MS = 10_000;
const STORE_EVERY_MS = 1000;
/** In one statement. */
const BATCH = 500;

interface PanelEventsOptions {
  readonly host: string;
  readonly port: number;
  /** From one look at the panels to the next while they change; absent: ten seconds. */
  readonly relearnEveryMs?: number;
}

export interface PanelEvents {
  /** UDP port that it listens on. */
  readonly port: number;
  /** Resolves when the panels are known for the first time; until then all messages come from unknown addresses. */
  readonly learned: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Hears what panels tell by syslog and writes it into the logs of their doors. Who they are is learned in the background.
 * Throws when the port cannot be taken.
 */
export async function hearPanelEvents(core: Core, options: PanelEventsOptions): Promise<PanelEvents> {
  const { host, port } = options;
  const life = new AbortController();
  const { signal } = life;
  const senders = new EventSenders();
  const { log, clock } = core;
  const receiver = await PanelEventReceiver.open({ host, port, senders, log, clock, onHeard: () => storing.wake() });
  const storing = new Loop(log, signal, {
    name: 'panel events',
    everyMs: STORE_EVERY_MS,
    run: async () => await store(core, receiver),
  });
  const { learning, learned } = learnSenders(core, senders, options, signal);
  log.info({ host, port: receiver.port }, 'panel events received');
  return {
    port: receiver.port,
    learned,
    stop: async () => {
      await receiver.close();
      life.abort();
      await Promise.all([storing.stop(), learning.stop()]);
      await store(core, receiver);
    },
  };
}

/** Learns the panels at once, anew every few minutes, and after changes; a look that failed is tried again at the next. */
function learnSenders(
  core: Core,
  senders: EventSenders,
  { relearnEveryMs = RELEARN_EVERY_MS }: PanelEventsOptions,
  signal: AbortSignal,
): { readonly learning: Loop; readonly learned: Promise<void> } {
  let isLearned: () => void = () => undefined;
  const learned = new Promise<void>((resolve) => {
    isLearned = resolve;
  });
  let changes = 0;
  let seen = { changes, atMs: Number.NEGATIVE_INFINITY };
  core.feed.onChanges((told) => {
    if (told.some(({ kind }) => kind === 'door' || kind === 'all')) changes++;
  }, signal);
  const learning = new Loop(core.log, signal, {
    name: 'addresses of panels',
    everyMs: LOOK_EVERY_MS,
    run: async (stopped) => {
      const now = { changes, atMs: performance.now() };
      if (now.atMs - seen.atMs < (changes === seen.changes ? LEARN_EVERY_MS : relearnEveryMs)) return;
      await senders.learn(await reportingPanels(core.sql), stopped);
      seen = now;
      isLearned();
    },
  });
  return { learning, learned };
}

async function store(core: Core, receiver: PanelEventReceiver): Promise<void> {
  for (let heard = receiver.take(BATCH); heard.length > 0; heard = receiver.take(BATCH)) {
    try {
      await storeReports(core, heard);
    } catch (error) {
      receiver.putBack(heard);
      throw error;
    }
  }
}
