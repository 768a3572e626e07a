import { Type } from 'typebox';
import { ENTRY_KINDS } from '../../core/ledger/ledger.ts';
import { CHARGING } from '../../core/ledger/policy.ts';
import { extend, Id, Instant, Nullable, PageQuery } from './common.ts';

const CURRENCY = 'ISO 4217';
/** Text, so that no client rounds it. */
const Amount = Type.String({ description: 'A decimal with all the decimals of its currency: "199.90"' });
const AmountIn = Type.String({
  pattern: '^\\d{1,16}(\\.\\d{1,6})?$',
  description: 'A decimal with a point and no more decimals than the currency has: "199.90"',
});
export const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: "YYYY-MM-DD in the provider's time zone",
});

export const Money = Type.Object({ amount: Amount, currency: Type.String({ description: CURRENCY }) });
export const PlanPrice = extend(Money, { fromDate: Day });

export const Plan = Type.Object({
  id: Id,
  name: Type.String(),
  note: Type.String(),
  preset: Type.Object({ id: Id, title: Type.String() }),
  isDefault: Type.Boolean(),
  archived: Type.Boolean({ description: 'Those who have it keep it; nobody is given it anew' }),
  price: Nullable(PlanPrice, { description: 'A month, in force today; null: none yet' }),
  prices: Type.Array(PlanPrice, { description: 'By date: each holds until the next one starts' }),
  createdAt: Instant,
});
const planFields = {
  name: Type.String({ minLength: 1, maxLength: 255 }),
  note: Type.String({ maxLength: 4000 }),
  presetId: Id,
  isDefault: Type.Boolean(),
};
export const PlanChange = Type.Partial(Type.Object({ ...planFields, archived: Type.Boolean() }));
export const PlanCreate = extend(Type.Partial(Type.Object(planFields)), {
  name: planFields.name,
  presetId: Id,
  price: Type.Optional(Type.String({ ...AmountIn, description: 'A month, from today on' })),
});
export const PlanQuery = extend(PageQuery, {
  archived: Type.Optional(Type.Boolean({ description: 'Absent: both' })),
});
export const PriceSet = Type.Object({ amount: AmountIn });

export const OrganizationPlans = Type.Object({
  allowed: Type.Array(Plan, { description: 'What its cameras may have; none: all, unless `none` is true' }),
  none: Type.Boolean({ description: 'It may have no plan at all, not even the default one' }),
  default: Nullable(Plan, { description: 'Of cameras that its subscribers add themselves' }),
  discount: Type.String({ description: 'Percent off each price: "12.5"' }),
  trialUntil: Nullable(Day, { description: 'The last day that costs nothing' }),
});
export const OrganizationPlansChange = Type.Object({
  allowed: Type.Optional(Type.Array(Id, { maxItems: 1000, description: 'None: all' })),
  none: Type.Optional(Type.Boolean({ description: 'true: no plan at all; false: all, where it had none' })),
  default: Type.Optional(Nullable(Id)),
  discount: Type.Optional(
    Type.String({
      pattern: '^\\d{1,3}(\\.\\d{1,2})?$',
      description: 'Percent off each price from today on, 0 to 100: "12.5"',
    }),
  ),
  trialUntil: Type.Optional(Nullable(Day)),
});

const EntryId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const Charging = Type.Enum([...CHARGING], {
  description: 'Whether use is charged: not at all, after the month, or from what was paid before',
});
const EntryKind = Type.Enum([...ENTRY_KINDS]);
export const StatementLine = Type.Object({
  id: EntryId,
  at: Instant,
  kind: EntryKind,
  day: Nullable(Type.String(), { description: 'Of a charge: the day that was charged, YYYY-MM-DD' }),
  amount: Amount,
  currency: Type.String({ description: CURRENCY }),
  balance: Type.String({ description: 'With this movement and all that were entered before it' }),
  comment: Type.String({ description: 'Of corrections and refunds: the reason' }),
  actor: Type.String(),
  paymentId: Nullable(Type.String({ description: "The sender's id of the payment, correction or refund" })),
  refundOf: Nullable(EntryId, { description: 'Of a refund: the payment, by `id`' }),
  refundable: Nullable(Amount, { description: 'Of a payment: what of it has not been given back' }),
});
export const StatementQuery = extend(PageQuery, {
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  kind: Type.Optional(EntryKind),
});
const balances = Type.Array(Money, {
  description: "One for each currency; the provider's own is always there",
});
export const BalanceQuery = Type.Object({
  asOf: Type.Optional(
    Type.String({ ...Day, description: "`balances` at the end of that day, in the provider's time zone; absent: now" }),
  ),
});
export const Balance = Type.Object({
  balances,
  charging: Charging,
  floor: Type.Object(Money.properties, { description: 'Prepaid: below it the organization is blocked; else 0' }),
  due: Type.Object(Money.properties, {
    description: 'What has to be paid now: prepaid, to be at the floor; else, to owe nothing',
  }),
  blockedForBalance: Type.Boolean(),
  low: Type.Boolean({ description: 'Prepaid: it will be below the floor within the days of `balanceWarningDays`' }),
  daysLeft: Nullable(Type.Integer({ minimum: 0 }), {
    description: 'Prepaid: days of use as the last rated ones; null: not prepaid, or nothing is used',
  }),
  lastsUntil: Nullable(Type.String(), { description: 'YYYY-MM-DD, about; null: as daysLeft, or it is used up' }),
});
const entered = {
  currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$', description: "The provider's own; no other is taken" })),
};
const outsideId = Type.Optional(
  Type.String({ minLength: 1, maxLength: 255, description: 'Sent again with the same sum, it is entered once' }),
);
const reason = Type.String({ minLength: 1, maxLength: 1000 });
export const PaymentCreate = Type.Object({
  amount: AmountIn,
  ...entered,
  comment: Type.Optional(Type.String({ maxLength: 1000 })),
  paymentId: outsideId,
});
export const CorrectionCreate = Type.Object({
  amount: Type.String({
    pattern: '^[+-]?\\d{1,16}(\\.\\d{1,6})?$',
    description: 'Above 0 in the organization\'s favour, below 0 against it: "-199.90"',
  }),
  ...entered,
  reason,
  correctionId: outsideId,
});
export const RefundCreate = Type.Object({
  payment: Type.Integer({ ...EntryId, description: '`id` of its line in the statement' }),
  amount: AmountIn,
  ...entered,
  reason,
  refundId: outsideId,
});
/** What was entered, and what is on the balance now. */
export const Entry = Type.Object({ id: EntryId, balances });

export const MonthQuery = Type.Object({
  month: Type.String({ pattern: '^\\d{4}-\\d{2}$', description: "YYYY-MM in the provider's time zone" }),
});
export const MoneyMonth = Type.Object({
  currencies: Type.Array(
    Type.Object({
      currency: Type.String({ description: CURRENCY }),
      charged: Amount,
      paid: Amount,
      refunded: Amount,
      corrected: Type.String({ description: 'Below 0: more was taken off than given' }),
      owed: Type.String({ description: 'What balances below 0 lack, at the end of the month, or now while it runs' }),
    }),
    { description: "The provider's own first; it is always there" },
  ),
  blocked: Type.Integer({ description: 'Organizations that are blocked for their balance now' }),
});
export const DebtorQuery = extend(PageQuery, MonthQuery.properties);
export const Debtor = Type.Object({
  organization: Type.Object({ id: Id, title: Nullable(Type.String(), { description: 'Null: it was deleted' }) }),
  owes: Money,
  blockedForBalance: Type.Boolean(),
});
