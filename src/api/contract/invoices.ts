import { Type } from 'typebox';
import { INVOICE_STATUSES } from '../../core/invoices/invoice.ts';
import { LANGUAGES } from '../../core/languages/languages.ts';
import { TAX_ROUNDINGS } from '../../core/taxes/tax.ts';
import { ErrorBody, extend, Id, Instant, Nullable, PageQuery } from './common.ts';
import { Day, Money } from './money.ts';

const Amount = Type.String({ description: 'A decimal with all the decimals of the currency' });
const Rate = Nullable(Type.String(), { description: 'Percent within the price: "22"; null: without VAT' });
const Month = Type.String({ pattern: '^\\d{4}-\\d{2}$', description: "YYYY-MM in the provider's time zone" });
const Text = Type.String({ maxLength: 500 });

export const TaxRate = Type.Object({
  plan: Nullable(Type.Object({ id: Id, name: Type.String() }), { description: 'Null: of every plan' }),
  fromDate: Day,
  rate: Rate,
});
export const TaxRates = Type.Object({
  items: Type.Array(TaxRate, { description: 'Those of every plan first; each holds until the next one of its plan' }),
});
export const TaxRateParams = Type.Object({ fromDate: Day });
export const TaxRateSet = Type.Object({
  planId: Type.Optional(Nullable(Id, { description: 'Absent or null: of every plan' })),
  rate: Nullable(
    Type.String({ pattern: '^\\d{1,3}(\\.\\d{1,2})?$', description: 'Percent within the price, 0 to 100: "22"' }),
    { description: 'Null: without VAT' },
  ),
});
export const TaxRateQuery = Type.Object({ planId: Type.Optional(Id) });

const partyFields = {
  name: Text,
  taxId: Type.String({ maxLength: 500, description: 'INN in Russia, elsewhere the number for VAT or tax' }),
  taxOffice: Type.String({ maxLength: 500, description: 'KPP in Russia' }),
  address: Text,
  phone: Text,
  email: Text,
};
const Bank = Type.Union([
  Type.Object({
    kind: Type.Literal('russian'),
    bankName: Text,
    bic: Type.String({ description: '9 digits' }),
    account: Type.String({ description: '20 digits' }),
    correspondentAccount: Nullable(Type.String({ description: '20 digits' })),
  }),
  Type.Object({
    kind: Type.Literal('iban'),
    iban: Type.String(),
    bic: Nullable(Type.String()),
    bankName: Text,
  }),
]);
const sellerFields = {
  ...partyFields,
  bank: Nullable(Bank),
  signatory: Nullable(Type.Object({ position: Text, name: Text }), { description: 'Who signs' }),
};
const requisiteFields = {
  ...sellerFields,
  documentLanguage: Type.Enum([...LANGUAGES]),
  daysToPay: Nullable(Type.Integer({ minimum: 0, maximum: 365 }), {
    description: 'After the day of issue; null: invoices name no day',
  }),
  numberPrefix: Type.String({ maxLength: 20, description: 'In front of the numbers: `PREFIX2026-000123`' }),
  creditNotePrefix: Type.String({ maxLength: 20 }),
  makesActs: Type.Boolean({ description: 'An act of the services rendered goes with each invoice' }),
  mailsInvoices: Type.Boolean({ description: 'Invoices are mailed when they are issued' }),
  taxRounding: Nullable(Type.Enum([...TAX_ROUNDINGS]), {
    description: "Tax of each line rounded, or of each rate's total; null: by line in roubles, else of the total",
  }),
};
export const Requisites = Type.Object({
  ...requisiteFields,
  missing: Type.Array(Type.String(), { description: 'Fields without which no invoice is issued' }),
});
export const RequisitesSet = Type.Partial(Type.Object(requisiteFields));
export const OrganizationRequisites = Type.Object(partyFields, {
  description: "Without a name, documents have the organization's title",
});
export const OrganizationRequisitesSet = Type.Partial(Type.Object(partyFields));

