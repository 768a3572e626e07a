import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { systemActor } from '../core/actor.ts';
import type { Core } from '../core/core.ts';
import { parseMailUri } from '../core/domains/mail-server.ts';
import { mailbox } from '../core/domains/settings.ts';
import { invoiceById } from '../core/invoices/operations.ts';
import { type Mail, NotWanted, type Send } from '../core/outbox/outbox.ts';
import { documentFileName } from '../documents/file-name.ts';
import { moneyDocumentPdf } from '../documents/money-document.ts';

const LIMIT_MS = 20_000;

/**
 * Sends mail through the domain's SMTP server: its address is resolved once and checked, its certificate by its name.
 * The library never gets the URL: it would take options out of it, the program to run among them.
 */
export function mailSender(core: Core): Send<Mail> {
  return async (domainId, { to, subject, text, attach }) => {
    const box = await mailbox(core, domainId);
    if (!box) throw new Error('No SMTP server is set: give mail_uri in the settings');
    const attachments = attach ? [await invoicePdf(core, domainId, attach.invoiceId)] : [];
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
      await transport.sendMail({
        from: box.from,
        to,
        subject,
        text,
        attachments,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return {};
    } finally {
      transport.close();
    }
  };
}

/**
 * As it was issued, made anew for each letter: the outbox keeps no copies of it.
 * @throws NotWanted when it was made void before the letter went out
 */
async function invoicePdf(core: Core, domainId: number, invoiceId: number) {
  const { document, status, number } = await invoiceById(core, systemActor(domainId, 'mail'), invoiceId);
  if (status === 'void') throw new NotWanted(`The invoice ${number} was made void before it was sent`);
  return {
    filename: `${documentFileName(document)}.pdf`,
    content: await moneyDocumentPdf(document),
    contentType: 'application/pdf',
  };
}
