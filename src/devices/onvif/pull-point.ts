import { setTimeout as pause } from 'node:timers/promises';
import { DeviceFailure } from '../../core/cameras/source/device-control.ts';
import {
  type MotionNews,
  type MotionSubscription,
  SubscriptionLost,
} from '../../core/cameras/source/motion-listener.ts';
import { addressed } from './addressing.ts';
import type { OnvifDevice } from './device.ts';
import { type MotionMessage, motionMessages } from './motion-messages.ts';
import { at, textAt, type Xml } from './soap.ts';

/** How long a subscription is to live: what a server that went without a word leaves behind on a camera. */
const LIFE_SECONDS = 300;
const SHORTEST_LIFE_MS = 10_000;
/** A camera holds a question that long while nothing happens: less than what two notices of one motion may lie apart. */
const WAIT_SECONDS = 10;
/** How much longer its answer may take. */
const SLACK_MS = 10_000;
/** Between questions to one that answers at once, whether or not something happens. */
const REST_MS = 1000;
const END_MS = 2000;
/** The end of a motion that nobody has told again for so long was missed. */
const LONGEST_SILENCE_MS = 10 * 60_000;
const MOST_PLACES = 100;

const ACTIONS = {
  pull: 'http://www.onvif.org/ver10/events/wsdl/PullPointSubscription/PullMessagesRequest',
  renew: 'http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/RenewRequest',
  end: 'http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/UnsubscribeRequest',
} as const;

const PULL = `<tev:PullMessages><tev:Timeout>PT${WAIT_SECONDS}S</tev:Timeout><tev:MessageLimit>100</tev:MessageLimit></tev:PullMessages>`;

/** Until when a subscription is asked for: as a length in seconds, which more cameras read than minutes, and as a moment. */
export const termination = (now: Date): { readonly length: string; readonly moment: string } => ({
  length: `PT${LIFE_SECONDS}S`,
  moment: new Date(now.getTime() + LIFE_SECONDS * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
});

export interface PullPointParts {
  /** As the camera wrote it. */
  readonly address: string;
  readonly parameters: string;
  /** Undefined: motion of every source counts. */
  readonly sources: ReadonlySet<string> | undefined;
  /** What the camera answered when it was made. */
  readonly made: Xml;
}

/** A subscription at a camera, renewed at half of its life for as long as somebody pulls. */
export class PullPoint implements MotionSubscription {
  readonly #device: OnvifDevice;
  readonly #parts: PullPointParts;
  /** When each place that moves was last told of, by `performance.now()`. */
  readonly #moving = new Map<string, number>();
  #renewAt: number;
  #renewal: 'length' | 'moment' | 'none' = 'length';

  constructor(device: OnvifDevice, parts: PullPointParts) {
    this.#device = device;
    this.#parts = parts;
    this.#renewAt = renewalOf(parts.made);
  }

  async pull(signal: AbortSignal): Promise<MotionNews> {
    await this.#renew(signal);
    const asked = performance.now();
    const answer = await this.#ask(PULL, 'pull', signal, WAIT_SECONDS * 1000 + SLACK_MS);
    const response = at(answer, 'PullMessagesResponse');
    if (response === undefined) throw new DeviceFailure('no_onvif');
    const messages = motionMessages(response).filter((one) => this.#isOurs(one));
    this.#forgetOld();
    const before = this.#moving.size;
    for (const message of messages) this.#take(message);
    const moved = messages.some(({ moving }) => moving) || before > this.#moving.size;
    if (performance.now() - asked < REST_MS) await pause(REST_MS, undefined, { signal }).catch(() => undefined);
    return { moved, moving: this.#moving.size > 0 };
  }

  async end(): Promise<void> {
    const { address } = this.#parts;
    await this.#device
      .ask('<wsnt:Unsubscribe/>', address, { header: this.#header('end'), timeoutMs: END_MS, ownPort: true })
      .catch(() => undefined);
  }

  #isOurs({ sources }: MotionMessage): boolean {
    const wanted = this.#parts.sources;
    return wanted === undefined || sources.some((token) => wanted.has(token));
  }

  #take({ key, moving }: MotionMessage): void {
    this.#moving.delete(key);
    if (moving && this.#moving.size < MOST_PLACES) this.#moving.set(key, performance.now());
  }

  #forgetOld(): void {
    const oldest = performance.now() - LONGEST_SILENCE_MS;
    for (const [key, at] of this.#moving) if (at < oldest) this.#moving.delete(key);
  }

  /** One that renews in no way lives as long as somebody pulls. */
  async #renew(signal: AbortSignal): Promise<void> {
    if (performance.now() < this.#renewAt || this.#renewal === 'none') return;
    const until = termination(this.#device.now())[this.#renewal];
    const body = `<wsnt:Renew><wsnt:TerminationTime>${until}</wsnt:TerminationTime></wsnt:Renew>`;
    try {
      this.#renewAt = renewalOf(at(await this.#ask(body, 'renew', signal), 'RenewResponse'));
    } catch (error) {
      const isUnknown = error instanceof DeviceFailure && error.problem === 'no_onvif';
      if (!isUnknown && !(error instanceof SubscriptionLost)) throw error;
      this.#renewal = this.#renewal === 'length' ? 'moment' : 'none';
      await this.#renew(signal);
    }
  }

  async #ask(body: string, action: keyof typeof ACTIONS, signal: AbortSignal, timeoutMs?: number): Promise<Xml> {
    const header = this.#header(action);
    const options = { header, signal, ownPort: true, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
    return await this.#device.ask(body, this.#parts.address, options).then(
      (answer) => answer.body,
      (error: unknown) => {
        // What it says differs from maker to maker; to ask anew is right after each.
        if (error instanceof DeviceFailure && error.problem === 'refused') throw new SubscriptionLost(error.said);
        throw error;
      },
    );
  }

  #header(action: keyof typeof ACTIONS): string {
    return addressed(this.#parts.address, ACTIONS[action], this.#parts.parameters);
  }
}

/** When to renew, by `performance.now()`: after half of what the camera gives, both told by its own clock. */
function renewalOf(answer: Xml | undefined): number {
  const read = (name: string) => Date.parse(textAt(answer, name) ?? '');
  const given = read('TerminationTime') - read('CurrentTime');
  const life = Number.isFinite(given) && given > 0 ? Math.min(given, LIFE_SECONDS * 1000) : LIFE_SECONDS * 1000;
  return performance.now() + Math.max(life, SHORTEST_LIFE_MS) / 2;
}
