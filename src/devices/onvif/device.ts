import { DeviceFailure } from '../../core/cameras/source/device-control.ts';
import type { EgressPolicy } from '../../core/egress/policy.ts';
import { DomainError } from '../../core/errors.ts';
import type { Credentials } from '../authorization.ts';
import { askDevice } from '../http.ts';
import { at, bodyOf, envelope, numberAt, textAt, type Xml } from './soap.ts';

/** For one question, and for all that is asked of one device. */
const CALL_MS = 5000;
const ALL_MS = 20_000;
const ANSWER_BYTES = 512 * 1024;

export interface DeviceAddress extends Credentials {
  /** Of the device service, without credentials. */
  readonly url: string;
  /** CIDR; empty: wherever the policy allows. */
  readonly networks: readonly string[];
}

/** A device that speaks ONVIF, asked at its own address alone: of what it calls its services the path is taken. */
export class OnvifDevice {
  readonly #egress: EgressPolicy;
  readonly #address: DeviceAddress;
  readonly #until = performance.now() + ALL_MS;
  #skewMs = 0;

  constructor(egress: EgressPolicy, address: DeviceAddress) {
    this.#egress = egress;
    this.#address = address;
  }

  /** Tokens are good by the device's own clock, which it tells everybody. */
  async readClock(): Promise<void> {
    const answer = await this.#send(this.#address.url, '<tds:GetSystemDateAndTime/>', undefined);
    const utc = at(answer, 'GetSystemDateAndTimeResponse', 'SystemDateAndTime', 'UTCDateTime');
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
    return await this.#send(this.#serviceUrl(xaddr), body, this.#address);
  }

  #serviceUrl(xaddr: string | undefined): string {
    if (xaddr === undefined) return this.#address.url;
    try {
      const { pathname, search } = new URL(xaddr);
      const url = new URL(this.#address.url);
      return `${url.protocol}//${url.host}${pathname}${search}`;
    } catch {
      return this.#address.url;
    }
  }

  async #send(url: string, body: string, credentials: Credentials | undefined): Promise<Xml> {
    const leftMs = this.#until - performance.now();
    if (leftMs <= 0) throw new DeviceFailure('timeout');
    const by = credentials && credentials.login !== '' ? credentials : undefined;
    const answer = await askDevice(this.#egress, url, this.#address, {
      method: 'POST',
      headers: { 'content-type': 'application/soap+xml; charset=utf-8' },
      body: envelope(body, by, new Date(Date.now() + this.#skewMs)),
      timeoutMs: Math.min(CALL_MS, leftMs),
      within: this.#address.networks,
      atMost: ANSWER_BYTES,
    }).catch((error: unknown) => {
      throw failureOf(error);
    });
    if (answer.status === 401 || answer.status === 403) throw new DeviceFailure('wrong_credentials');
    const found = bodyOf(answer.body);
    if (found === undefined) throw new DeviceFailure('no_onvif');
    const fault = at(found, 'Fault');
    if (fault === undefined) return found;
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
  const late = error instanceof Error && (error.name === 'AbortError' || error.message === 'No answer in time');
  return new DeviceFailure(late ? 'timeout' : 'unreachable');
}
