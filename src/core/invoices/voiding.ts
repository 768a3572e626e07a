import { requireMay } from '../access/may.ts';
import { type Actor, actorName } from '../actor.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { checkInteger, checkText } from '../fields.ts';
import { write } from '../write.ts';
import { creditNoteOf } from './composing.ts';
import { documentToJson } from './document-json.ts';
import { termsOf } from './drafting.ts';
import { nextNumber } from './numbering.ts';
import { findInvoice } from './queries.ts';
import { told } from './status.ts';

/**
 * Makes an invoice void, with a credit note of the same sums. It moves no money: what was charged stays charged. The month
 * can be invoiced again afterwards.
 */
export async function voidInvoice(core: Core, actor: Actor, id: number, reason: string): Promise<void> {
  requireMay(actor, 'invoices.manage');
  checkInteger('id', id, 1);
  checkText('reason', reason, 1000, 1);
  const { domainId } = actor;
  const { requisites, today } = await termsOf(core, domainId);
  await write(core, actor, { type: 'invoice.void', subject: `invoice ${id}`, request: { reason } }, async (tx) => {
    const { sql } = tx;
    await sql`select from invoice where id = ${id} and domain_id = ${domainId} for update`;
    const invoice = await findInvoice(sql, domainId, id);
    if (!invoice) throw refuse('invoice_not_found', { id });
    if (invoice.status === 'void') throw refuse('invoice_void_already', { number: invoice.number });
    await sql`update invoice set status = 'void', paid_at = null where id = ${id}`;
    const number = await nextNumber(sql, domainId, 'credit_note', requisites.creditNotePrefix, today);
    const document = creditNoteOf(invoice.document, number, today);
    await sql`
      insert into credit_note (invoice_id, domain_id, number, issued_on, issued_at, actor, reason, document)
      values (${id}, ${domainId}, ${number}, ${today}::text::date, ${core.clock()}, ${actorName(actor)}, ${reason},
        ${sql.json(documentToJson(document) as never)})`;
    tx.happened('invoice.voided', invoice.organizationId, { ...told(invoice), creditNote: number, reason });
    const changes = { [`invoice.${invoice.month}`]: [invoice.number, `${number}: ${reason}`] as const };
    tx.changed({ action: 'change', objectKind: 'organization', objectId: invoice.organizationId, changes });
  });
}
