import type { Core } from '../core/core.ts';
import { smsGateway } from '../core/domains/settings.ts';
import { httpMessage, type ShortMessage, type SmsTaken, withoutSettings } from '../core/domains/sms-gateway.ts';
import { egressRequest } from '../core/egress/request.ts';
import { recordReceipt } from '../core/outbox/receipts.ts';
import { maskedPhone } from '../core/phones/phone.ts';
import { ReceiptSessions } from './smpp/receipts.ts';
import { submitSms } from './smpp/submit.ts';

/** A code lives for a minute: a gateway that is slower than this is asked again. */
const LIMIT_MS = 15_000;

/** Sends messages by each domain's gateway. What it throws says neither the text nor the number. */
export class SmsSender {
  readonly #core: Core;
  readonly #sessions: ReceiptSessions;

  constructor(core: Core) {
    this.#core = core;
    this.#sessions = new ReceiptSessions((domainId, { reference, outcome }) =>
      recordReceipt(core, domainId, reference, outcome),
    );
  }

  async send(domainId: number, message: ShortMessage): Promise<SmsTaken> {
    const { egress, log } = this.#core;
    const gateway = await smsGateway(this.#core, domainId);
    if (!gateway) throw new Error('No SMS gateway is set: give smsUri in the settings');
    if (gateway.kind === 'log') {
      log.info({ phone: maskedPhone(message.phone), text: message.text }, 'fake://sms: a message that was not sent');
      return { answer: 'written to the log' };
    }
    if (gateway.kind === 'smpp') {
      const { kind: _, host, ...account } = gateway;
      const centre = { ...account, address: await egress.resolve(host) };
      const reference = gateway.receipts
        ? await this.#sessions.submit(domainId, centre, message, LIMIT_MS)
        : await submitSms(centre, message, LIMIT_MS);
      const answer = reference === '' ? 'taken' : `taken as ${reference}`;
      return gateway.receipts && reference !== '' ? { answer, reference } : { answer };
    }
    const { url, method, headers, body } = httpMessage(gateway, message);
    const answer = await egressRequest(egress, url, { method, headers, body, timeoutMs: LIMIT_MS });
    if (answer.status < 200 || answer.status > 299) throw new Error(`The SMS gateway answered ${answer.status}`);
    const told = withoutSettings(answer.body, gateway);
    return { answer: told === '' ? `answered ${answer.status}` : `answered ${answer.status}: ${told}` };
  }

  /** Says goodbye to the SMS centres. */
  close(): void {
    this.#sessions.close();
  }
}
