import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { enqueue } from '../outbox/outbox.ts';
import { write } from '../write.ts';
import { mailbox } from './settings.ts';

/** Puts a mail on its way that says that mail works. */
export async function sendTestMail(core: Core, actor: Actor, to?: string): Promise<void> {
  requireMay(actor, 'settings.manage');
  const box = await mailbox(core, actor.domainId);
  if (!box) throw refuse('mail_server_missing');
  const address = to ?? box.from;
  checkText('mailTo', address, 255, 3);
  if (!/^[^\s@,;<>]+@[^\s@,;<>]+$/.test(address)) throw invalid('mailTo', 'mail_address_malformed');
  await write(core, actor, { type: 'settings.test_mail', subject: address }, async (tx) => {
    const text = 'Mail from this server arrives.\n';
    await enqueue(core, tx.sql, actor.domainId, { kind: 'mail', to: address, subject: 'Test', text });
  });
}
