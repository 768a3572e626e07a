import { may } from '../access/may.ts';
import { managedOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { checkInteger } from '../fields.ts';
import { requireMayReadMoney } from '../ledger/operations.ts';
import { afterId, GREATEST_ID, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { actOf } from './composing.ts';
import type { MoneyDocument } from './document.ts';
import type { Invoice, InvoiceFilter, IssuedInvoice } from './invoice.ts';
import { invoicedMonth } from './month.ts';
import { countFound, findCreditNote, findInvoice, type InvoiceConditions, listInvoices } from './queries.ts';

/** Newest first; subscribers see those of the organizations whose balance they may read. */
export async function invoicePage(
  core: Core,
  actor: Actor,
  filter: InvoiceFilter,
  page: PageRequest,
): Promise<Page<Invoice>> {
  const asked = await conditionsOf(core, actor, filter);
  const window = { before: afterId(page.after) || GREATEST_ID, limit: page.limit + 1 };
  const rows = await listInvoices(listReader(core), actor.domainId, asked, window);
  return toPage(rows, page.limit, (invoice) => invoice.id);
}

export async function invoiceCount(core: Core, actor: Actor, filter: InvoiceFilter): Promise<number> {
  return await countFound(listReader(core), actor.domainId, await conditionsOf(core, actor, filter));
}

/** Not found for those who may not see it: a foreign id and an unknown one are answered alike. */
export async function invoiceById(core: Core, actor: Actor, id: number): Promise<IssuedInvoice> {
  checkInteger('id', id, 1);
  const found = await findInvoice(reader(core), actor.domainId, id);
  const ids = await readable(core, actor);
  if (!found || (ids && !ids.includes(found.organizationId))) throw refuse('invoice_not_found', { id });
  return found;
}

/** The invoice as it was issued, the act of the same services, or what made it void; the first two say that they are. */
export async function documentOf(
  core: Core,
  actor: Actor,
  id: number,
  kind: MoneyDocument['kind'],
): Promise<MoneyDocument> {
  const { document: issued, creditNote, hasAct, number } = await invoiceById(core, actor, id);
  const document = creditNote ? { ...issued, voidedBy: creditNote.number } : issued;
  if (kind === 'invoice') return document;
  if (kind === 'act' && !hasAct) throw refuse('invoice_no_act', { number });
  if (kind === 'act') return actOf(document);
  const note = await findCreditNote(reader(core), actor.domainId, id);
  if (!note) throw refuse('invoice_no_credit_note', { number });
  return note;
}

async function conditionsOf(core: Core, actor: Actor, filter: InvoiceFilter): Promise<InvoiceConditions> {
  const { organizationId, month, status, search = '' } = filter;
  checkInteger('organizationId', organizationId, 1);
  const ids = await readable(core, actor);
  if (ids && organizationId !== undefined) await requireMayReadMoney(core, actor, organizationId);
  return {
    organizationIds: organizationId === undefined ? ids : [organizationId],
    month: month === undefined ? undefined : invoicedMonth(month),
    status,
    search: likeText(search.trim()),
  };
}

/** Organizations whose invoices the actor may read, also those that are gone; undefined: of all in the domain. */
async function readable(core: Core, actor: Actor): Promise<readonly number[] | undefined> {
  if (may(actor, 'invoices.read')) return undefined;
  const user = await scopeOf(core, actor);
  return user ? managedOrganizations(user) : [];
}
