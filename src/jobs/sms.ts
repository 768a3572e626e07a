import type { Core } from '../core/core.ts';
import { smsGateway } from '../core/domains/settings.ts';
import { httpMessage, type ShortMessage, withoutSettings } from '../core/domains/sms-gateway.ts';
import { egressRequest } from '../core/egress/request.ts';
import { maskedPhone } from '../core/phones/phone.ts';
import { submitSms } from './smpp.ts';

/** A code lives for a minute: a gateway that is slower than this is asked again. */
const LIMIT_MS = 15_000;

/**
 * Sends one message by the domain's gateway and gives back what that answered, without our credentials. What it throws
 * says neither the text nor the number.
 */
export async function sendSms(core: Core, domainId: number, message: ShortMessage): Promise<string> {
  const gateway = await smsGateway(core, domainId);
  if (!gateway) throw new Error('No SMS gateway is set: give smsUri in the settings');
  if (gateway.kind === 'log') {
    core.log.info({ phone: maskedPhone(message.phone), text: message.text }, 'fake://sms: a message that was not sent');
    return 'written to the log';
  }
  if (gateway.kind === 'smpp') {
    const address = await core.egress.resolve(gateway.host);
    const id = await submitSms({ ...gateway, address }, message, LIMIT_MS);
    return id === '' ? 'taken' : `taken as ${id}`;
  }
  const { url, method, headers, body } = httpMessage(gateway, message);
  const answer = await egressRequest(core.egress, url, { method, headers, body, timeoutMs: LIMIT_MS });
  if (answer.status < 200 || answer.status > 299) throw new Error(`The SMS gateway answered ${answer.status}`);
  const told = withoutSettings(answer.body, gateway);
  return told === '' ? `answered ${answer.status}` : `answered ${answer.status}: ${told}`;
}
