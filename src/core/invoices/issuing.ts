import { requireMay } from '../access/may.ts';
import { type Actor, actorName } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { each } from '../each.ts';
import { type DomainError, refuse } from '../errors.ts';
import { checkInteger } from '../fields.ts';
import { formatMoney } from '../ledger/money.ts';
import { missingFields } from '../requisites/requisites.ts';
import { type Write, write } from '../write.ts';
import { countUninvoiced, listUninvoiced, shortage } from './charged-queries.ts';
import { documentToJson } from './document-json.ts';
import { chargedIn, draftInvoice, type Subject, type Terms, termsOf } from './drafting.ts';
import { enqueueInvoice } from './mailing.ts';
import { type InvoicedMonth, invoicedMonth } from './month.ts';
import { nextNumber } from './numbering.ts';
import { countInvoices, standingNumber } from './queries.ts';
import { told } from './status.ts';

/** What making the invoices of a month came to. */
export interface Issued {
  /** By this call. */
  readonly issued: number;
  /** Of that month, not void, before it. */
  readonly existing: number;
  /** Organizations that could not be invoiced, each with the reason. */
  readonly failed: readonly { readonly organizationId: number; readonly error: DomainError }[];
  /** Organizations that this call has not come to. */
  readonly remaining: number;
  /** Send it as `after` to go on; null: it came to all. */
  readonly next: number | null;
}

/**
 * Makes the missing invoices of a closed month (YYYY-MM), at most `limit` of them, of organizations after the id `after`;
 * each is a transaction of its own, so that a call that was interrupted is simply made again.
 */
export async function issueInvoices(
  core: Core,
  actor: Actor,
  month: string,
  { after = 0, limit }: { readonly after?: number | undefined; readonly limit: number },
): Promise<Issued> {
  const { invoiced, terms } = await prepare(core, actor, month);
  checkInteger('after', after);
  const { domainId } = actor;
  const sql = listReader(core);
  const existing = await countInvoices(sql, domainId, invoiced);
  const due = await listUninvoiced(sql, domainId, invoiced, { after, limit });
  let issued = 0;
  const outcomes = await each(
    core,
    due.map(({ organizationId }) => organizationId),
    async (id) => {
      issued += (await issue(core, actor, terms, id, invoiced)).length;
    },
  );
  const last = due.length === limit ? (due.at(-1)?.organizationId ?? null) : null;
  return {
    issued,
    existing,
    failed: outcomes.flatMap(({ id, error }) =>
      // Made meanwhile by somebody else: it is missing no more.
      error && error.reason !== 'invoice_exists' ? [{ organizationId: id, error }] : [],
    ),
    remaining: last === null ? 0 : await countUninvoiced(sql, domainId, invoiced, last),
    next: last,
  };
}

/** Makes the invoice of one organization, one for each currency that it was charged in, and gives back their ids. */
export async function issueInvoice(
  core: Core,
  actor: Actor,
  organizationId: number,
  month: string,
): Promise<readonly number[]> {
  const { invoiced, terms } = await prepare(core, actor, month);
  checkInteger('organizationId', organizationId, 1);
  await requireKnown(core, actor, organizationId);
  return await issue(core, actor, terms, organizationId, invoiced);
}

async function prepare(core: Core, actor: Actor, month: string) {
  requireMay(actor, 'invoices.manage');
  const invoiced = invoicedMonth(month);
  const closed = await reader(core)`
    select from closed_month where domain_id = ${actor.domainId} and month = ${invoiced.first}::text::date`;
  if (closed.length === 0) throw refuse('month_not_closed', { month });
  const terms = await termsOf(core, actor.domainId);
  const fields = missingFields(terms.requisites);
  if (fields.length > 0) throw refuse('requisites_missing', { fields });
  return { invoiced, terms };
}

/** Of the actor's domain now, or when it was charged. */
async function requireKnown(core: Core, { domainId }: Actor, id: number): Promise<void> {
  const found = await reader(core)`
    select from organization where id = ${id} and domain_id = ${domainId}
    union all select from ledger_account where organization_id = ${id} and domain_id = ${domainId} limit 1`;
  if (found.length === 0) throw refuse('organization_not_found', { id });
}

async function issue(
  core: Core,
  actor: Actor,
  terms: Terms,
  organizationId: number,
  invoiced: InvoicedMonth,
): Promise<readonly number[]> {
  const { month } = invoiced;
  const intent = { type: 'invoice.issue' as const, subject: `organization ${organizationId}`, request: { month } };
  return await write(core, actor, intent, async (tx) => {
    const charged = await chargedIn(tx.sql, terms, organizationId, invoiced);
    const currencies = [...new Set(charged.filter(({ amount }) => amount > 0n).map(({ currency }) => currency))].sort();
    if (currencies.length === 0) throw refuse('invoice_of_nothing', { id: organizationId, month });
    const made: number[] = [];
    let standing: string | undefined;
    const shortages: { currency: string; lacking: bigint }[] = [];
    // Locks the balances: who else makes this invoice waits here, and so does a payment of it. All before the first
    // number, whose counter everybody waits for.
    for (const currency of currencies)
      shortages.push({
        currency,
        lacking: await shortage(tx.sql, actor.domainId, organizationId, currency, invoiced, true),
      });
    for (const { currency, lacking } of shortages) {
      const subject = { organizationId, month: invoiced, currency, charged, lacking };
      const number = await standingNumber(tx.sql, organizationId, invoiced, currency);
      if (number === undefined) made.push(await store(tx, terms, subject));
      else standing = number;
    }
    if (made.length === 0 && standing !== undefined) throw refuse('invoice_exists', { number: standing });
    return made;
  });
}

async function store(tx: Write, terms: Terms, subject: Subject): Promise<number> {
  const { sql, actor, core } = tx;
  const { domainId, requisites, policy } = terms;
  const { organizationId, month, currency, lacking } = subject;
  const draft = await draftInvoice(sql, terms, subject);
  const number = await nextNumber(sql, domainId, 'invoice', requisites.numberPrefix, draft.issuedOn);
  const document = { ...draft, number };
  const tax = document.taxes.reduce((sum, one) => sum + one.tax, 0n);
  const paid = lacking <= 0n;
  const [row] = await sql<{ id: number }[]>`
    insert into invoice (domain_id, organization_id, month, number, issued_on, issued_at, actor, due_on, currency, total, tax,
      has_act, document, status, paid_at)
    values (${domainId}, ${organizationId}, ${month.first}::text::date, ${number}, ${draft.issuedOn}::text::date,
      ${core.clock()}, ${actorName(actor)}, ${draft.dueOn}::text::date, ${currency}, ${`${document.total.amount}`}::text::bigint,
      ${`${tax}`}::text::bigint, ${requisites.makesActs}, ${sql.json(documentToJson(document) as never)},
      ${paid ? 'paid' : 'open'}, ${paid ? core.clock() : null})
    returning id`;
  if (!row) throw new Error(`The invoice ${number} was not stored`);
  const words = `${number}: ${formatMoney(document.total)} ${currency}`;
  const changes = { [`invoice.${month.month}`]: [null, words] as const };
  tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
  const event = told({ id: row.id, organizationId, number, month: month.month, total: document.total });
  tx.happened('invoice.issued', organizationId, { ...event, dueOn: draft.dueOn });
  if (paid) tx.happened('invoice.paid', organizationId, event);
  if (requisites.mailsInvoices && policy.hasMail) await enqueueInvoice(tx, row.id, organizationId, document);
  return row.id;
}
