import type { Db, Fragment } from '../../db/sql.ts';
import { COUNT_CAP } from '../page.ts';
import type { MoneyDocument } from './document.ts';
import { documentFromJson } from './document-json.ts';
import type { Invoice, IssuedInvoice } from './invoice.ts';
import type { InvoicedMonth } from './month.ts';

type Row = Omit<Invoice, 'total' | 'tax' | 'creditNote'> & {
  readonly amount: string;
  readonly currency: string;
  readonly tax: string;
  readonly note: string | null;
  readonly noteOn: string | null;
  readonly reason: string | null;
};

const select = (sql: Db, more: Fragment = sql``): Fragment => sql`
  select i.id, i.organization_id, o.title as organization_title, i.document -> 'buyer' ->> 'name' as buyer,
    to_char(i.month, 'YYYY-MM') as month, i.number, i.issued_on::text as issued_on, i.due_on::text as due_on,
    i.total::text as amount, i.currency, i.tax::text as tax, i.status, i.paid_at, i.has_act,
    c.number as note, c.issued_on::text as note_on, c.reason ${more}
  from invoice i left join organization o on o.id = i.organization_id left join credit_note c on c.invoice_id = i.id`;

const toInvoice = ({ amount, currency, note, noteOn, reason, ...row }: Row): Invoice => ({
  ...row,
  total: { amount: BigInt(amount), currency },
  tax: BigInt(row.tax),
  creditNote: note === null ? null : { number: note, issuedOn: noteOn ?? '', reason: reason ?? '' },
});

/** Which invoices are looked for; `search` is the text of a LIKE pattern, '' for all. */
export interface InvoiceConditions {
  /** Undefined: of every organization. */
  readonly organizationIds: readonly number[] | undefined;
  readonly month: InvoicedMonth | undefined;
  readonly status: string | undefined;
  readonly search: string;
}

/** Newest first, below the id `before`. */
export async function listInvoices(
  sql: Db,
  domainId: number,
  asked: InvoiceConditions,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<readonly Invoice[]> {
  const rows = await sql<Row[]>`
    ${select(sql)} where ${conditions(sql, domainId, asked)} and i.id < ${before} order by i.id desc limit ${limit}`;
  return rows.map(toInvoice);
}

export async function countFound(sql: Db, domainId: number, asked: InvoiceConditions): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from invoice i where ${conditions(sql, domainId, asked)} limit ${COUNT_CAP}) as found`;
  return row?.count ?? 0;
}

function conditions(
  sql: Db,
  domainId: number,
  { organizationIds, month, status, search }: InvoiceConditions,
): Fragment {
  const pattern = `%${search}%`;
  return sql`
    i.domain_id = ${domainId} ${organizationIds ? sql`and i.organization_id = any(${[...organizationIds]}::int[])` : sql``}
    ${month ? sql`and i.month = ${month.first}::text::date` : sql``} ${status === undefined ? sql`` : sql`and i.status = ${status}`}
    ${
      search === ''
        ? sql``
        : sql`and i.id in (
            select id from invoice where lower(number) like ${pattern}
            union select invoice_id from credit_note where lower(number) like ${pattern})`
    }`;
}

export async function findInvoice(sql: Db, domainId: number, id: number): Promise<IssuedInvoice | undefined> {
  const [row] = await sql<(Row & { document: Record<string, unknown> })[]>`
    ${select(sql, sql`, i.document`)} where i.domain_id = ${domainId} and i.id = ${id}`;
  if (!row) return undefined;
  const { document, ...rest } = row;
  return { ...toInvoice(rest), document: documentFromJson(document) };
}

/** Undefined: the invoice is not void. */
export async function findCreditNote(sql: Db, domainId: number, invoiceId: number): Promise<MoneyDocument | undefined> {
  const [row] = await sql<{ document: Record<string, unknown> }[]>`
    select document from credit_note where domain_id = ${domainId} and invoice_id = ${invoiceId}`;
  return row && documentFromJson(row.document);
}

/** Of a month, those that are void left out. */
export async function countInvoices(sql: Db, domainId: number, { first }: InvoicedMonth): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from invoice
    where domain_id = ${domainId} and month = ${first}::text::date and status <> 'void'`;
  return row?.count ?? 0;
}

/** The number of the invoice that is not void; undefined: there is none. */
export async function standingNumber(
  sql: Db,
  organizationId: number,
  { first }: InvoicedMonth,
  currency: string,
): Promise<string | undefined> {
  const [row] = await sql<{ number: string }[]>`
    select number from invoice
    where organization_id = ${organizationId} and month = ${first}::text::date and currency = ${currency} and status <> 'void'`;
  return row?.number;
}
