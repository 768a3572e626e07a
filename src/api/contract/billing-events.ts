import { Type } from 'typebox';
import { BILLING_TYPES } from '../../core/billing-events/vocabulary.ts';
import { extend, Id, Instant, Nullable, PageQuery } from './common.ts';

export const BillingEvent = Type.Object({
  id: Id,
  at: Instant,
  requestId: Type.String(),
  dialect: Type.String(),
  type: Type.String({ description: 'Our own name of what was asked for: `camera.create` ...' }),
  types: Type.Array(Type.String(), {
    description: `As billings call it, the one that says most first: ${BILLING_TYPES.join(', ')}. Others may come: show them as they are`,
  }),
  outcome: Type.Enum(['applied', 'no_change', 'rejected', 'pending', 'failed']),
  client: Type.String(),
  subject: Nullable(Type.String()),
  message: Nullable(Type.String()),
  request: Type.Unknown(),
  durationMs: Type.Integer(),
  address: Nullable(Type.String()),
  repeats: Type.Integer({
    description: 'How often the same wrong call came again within a minute and was counted on this event',
  }),
  lastAt: Nullable(Instant),
});

export const BillingEventCard = Type.Object({
  ...BillingEvent.properties,
  userIds: Type.Array(Id, { description: 'Whom it is about; they may be gone since' }),
  organizationIds: Type.Array(Id),
  changes: Type.Array(
    Type.Object({
      id: Id,
      action: Type.String(),
      objectKind: Type.String(),
      objectId: Type.String(),
      changes: Type.Record(Type.String(), Type.Tuple([Type.Unknown(), Type.Unknown()])),
    }),
  ),
  moreChanges: Type.Boolean({ description: 'There are more than these: see the audit' }),
  retryOf: Nullable(Id, { description: 'The event of the request that this one did again' }),
  retriedBy: Type.Array(Id, { description: 'The events of what did this one again, oldest first' }),
  pending: Nullable(
    Type.Object({
      code: Type.String(),
      state: Type.Enum(['waiting', 'applied', 'failed', 'withdrawn']),
    }),
    { description: 'What became of a request at an address code that nobody knew; done again by retryUnresolvedCode' },
  ),
});

const FILTER = {
  outcome: Type.Optional(Type.String({ maxLength: 40 })),
  type: Type.Optional(
    Type.String({ maxLength: 100, description: '`billing.new_entity`; or our own: `user.create`, or `user.` for all' }),
  ),
  client: Type.Optional(Type.String({ maxLength: 40, description: 'Who asked: `client-3`, `user-7`' })),
  dialect: Type.Optional(Type.String({ maxLength: 40 })),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
  userId: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 2_147_483_647,
      description: 'About this user, or about the contract that the user was made under or owns',
    }),
  ),
  organizationId: Type.Optional(Id),
};

export const BillingEventQuery = extend(PageQuery, {
  ...FILTER,
  since: Type.Optional(
    Type.Integer({ minimum: 0, description: 'Those with a greater id alone: for whoever waits for new ones' }),
  ),
});
export const BillingEventExportQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 200 })),
  ...FILTER,
});

/** Ids of events pass 2^31 one day. */
export const BillingEventParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });

export const BillingEventSources = Type.Object({
  clients: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  dialects: Type.Array(Type.String()),
  types: Type.Array(Type.String()),
});
