import { Type } from 'typebox';
import { extend, Id, Instant, Nullable, PageQuery } from './common.ts';
import { Money } from './money.ts';

const GatewayId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const EntryId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

const fields = {
  name: Type.String({ minLength: 1, maxLength: 100, description: 'As statements and the audit name who entered' }),
  enabled: Type.Boolean(),
  networks: Type.Array(Type.String({ maxLength: 64 }), {
    maxItems: 100,
    description: 'Networks (CIDR) or addresses that it may call from; empty: everywhere',
  }),
};

export const PaymentGateway = Type.Object({
  id: Id,
  ...fields,
  formerSecretUntil: Nullable(Instant, { description: 'Until then the secret before the present one is good too' }),
  lastUsedAt: Nullable(Instant, { description: 'The last call that was signed rightly' }),
  createdAt: Instant,
});
export const PaymentGateways = Type.Object({ items: Type.Array(PaymentGateway) });
export const PaymentGatewayChange = Type.Partial(Type.Object(fields));
export const PaymentGatewayCreate = extend(PaymentGatewayChange, { name: fields.name });
const secret = Type.String({ description: 'whsec_...; told this once' });
export const PaymentGatewayCreated = extend(PaymentGateway, { secret });
export const GatewaySecret = Type.Object({ secret });

export const PaymentConflict = Type.Object({
  id: Id,
  gateway: Type.Object({ id: Id, name: Type.String() }),
  paymentId: Type.String(),
  booked: extend(Money, {
    account: Type.String(),
    entryId: EntryId,
    organization: Type.Object({ id: Id, title: Nullable(Type.String(), { description: 'Null: it was deleted' }) }),
  }),
  told: extend(Money, { account: Type.String() }),
  times: Type.Integer({ minimum: 1 }),
  firstAt: Instant,
  lastAt: Instant,
});
export const PaymentConflictQuery = PageQuery;

export const GatewayParams = Type.Object({ gatewayId: GatewayId });
export const SignatureHeaders = Type.Object({
  'webhook-id': Type.Optional(Type.String({ description: 'Of this try' })),
  'webhook-timestamp': Type.Optional(Type.String({ description: 'Unix seconds, within 5 minutes of ours' })),
  'webhook-signature': Type.Optional(
    Type.String({ description: 'v1,<base64 of HMAC-SHA256 of id.timestamp.body>; several with spaces between' }),
  ),
});

const Amount = Type.String({ pattern: '^\\d{1,16}(\\.\\d{1,6})?$', description: 'A decimal with a point: "100.50"' });
const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: "ISO 4217: the provider's own" });
const payee = {
  account: Type.Optional(
    Type.String({
      maxLength: 255,
      description: "The contract's number, its uid or outside id; `id:17` by our own id; or a prepared payment's id",
    }),
  ),
  prepared: Type.Optional(Type.String({ maxLength: 255, description: 'The id of a payment that an app prepared' })),
};
const PaymentId = Type.String({ minLength: 1, maxLength: 200, description: "The payment provider's id of it" });

export const CheckCall = Type.Object({
  ...payee,
  amount: Type.Optional(Amount),
  currency: Type.Optional(Currency),
});
export const CheckAnswer = Type.Object({
  payable: Type.Boolean(),
  reason: Type.Optional(Type.String({ description: 'Why it would be refused, for programs' })),
  message: Type.Optional(Type.String({ description: 'The same as a sentence' })),
  account: Type.Optional(
    Type.Object({ title: Type.String({ description: 'Each word by its first letter' }), due: Money }),
  ),
});
export const PayCall = Type.Object({
  paymentId: PaymentId,
  ...payee,
  amount: Amount,
  currency: Currency,
  paidAt: Type.Optional(Instant),
  comment: Type.Optional(Type.String({ maxLength: 1000 })),
});
const Status = Type.Enum(['paid', 'cancelled']);
export const PayAnswer = Type.Object({ entryId: EntryId, status: Status });
export const CancelCall = Type.Object({
  paymentId: PaymentId,
  reason: Type.String({ minLength: 1, maxLength: 1000 }),
});
export const CancelAnswer = Type.Object({
  entryId: EntryId,
  refundId: EntryId,
  status: Type.Enum(['cancelled']),
});
export const StatusCall = Type.Object({ paymentId: PaymentId });
export const StatusAnswer = Type.Object({
  status: Type.Enum(['paid', 'cancelled', 'unknown']),
  payment: Nullable(
    extend(Money, {
      entryId: EntryId,
      refundId: Nullable(EntryId),
      account: Type.String(),
      paidAt: Nullable(Instant),
    }),
  ),
});