const Status = Type.Enum([...INVOICE_STATUSES], {
  description: 'paid: what came in covers all that was charged up to the end of its month',
});
const invoiceFields = {
  id: Id,
  number: Type.String(),
  month: Month,
  organization: Type.Object({ id: Id, title: Nullable(Type.String(), { description: 'Null: it was deleted' }) }),
  buyer: Type.String({ description: 'Whom it names' }),
  issuedOn: Day,
  dueOn: Nullable(Day),
  total: Money,
  tax: Type.String({ description: 'Within the total' }),
  status: Status,
  paidAt: Nullable(Instant),
  hasAct: Type.Boolean(),
  creditNote: Nullable(Type.Object({ number: Type.String(), issuedOn: Day, reason: Type.String() }), {
    description: 'Of a void one',
  }),
};
export const Invoice = Type.Object(invoiceFields);
const Kind = Type.Enum(['invoice', 'act', 'credit_note']);
/** As it is printed. */
export const MoneyDocument = Type.Object({
  kind: Kind,
  number: Nullable(Type.String(), { description: 'Null: a preview' }),
  issuedOn: Day,
  dueOn: Nullable(Day),
  from: Day,
  to: Day,
  language: Type.Enum([...LANGUAGES]),
  seller: Type.Object(sellerFields),
  buyer: Type.Object({ ...partyFields, contractNumber: Type.String() }),
  lines: Type.Array(
    Type.Object({
      title: Type.String({ description: "The plan's name as it was then" }),
      from: Day,
      to: Day,
      cameraDays: Type.Integer({ description: 'Cameras, each counted once for each of its days' }),
      amount: Amount,
      taxRate: Rate,
      tax: Nullable(Amount, { description: 'Null: only the total has it' }),
    }),
  ),
  taxes: Type.Array(Type.Object({ rate: Rate, amount: Amount, tax: Amount })),
  total: Money,
  due: Nullable(Amount, { description: 'Of an invoice: what was left to pay on that day' }),
  ofInvoice: Nullable(Type.String()),
});
export const IssuedInvoice = Type.Object({ ...invoiceFields, document: MoneyDocument });

export const InvoiceQuery = extend(PageQuery, {
  search: Type.Optional(Type.String({ maxLength: 200, description: "Part of its number or its credit note's" })),
  organizationId: Type.Optional(Id),
  month: Type.Optional(Month),
  status: Type.Optional(Status),
});
export const InvoiceExportQuery = Type.Object({
  month: Month,
  organizationId: Type.Optional(Id),
  status: Type.Optional(Status),
});
export const InvoicesIssue = Type.Object({
  month: Month,
  after: Type.Optional(Nullable(Id, { description: 'The `next` of the call before' })),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1000, description: 'Organizations at the most in this call; 200 unless said' }),
  ),
});
export const InvoicesIssued = Type.Object({
  issued: Type.Integer({ description: 'By this call' }),
  existing: Type.Integer({ description: 'Of that month, not void, before this call' }),
  remaining: Type.Integer({ description: 'Organizations that this call has not come to' }),
  next: Nullable(Id, { description: 'Send it as `after` to go on; null: it came to all' }),
  failed: Type.Array(Type.Object({ organizationId: Id, error: Type.Omit(ErrorBody.properties.error, ['requestId']) }), {
    description: 'The others were done all the same',
  }),
});
export const InvoiceIssue = Type.Object({ month: Month });
export const Invoices = Type.Object({ items: Type.Array(Invoice, { description: 'One for each currency' }) });
export const InvoiceVoid = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 1000 }) });
export const InvoiceMailed = Type.Object({ to: Type.Array(Type.String()) });
export const DocumentQuery = Type.Object({
  format: Type.Optional(Type.Enum(['pdf', 'csv'], { description: 'pdf unless said' })),
  kind: Type.Optional(Type.Enum(['invoice', 'act', 'credit_note'], { description: 'invoice unless said' })),
});
export const PreviewQuery = Type.Object({
  month: Type.Optional(Type.String({ ...Month, description: 'YYYY-MM; absent: the running month' })),
  currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$', description: "ISO 4217; absent: the provider's" })),
});
