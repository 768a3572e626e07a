import type { Core } from '../core/core.ts';
import { reportingPanels } from '../core/panels/reports/senders.ts';
import { storeReports } from '../core/panels/reports/store.ts';
import { PanelEventReceiver } from '../devices/panels/event-receiver.ts';
import { EventSenders } from '../devices/panels/event-senders.ts';
import { Loop } from '../jobs/loop.ts';

/** Panels that changed are known within this; names of hosts may lead elsewhere without a word. */
const LOOK_EVERY_MS = 1000;
const LEARN_EVERY_MS = 5 * 60_000;
const STORE_EVERY_MS = 1000;
/** In one statement. */
const BATCH = 500;

interface PanelEventsOptions {
  readonly host: string;
  readonly port: number;
}

export interface PanelEvents {
  /** UDP port that it listens on. */
  readonly port: number;
  stop(): Promise<void>;
}

/** Hears what panels tell by syslog and writes it into the logs of their doors. Throws when the port cannot be taken. */
export async function hearPanelEvents(core: Core, { host, port }: PanelEventsOptions): Promise<PanelEvents> {
  const life = new AbortController();
  const { signal } = life;
  const senders = new EventSenders();
  await senders.learn(await reportingPanels(core.sql));
  const { log, clock } = core;
  const receiver = await PanelEventReceiver.open({ host, port, senders, log, clock, onHeard: () => storing.wake() });
  const storing = new Loop(log, signal, {
    name: 'panel events',
    everyMs: STORE_EVERY_MS,
    run: async () => await store(core, receiver),
  });
  let learnAt = performance.now() + LEARN_EVERY_MS;
  const learning = new Loop(log, signal, {
    name: 'addresses of panels',
    everyMs: LOOK_EVERY_MS,
    run: async () => {
      if (performance.now() < learnAt) return;
      learnAt = performance.now() + LEARN_EVERY_MS;
      await senders.learn(await reportingPanels(core.sql));
    },
  });
  core.feed.onChanges((changes) => {
    if (changes.some(({ kind }) => kind === 'door' || kind === 'all')) learnAt = 0;
  }, signal);
  log.info({ host, port: receiver.port }, 'panel events received');
  return {
    port: receiver.port,
    stop: async () => {
      await receiver.close();
      life.abort();
      await Promise.all([storing.stop(), learning.stop()]);
      await store(core, receiver);
    },
  };
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
