import { fault } from './onvif-fault.ts';

interface Pull {
  readonly queue: string[];
  /** Answers the question that waits. */
  give: (() => void) | undefined;
}

export interface Told {
  readonly topic?: string;
  readonly name?: string;
  readonly source?: string;
  readonly operation?: 'Initialized' | 'Changed' | 'Deleted';
}

const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '');

/** Pull points of a camera, held until something is told. What it does not do rightly is switched on by its fields. */
export class OnvifEventService {
  readonly #pulls = new Map<string, Pull>();
  #count = 0;
  /** Accepts a termination only as a moment. */
  momentsOnly = false;
  renews = true;
  /** Wants its own id of a subscription back in the header. */
  wantsParameters = false;
  /** What the address of a subscription begins with; by default one that only stands behind its NAT. */
  place: ((port: number) => string) | undefined;
  /** Answers nothing. */
  hangs = false;
  /** Answers no SOAP. */
  garbles = false;
  /** Seconds that a subscription lives. */
  life = 300;
  readonly asked: string[] = [];

  get open(): number {
    return this.#pulls.size;
  }

  /** As a camera that starts anew. */
  forget(): void {
    const pulls = [...this.#pulls.values()];
    this.#pulls.clear();
    for (const { give } of pulls) give?.();
  }

  tell(value: string, { topic, name = 'IsMotion', source = 'vs-v1', operation = 'Changed' }: Told = {}): void {
    const text =
      `<wsnt:NotificationMessage><wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">${topic ?? 'tns1:RuleEngine/CellMotionDetector/Motion'}</wsnt:Topic>` +
      `<wsnt:Message><tt:Message UtcTime="2001-01-01T00:00:00Z" PropertyOperation="${operation}"><tt:Source><tt:SimpleItem Name="VideoSourceConfigurationToken" Value="${source}"/><tt:SimpleItem Name="Rule" Value="MyMotionDetectorRule"/></tt:Source>` +
      `<tt:Data><tt:SimpleItem Name="${name}" Value="${value}"/></tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>`;
    for (const pull of this.#pulls.values()) {
      pull.queue.push(text);
      pull.give?.();
    }
  }

  async answer(
    path: string,
    action: string,
    text: string,
    now: number,
    port: number,
  ): Promise<[number, string] | undefined> {
    this.asked.push(action);
    if (this.hangs) return undefined;
    if (this.garbles) return [200, '<<<'];
    const end = iso(now + this.life * 1000);
    const times = `<wsnt:CurrentTime>${iso(now)}</wsnt:CurrentTime><wsnt:TerminationTime>${end}</wsnt:TerminationTime>`;
    const refused: [number, string] = [500, fault('ter:InvalidArgVal', 'Unacceptable termination time')];
    const isLength = /Time>PT\d+S</.test(text);
    if (action === 'CreatePullPointSubscription') {
      if (this.momentsOnly && isLength) return refused;
      return [200, this.#create(times, port)];
    }
    const id = this.wantsParameters
      ? /<dom0:SubscriptionId xmlns:dom0="http:\/\/www\.axis\.com\/2009\/event">(\d+)</.exec(text)?.[1]
      : /Idx=(\d+)/.exec(path)?.[1];
    const pull = this.#pulls.get(id ?? '');
    if (pull === undefined) return [500, fault('wsrf-rw:ResourceUnknownFault', 'Unknown subscription')];
    if (action === 'Renew')
      return this.renews && !(this.momentsOnly && isLength)
        ? [200, `<wsnt:RenewResponse>${times}</wsnt:RenewResponse>`]
        : refused;
    if (action === 'Unsubscribe') {
      this.#pulls.delete(id ?? '');
      return [200, '<wsnt:UnsubscribeResponse/>'];
    }
    if (pull.queue.length === 0) await new Promise<void>((give) => void Object.assign(pull, { give }));
    if (!this.#pulls.has(id ?? '')) return [500, fault('wsrf-rw:ResourceUnknownFault', 'Unknown subscription')];
    return [200, `<tev:PullMessagesResponse>${times}${pull.queue.splice(0).join('')}</tev:PullMessagesResponse>`];
  }

  #create(times: string, port: number): string {
    const id = String(++this.#count);
    this.#pulls.set(id, { queue: [], give: undefined });
    const place = this.place?.(port) ?? 'http://192.0.2.1:81';
    const address = this.wantsParameters ? `${place}/onvif/events` : `${place}/onvif/events?Idx=${id}`;
    const parameters = this.wantsParameters
      ? `<wsa5:ReferenceParameters><dom0:SubscriptionId>${id}</dom0:SubscriptionId></wsa5:ReferenceParameters>`
      : '';
    return `<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference><wsa5:Address>${address}</wsa5:Address>${parameters}</tev:SubscriptionReference>${times}</tev:CreatePullPointSubscriptionResponse>`;
  }
}
