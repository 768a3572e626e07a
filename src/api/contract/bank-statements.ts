import { Type } from 'typebox';
import { STATEMENT_CHARSETS } from '../../core/bank-statements/decoding.ts';
import { BANK_PAYMENT_STATUSES, MATCHES } from '../../core/bank-statements/statement.ts';
import { extend, Id, Instant, Nullable, PageQuery } from './common.ts';

const LongId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const Sum = Nullable(Type.String({ description: 'A decimal; null: the file does not say' }));
const AddsUp = Nullable(Type.Boolean({ description: 'Null: cannot be told' }));
const text = Type.String();
const Columns = Type.Partial(
  Type.Object({
    date: text,
    sum: text,
    number: text,
    payer: text,
    payerTaxId: text,
    payerAccount: text,
    purpose: text,
    account: text,
  }),
);

const column = Type.Optional(
  Type.String({ maxLength: 255, description: 'Of CSV: a column by its name in the header, or its number' }),
);
export const StatementUploadQuery = Type.Object({
  fileName: Type.String({ minLength: 1, maxLength: 255 }),
  charset: Type.Optional(Type.Enum([...STATEMENT_CHARSETS], { description: 'Absent: found by the bytes' })),
  dateColumn: column,
  sumColumn: column,
  numberColumn: column,
  payerColumn: column,
  payerTaxIdColumn: column,
  payerAccountColumn: column,
  purposeColumn: column,
  accountColumn: column,
});

const Status = Type.Enum([...BANK_PAYMENT_STATUSES], {
  description:
    'duplicate: an earlier row has it; waiting: certain, and booked on commit; matched: booked; unmatched: for a person; ignored',
});
const Count = Type.Integer({ minimum: 0 });

export const BankStatement = Type.Object({
  id: Id,
  fileName: Type.String(),
  format: Type.Enum(['1c', 'csv']),
  charset: Type.String(),
  accounts: Type.Array(
    Type.Object({
      account: Type.String(),
      opening: Sum,
      incoming: Sum,
      outgoing: Sum,
      closing: Sum,
      addsUp: AddsUp,
      paymentsAddUp: AddsUp,
    }),
  ),
  others: Type.Integer({ minimum: 0, description: 'Documents that no money came in by' }),
  complete: Type.Boolean({ description: 'false: the file ends before its end' }),
  columns: Nullable(Columns, { description: 'Of CSV: how it was read' }),
  headers: Type.Array(Type.String(), { description: 'Of CSV: its columns' }),
  uploadedBy: Type.String(),
  uploadedAt: Instant,
  committedAt: Nullable(Instant, { description: 'Null: it was only looked at, and goes after a day' }),
  counts: Type.Object({
    duplicate: Count,
    waiting: Count,
    matched: Count,
    unmatched: Count,
    ignored: Count,
  }),
  suggested: Type.Integer({
    minimum: 0,
    description: 'Of the unmatched: those for which an organization is suggested',
  }),
});
export const CommitQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'Booked in one call; 200 without it' })),
});

export const BankPayment = Type.Object({
  id: LongId,
  statementId: Id,
  status: Status,
  day: Nullable(Type.String({ description: 'YYYY-MM-DD' })),
  amount: Nullable(Type.String({ description: "A decimal in the provider's currency" })),
  currency: Type.String({ description: 'ISO 4217' }),
  account: Type.String({ description: "The provider's, that it came to" }),
  number: Type.String(),
  payer: Type.String(),
  payerTaxId: Type.String(),
  purpose: Type.String(),
  match: Nullable(
    Type.Enum([...MATCHES], {
      description: 'By what the organization was found; only `contract` is certain. Null: by a person, or not found',
    }),
  ),
  organization: Nullable(Type.Object({ id: Id, title: Nullable(Type.String()) }), {
    description: 'Booked to it, or suggested',
  }),
  entryId: Nullable(LongId),
  problem: Nullable(
    Type.Object({
      reason: Type.String(),
      message: Type.String(),
      params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    }),
  ),
  note: Type.String({ description: 'Why a person ignored it' }),
  changedBy: Nullable(Type.String()),
});
export const BankPaymentQuery = extend(PageQuery, {
  status: Type.Optional(Status),
  statementId: Type.Optional(Id),
});
export const LongIdParams = Type.Object({ id: LongId });
export const Assignment = Type.Object({ organizationId: Id });
export const Reason = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 1000 }) });
