import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Log } from '../../core/core.ts';
import type { KeyModel } from '../../core/panels/panel.ts';
import type { HeardReport } from '../../core/panels/reports/report.ts';
import { bewardEvent } from './beward-events.ts';
import type { EventSenders } from './event-senders.ts';
import { NamedOnce } from './named-once.ts';
import type { ReadEvent } from './panel-events.ts';
import { ReportGate } from './report-gate.ts';
import { sokolEvent } from './sokol-events.ts';
import { readSyslog } from './syslog.ts';

const EVENTS: Readonly<Record<KeyModel, ReadEvent>> = { beward: bewardEvent, sokol: sokolEvent };

/** While the database is away; then the newest are lost. */
const MOST_WAITING = 10_000;

interface ReceiverOptions {
  readonly host: string;
  readonly port: number;
  readonly senders: EventSenders;
  readonly log: Log;
  readonly clock: () => Date;
  /** Called when something waits to be taken. */
  readonly onHeard: () => void;
}

/**
 * Hears what panels write to syslog over UDP, which anybody can write in another's name: a message counts only when it
 * comes from a panel's address, and nothing is opened or allowed by it. What is no event is dropped without a word: panels
 * write a lot. No message is kept or logged, for digits of codes stand in them.
 */
export class PanelEventReceiver {
  readonly #options: ReceiverOptions;
  readonly #socket: Socket;
  readonly #gate = new ReportGate();
  readonly #unknown = new NamedOnce();
  readonly #shared = new NamedOnce();
  #waiting: HeardReport[] = [];
  #full = false;

  private constructor(options: ReceiverOptions) {
    this.#options = options;
    this.#socket = createSocket(isIPv6(options.host) ? 'udp6' : 'udp4');
  }

  /** Throws when the port cannot be taken. */
  static async open(options: ReceiverOptions): Promise<PanelEventReceiver> {
    const receiver = new PanelEventReceiver(options);
    await receiver.#bind();
    return receiver;
  }

  async #bind(): Promise<void> {
    const { host: address, port, log } = this.#options;
    const socket = this.#socket;
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind({ address, port }, () => {
        socket.off('error', reject);
        resolve();
      });
    });
    socket.on('error', (cause) => log.error({ cause }, 'panel events not received'));
    socket.on('message', (datagram, { address: from }) => this.#hear(datagram, from));
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** What was heard since the last call; no longer this receiver's. */
  take(most: number): readonly HeardReport[] {
    this.#gate.forget(this.#options.clock().getTime());
    return this.#waiting.splice(0, most);
  }

  /** Back in front, what could not be stored. */
  putBack(reports: readonly HeardReport[]): void {
    this.#waiting = [...reports, ...this.#waiting].slice(0, MOST_WAITING);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#socket.close(resolve));
  }

  #hear(datagram: Uint8Array, from: string): void {
    const { senders, log, clock, onHeard } = this.#options;
    const message = senders.isKnown(from) ? readSyslog(datagram) : undefined;
    const panel = message && senders.find(from, message);
    if (!message || !panel) {
      this.#warn(from, message !== undefined);
      return;
    }
    const report = EVENTS[panel.model](message.text);
    if (!report) return;
    const { cameraId } = panel;
    const at = clock();
    const passed = this.#gate.pass(cameraId, report, at.getTime());
    if (passed === 'first excess') log.warn({ cameraId }, 'panel events dropped: too many in a minute');
    if (passed !== 'passed' || this.#isFull()) return;
    this.#waiting.push({ at, cameraId, report });
    onHeard();
  }

  #isFull(): boolean {
    const full = this.#waiting.length >= MOST_WAITING;
    if (full && !this.#full) this.#options.log.error({ waiting: MOST_WAITING }, 'panel events dropped: too many wait');
    this.#full = full;
    return full;
  }

  /** Of a message that nobody can be told to have sent. */
  #warn(address: string, isMessage: boolean): void {
    const { senders, log, clock } = this.#options;
    const now = clock().getTime();
    if (!senders.isKnown(address)) {
      if (this.#unknown.isNew(address, now)) log.warn({ address }, 'panel message from an unknown address');
    } else if (isMessage && this.#shared.isNew(address, now)) {
      log.warn({ address }, 'panel message from an address of several panels');
    }
  }
}
