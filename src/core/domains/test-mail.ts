import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { conflict, invalid } from '../errors.ts';
import { checkText } from '../fields.ts';
import { enqueue } from '../outbox/outbox.ts';
import { write } from '../write.ts';
import { mailbox, requireSettings } from './settings.ts';

/** Puts a mail on its way that says that mail works. */
export async function sendTestMail(core: Core, actor: Actor, to?: string): Promise<void> {
  requireSettings(actor);
  const box = await mailbox(core, actor.domainId);
  if (!box) throw conflict('No SMTP server is set: give mail_uri and mail_from first');
  const address = to ?? box.from;
  checkText('mail_to', address, 255, 3);
  if (!/^[^\s@,;<>]+@[^\s@,;<>]+$/.test(address)) throw invalid('mail_to', 'give one e-mail address');
  await write(core, actor, { type: 'settings.test_mail', subject: address }, async (tx) => {
    const text = 'Mail from this server arrives.\n';
    await enqueue(core, tx.sql, actor.domainId, { kind: 'mail', to: address, subject: 'Test', text });
  });
}
