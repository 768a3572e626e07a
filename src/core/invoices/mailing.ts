import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { MESSAGES } from '../languages/words.ts';
import { formatMoney } from '../ledger/money.ts';
import { policyOf } from '../ledger/policy.ts';
import { enqueue } from '../outbox/outbox.ts';
import { type Write, write } from '../write.ts';
import { shortage } from './charged-queries.ts';
import type { MoneyDocument } from './document.ts';
import { leftOf } from './drafting.ts';
import { invoicedMonth } from './month.ts';
import { invoiceById } from './operations.ts';

/**
 * Mails an invoice that is not void, and gives back to whom: the organization's owner and the address of its requisites.
 * The letter says what is left to pay of it now.
 */
export async function mailInvoice(core: Core, actor: Actor, id: number): Promise<readonly string[]> {
  requireMay(actor, 'invoices.manage');
  const { organizationId, document, status, number, month, total } = await invoiceById(core, actor, id);
  if (status === 'void') throw refuse('invoice_void', { number });
  const { hasMail } = await policyOf(reader(core), actor.domainId);
  if (!hasMail) throw refuse('mail_server_missing');
  return await write(core, actor, { type: 'invoice.mail', subject: `invoice ${id}` }, async (tx) => {
    const { domainId } = actor;
    const lacking = await shortage(tx.sql, domainId, organizationId, total.currency, invoicedMonth(month), false);
    const to = await enqueueInvoice(tx, id, organizationId, { ...document, due: leftOf(total.amount, lacking) });
    if (to.length === 0) throw refuse('invoice_nobody_to_mail');
    return to;
  });
}

/** Puts the letter on its way to each who gets it; the document that goes with it is made when it is sent, as it was issued. */
export async function enqueueInvoice(
  tx: Write,
  invoiceId: number,
  organizationId: number,
  document: MoneyDocument,
): Promise<readonly string[]> {
  const { language, number, total, due, dueOn, seller } = document;
  const { currency } = total;
  const letter = MESSAGES[language].invoice({
    number: number ?? '',
    seller: seller.name,
    month: document.from.slice(0, 7),
    total: `${formatMoney(total)} ${currency}`,
    due: due === null || due === 0n ? undefined : `${formatMoney({ amount: due, currency })} ${currency}`,
    dueOn: dueOn ?? undefined,
  });
  const addresses = await addressesOf(tx, organizationId);
  for (const to of addresses)
    await enqueue(tx.core, tx.sql, tx.actor.domainId, { kind: 'mail', to, ...letter, attach: { invoiceId } });
  return addresses;
}

async function addressesOf({ sql, actor }: Write, organizationId: number): Promise<readonly string[]> {
  const rows = await sql<{ email: string }[]>`
    select u.email from organization o join app_user u on u.id = o.owner_id
    where o.id = ${organizationId} and o.domain_id = ${actor.domainId} and u.email like '%@%'
    union all select email from organization_requisites
    where organization_id = ${organizationId} and domain_id = ${actor.domainId} and email <> ''`;
  const first = new Map(rows.map(({ email }) => [email.toLowerCase(), email]));
  return [...first.values()];
}
