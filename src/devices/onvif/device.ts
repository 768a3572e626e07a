import { DeviceFailure } from '../../core/cameras/source/device-control.ts';
import type { EgressPolicy } from '../../core/egress/policy.ts';
import { DomainError } from '../../core/errors.ts';
import type { Credentials } from '../authorization.ts';
import { askDevice } from '../http.ts';
import { at, bodyOf, envelope, numberAt, textAt, type Xml } from './soap.ts';

/** For one question, and for all that is asked of one device in one go. */
const CALL_MS = 5000;
export const ALL_MS = 20_000;
const ANSWER_BYTES = 512 * 1024;

export interface DeviceAddress extends Credentials {
  /** Of the device service, without credentials. */
  readonly url: string;
  /** CIDR; empty: wherever the policy allows. */
  readonly networks: readonly string[];
}

export interface CallOptions {
  /** XML beside the credentials. */
  readonly header?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Where the address is one at the device's own host, its port counts: some have one for each subscription. */
  readonly ownPort?: boolean;
}

export interface Answer {
  /** What stands in its body. */
  readonly body: Xml;
  /** All of it as it came. */
  readonly text: string;
}

/** A device that speaks ONVIF, asked at its own host alone: of what it calls its services the path is taken. */
export class OnvifDevice {
  readonly #egress: EgressPolicy;
  readonly #address: DeviceAddress;
  readonly #until: number;
  #skewMs = 0;

  /** `allMs`: for all that is asked of it. */
  constructor(egress: EgressPolicy, address: DeviceAddress, allMs = ALL_MS) {
    this.#egress = egress;
    this.#address = address;
    this.#until = performance.now() + allMs;
  }

  /** By its own clock, once that was read. */
  now(): Date {
    return new Date(Date.now() + this.#skewMs);
  }

  /** Tokens are good by the device's own clock, which it tells everybody. */
  async readClock(options: Pick<CallOptions, 'signal'> = {}): Promise<void> {
    const { body } = await this.#send(this.#address.url, '<tds:GetSystemDateAndTime/>', undefined, options);
    const utc = at(body, 'GetSystemDateAndTimeResponse', 'SystemDateAndTime', 'UTCDateTime');
    const read = (part: string, name: string) => numberAt(utc, part, name) ?? Number.NaN;
    const told = Date.UTC(
      read('Date', 'Year'),
      read('Date', 'Month') - 1,
      read('Date', 'Day'),
      read('Time', 'Hour'),
      read('Time', 'Minute'),
      read('Time', 'Second'),
    );
    if (!Number.isNaN(told)) this.#skewMs = told - Date.now();
  }

  /** Of the device service, or of the one whose address it said. Throws `DeviceFailure`. */
  async call(body: string, xaddr?: string): Promise<Xml> {
    return (await this.ask(body, xaddr)).body;
  }

  /** The same with the answer whole. Throws `DeviceFailure`. */
  async ask(body: string, xaddr?: string, options: CallOptions = {}): Promise<Answer> {
    return await this.#send(this.#serviceUrl(xaddr, options.ownPort), body, this.#address, options);
  }

  #serviceUrl(xaddr: string | undefined, ownPort = false): string {
    if (xaddr === undefined) return this.#address.url;
    try {
      const said = new URL(xaddr);
      const url = new URL(this.#address.url);
      const isOwn = ownPort && said.protocol === url.protocol && said.hostname === url.hostname;
      const place = isOwn ? said.host : url.host;
      return `${url.protocol}//${place}${said.pathname}${said.search}`;
    } catch {
      return this.#address.url;
    }
  }

  async #send(
    url: string,
    body: string,
    credentials: Credentials | undefined,
    { header = '', timeoutMs = CALL_MS, signal }: CallOptions = {},
  ): Promise<Answer> {
    const leftMs = this.#until - performance.now();
    if (leftMs <= 0) throw new DeviceFailure('timeout');
    const by = credentials && credentials.login !== '' ? credentials : undefined;
    const answer = await askDevice(this.#egress, url, this.#address, {
      method: 'POST',
      headers: { 'content-type': 'application/soap+xml; charset=utf-8' },
      body: envelope(body, by, this.now(), header),
      timeoutMs: Math.min(timeoutMs, leftMs),
      ...(signal ? { signal } : {}),
      within: this.#address.networks,
      atMost: ANSWER_BYTES,
    }).catch((error: unknown) => {
      throw failureOf(error);
    });
    if (answer.status === 401 || answer.status === 403) throw new DeviceFailure('wrong_credentials');
    const found = bodyOf(answer.body);
    if (found === undefined) throw new DeviceFailure('no_onvif');
    const fault = at(found, 'Fault');
    if (fault === undefined) return { body: found, text: answer.body };
    const words = JSON.stringify(fault);
    if (/NotAuthorized|FailedAuthentication|InvalidSecurity/i.test(words)) throw new DeviceFailure('wrong_credentials');
    throw new DeviceFailure('refused', textAt(fault, 'Reason', 'Text') ?? textAt(fault, 'faultstring') ?? '');
  }
}

function failureOf(error: unknown): unknown {
  if (error instanceof DomainError) {
    if (error.kind === 'forbidden' || error.kind === 'invalid') return new DeviceFailure('not_allowed');
    return new DeviceFailure('unreachable');
  }
  const late =
    error instanceof Error && (/^(Abort|Timeout)Error$/.test(error.name) || error.message === 'No answer in time');
  return new DeviceFailure(late ? 'timeout' : 'unreachable');
}
