import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { maskedPhone, normalPhone } from '../phones/phone.ts';
import { write } from '../write.ts';
import { smsGateway } from './settings.ts';

/**
 * Sends a message that says that messages arrive, and tells what the gateway answered: some say "wrong password" with 200.
 * Throws `conflict` while none is set, `unavailable` with the reason.
 */
export async function sendTestSms(core: Core, actor: Actor, asked: string): Promise<string> {
  requireMay(actor, 'settings.set-gateways');
  const phone = normalPhone(asked);
  if (phone === undefined) throw invalid('phone', 'phone_malformed');
  const { domainId } = actor;
  if (!(await smsGateway(core, domainId))) throw refuse('sms_gateway_missing');
  const { answer } = await core
    .sendSms(domainId, { phone, text: 'Проверка: сообщения доходят.' })
    .catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw refuse('sms_not_sent', { why: reason });
    });
  await write(core, actor, { type: 'settings.test_sms', subject: maskedPhone(phone) }, async (tx) => {
    const changes = { testSms: [null, maskedPhone(phone)] } as const;
    tx.changed({ action: 'change', objectKind: 'domain', objectId: domainId, changes });
  });
  return answer;
}
