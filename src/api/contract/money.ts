import { Type } from 'typebox';
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

const EntryId = Type.Integer({ minimum: 1 });
export const StatementLine = Type.Object({
  id: EntryId,
  at: Instant,
  kind: Type.Enum(['payment']),
  amount: Amount,
  currency: Type.String({ description: CURRENCY }),
  balance: Type.String({ description: 'With this movement and all before it' }),
  comment: Type.String(),
  actor: Type.String(),
  paymentId: Nullable(Type.String({ description: "The payer's id of it" })),
});
export const Balance = Type.Object({
  balances: Type.Array(Money, { description: "One for each currency; the provider's own is always there" }),
});
export const PaymentCreate = Type.Object({
  amount: AmountIn,
  comment: Type.Optional(Type.String({ maxLength: 1000 })),
  paymentId: Type.Optional(
    Type.String({ minLength: 1, maxLength: 255, description: 'Sent again with the same sum, it is entered once' }),
  ),
});
export const Payment = extend(Balance, { id: EntryId });
