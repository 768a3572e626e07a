import type { Core } from '../../src/core/core.ts';
import { changeSettings } from '../../src/core/domains/settings.ts';
import type { Sms } from '../../src/core/outbox/outbox.ts';
import { confirmCode, requestCode, type SignedIn } from '../../src/core/phones/codes.ts';
import { normalPhone } from '../../src/core/phones/phone.ts';
import { deliverDue } from '../../src/jobs/outbox.ts';
import type { TestApp } from './app.ts';
import { codeIn } from './sms.ts';

const DAY_MS = 86_400_000;
/** Counted days after now: what one test counts is out of the window of the next. */
let days = 0;

/** Telephones that ask this app's core for codes, by a clock of their own. */
export class Phones {
  readonly sent: Sms[] = [];
  readonly logged: string[] = [];
  readonly core: Core;
  #now = Date.now();

  constructor(app: TestApp, change: Partial<Core> = {}) {
    const note = (fields: object, event: string) => void this.logged.push(JSON.stringify({ event, fields }));
    const log = { debug: note, info: note, warn: note, error: note };
    this.core = { ...app.core, log, clock: () => new Date(this.#now), ...change };
  }

  static async of(app: TestApp, change: Partial<Core> = {}): Promise<Phones> {
    await changeSettings(app.core, app.system, { smsUri: 'fake://sms' });
    return new Phones(app, change);
  }

  /** A day that nobody has asked on. */
  nextDay(): void {
    this.#now = Date.now() + ++days * 3 * DAY_MS;
  }

  later(seconds: number): void {
    this.#now += seconds * 1000;
  }

  ask(phone: string, address: string | undefined = '192.0.2.1'): Promise<void> {
    return requestCode(this.core, { phone, trace: traceFrom(address) });
  }

  /** Asks, and reads what arrives. */
  async code(phone: string, address?: string): Promise<string> {
    await this.ask(phone, address);
    const keep = async (_domain: number, message: Sms) => {
      this.sent.push(message);
      return {};
    };
    while ((await deliverDue(this.core, 'sms', keep)) > 0);
    const last = this.sent.findLast((message) => message.phone === normalPhone(phone));
    return codeIn(last?.text ?? '');
  }

  confirm(phone: string, code: string, address: string | undefined = '192.0.2.1'): Promise<SignedIn> {
    return confirmCode(this.core, { phone, code, trace: traceFrom(address) });
  }

  async signIn(phone: string, address?: string): Promise<SignedIn> {
    return await this.confirm(phone, await this.code(phone, address), address);
  }
}

const traceFrom = (address: string | undefined) => ({
  requestId: 'r',
  dialect: 'test',
  address,
  userAgent: undefined,
});

/** Another code of four digits. */
export const notCode = (code: string, n = 1): string => String((Number(code) + n) % 10_000).padStart(4, '0');

/** How a promise ended: what it gave, or the kind of refusal. */
export async function endOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => 'done',
    (error: { kind?: string }) => error.kind ?? error,
  );
}
