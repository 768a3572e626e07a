import { Type } from 'typebox';
import { Id, Instant, Nullable } from './common.ts';

const Sum = Type.Number({ description: "In the provider's currency, as the billing writes it" });
const Until = Nullable(Type.String({ description: 'YYYY-MM-DD' }));
const Price = Type.Object({
  price: Type.Number({ description: 'Of prolonging it; 0: no such service' }),
  until: Until,
});

export const OwnContract = Type.Object({
  organizationId: Nullable(Id),
  uid: Nullable(Type.String({ description: 'As the billing knows the contract' })),
  login: Type.String(),
  address: Type.String(),
  state: Nullable(Type.Enum(['paid', 'unpaid', 'off']), {
    description: 'Of intercoms and cameras; off: not ordered; null: not known',
  }),
  services: Nullable(
    Type.Object({
      internet: Price,
      tv: Price,
      phone: Price,
      cameras: Type.Object({ name: Type.String(), price: Type.Number(), until: Until }),
    }),
    { description: "null, as balance and payment: the billing tells them to the contract's telephones alone" },
  ),
  currency: Type.String({ description: 'ISO 4217' }),
  balance: Nullable(Sum),
  payment: Nullable(Type.Number({ description: 'What the billing advises to pay' })),
  mayShowInvoices: Type.Boolean(),
  mayShowDetails: Type.Boolean(),
  mayShowReceipt: Type.Boolean(),
});

export const OwnContracts = Type.Object({
  connected: Type.Boolean({ description: 'false: no billing is asked' }),
  items: Type.Array(OwnContract),
  asOf: Nullable(Instant),
  stale: Type.Boolean({ description: 'The billing cannot be asked now: this is what it said last' }),
});

export const Connector = Type.Object({
  connected: Type.Boolean({ description: 'false: no billing is asked; the rest is null then' }),
  name: Nullable(Type.String()),
  byDevice: Nullable(Type.Boolean({ description: 'It sells device by device' })),
  healthy: Nullable(Type.Boolean({ description: 'false: it did not answer when it was asked last' })),
  lastAskedAt: Nullable(Instant),
  lastAnsweredAt: Nullable(Instant),
  lastError: Nullable(Type.Object({ at: Instant, message: Type.String() })),
  cacheSeconds: Nullable(Type.Number({ description: 'How long an answer is as good as new' })),
  timeoutSeconds: Nullable(Type.Number()),
  trustHours: Nullable(Type.Number({ description: 'How long the last answer counts while it cannot be asked' })),
  remarks: Type.Array(Type.String(), { description: 'What its answers lack that is shown as none' }),
});

export const ConnectorTrial = Type.Object({
  tried: Type.Array(
    Type.Object({
      question: Type.Enum(['contracts', 'state', 'rows', 'apartment']),
      subject: Type.String({ description: 'The telephone or the uid' }),
      milliseconds: Type.Integer(),
      answer: Type.Optional(Type.Unknown()),
      problem: Type.Optional(Type.String({ description: 'What is wrong, and what to do about it' })),
    }),
  ),
  remarks: Type.Array(Type.String()),
});
export const ConnectorQuestion = Type.Object({
  phone: Type.Optional(Type.String({ maxLength: 40, description: 'In any form; its contracts are tried as well' })),
  uid: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
});
