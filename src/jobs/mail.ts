import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { Core } from '../core/core.ts';
import { parseMailUri } from '../core/domains/mail-server.ts';
import { mailbox } from '../core/domains/settings.ts';
import type { Mail, Send } from '../core/outbox/outbox.ts';

const LIMIT_MS = 20_000;

/**
 * Sends mail through the domain's SMTP server: its address is resolved once and checked, its certificate by its name.
 * The library never gets the URL: it would take options out of it, the program to run among them.
 */
export function mailSender(core: Core): Send<Mail> {
  return async (domainId, { to, subject, text }) => {
    const box = await mailbox(core, domainId);
    if (!box) throw new Error('No SMTP server is set: give mail_uri in the settings');
    const { host, port, secure, auth } = parseMailUri(box.uri);
    const transport = createTransport({
      host: await core.egress.resolve(host),
      port,
      secure,
      ...(auth ? { auth } : {}),
      ...(isIP(host) === 0 ? { tls: { servername: host } } : {}),
      connectionTimeout: LIMIT_MS,
      greetingTimeout: LIMIT_MS,
      socketTimeout: LIMIT_MS,
    });
    try {
      await transport.sendMail({ from: box.from, to, subject, text, disableFileAccess: true, disableUrlAccess: true });
      return {};
    } finally {
      transport.close();
    }
  };
}
