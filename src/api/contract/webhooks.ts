import { type TSchema, Type } from 'typebox';
import { EVENT_GROUPS, EVENT_TYPES, EVENTS, type EventShape, type FieldKind } from '../../core/events/event-types.ts';
import { DELIVERY_STATES } from '../../core/webhooks/log.ts';
import { extend, Id, Instant, Nullable, PageQuery } from './common.ts';

const LongId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

const fields = {
  url: Type.String({
    maxLength: 2000,
    description: 'https://..., or http://... within your own network; credentials in it are shown as ***',
  }),
  description: Type.String({ maxLength: 255 }),
  types: Type.Array(Type.String({ maxLength: 80 }), {
    maxItems: 100,
    description: `Types of GET /webhooks/event-types, groups of them (${EVENT_GROUPS.join(', ')}), or * for all`,
  }),
  enabled: Type.Boolean({ description: 'Off: nothing new is noted for it, and what waits stays' }),
};

export const WebhookEndpoint = Type.Object({
  id: Id,
  ...fields,
  offBecause: Nullable(Type.Enum(['gone']), { description: 'Switched off by itself: its receiver answered 410' }),
  previousSecretUntil: Nullable(Instant, {
    description: 'The secret before the last rotation signs as well until then',
  }),
  createdAt: Instant,
  waiting: Type.Integer({ description: 'Deliveries to come; 10001 stands for more than 10,000' }),
  failing: Type.Integer({ description: 'Those among them that were tried in vain and are tried again' }),
  givenUp: Type.Integer({ description: 'Deliveries of the last 30 days that were given up' }),
});
export const WebhookEndpointChange = Type.Partial(Type.Object(fields));
export const WebhookEndpointCreate = extend(WebhookEndpointChange, { url: fields.url, types: fields.types });
export const WebhookEndpointWithSecret = extend(WebhookEndpoint, {
  secret: Type.String({ description: 'Verifies what is sent there; told now and never again' }),
});

export const WebhookDelivery = Type.Object({
  id: LongId,
  messageId: Type.String({ description: 'webhook-id, the same with each try' }),
  type: Type.String(),
  object: Type.Object({ kind: Type.String(), id: Type.Integer() }),
  at: Instant,
  state: Type.Enum([...DELIVERY_STATES]),
  tries: Type.Integer({ description: 'Resends included' }),
  nextAttemptAt: Nullable(Instant, {
    description: 'While it waits; it is not tried before earlier events of its object',
  }),
  finishedAt: Nullable(Instant),
  lastStatus: Nullable(Type.Integer({ description: 'HTTP status of the last answer' })),
  lastError: Nullable(Type.String({ description: 'Why the last try got no answer' })),
});
export const WebhookDeliveryDetails = extend(WebhookDelivery, {
  body: Type.String({ description: 'What is sent, as it is signed' }),
  attempts: Type.Array(
    Type.Object({
      at: Instant,
      durationMs: Type.Integer(),
      status: Nullable(Type.Integer()),
      error: Nullable(Type.String()),
      answer: Type.String({ description: 'The first 4 kB of the answer' }),
    }),
    { description: 'Newest first, at most a hundred' },
  ),
});
export const WebhookDeliveryQuery = extend(PageQuery, { state: Type.Optional(Type.Enum([...DELIVERY_STATES])) });
export const WebhookDeliveryParams = Type.Object({ id: Id, deliveryId: LongId });
export const WebhookTest = Type.Object({ deliveryId: LongId });
export const WebhookResend = Type.Object({ since: Instant });
export const WebhookResent = Type.Object({ count: Type.Integer() });

export const EventTypes = Type.Object({
  items: Type.Array(
    Type.Object({
      type: Type.String(),
      group: Type.Enum([...EVENT_GROUPS]),
      object: Type.String({ description: 'What it happens to: events of one object arrive in their order' }),
      about: Type.String(),
      schema: Type.Unknown({ description: 'JSON Schema of the message' }),
    }),
  ),
});

const KINDS: Readonly<Record<FieldKind, TSchema>> = {
  integer: Type.Integer(),
  boolean: Type.Boolean(),
  text: Type.String(),
  'text?': Nullable(Type.String()),
  decimal: Type.String({ description: 'A sum in `currency`: "-12.50"' }),
  day: Type.String({ description: "YYYY-MM-DD in the provider's time zone" }),
  'day?': Nullable(Type.String({ description: "YYYY-MM-DD in the provider's time zone" })),
  ids: Type.Array(Type.Integer()),
  values: Type.Record(Type.String(), Type.Unknown(), { description: 'Its fields by name; secrets as ***' }),
  changes: Type.Record(Type.String(), Type.Object({ before: Type.Unknown(), after: Type.Unknown() }), {
    description: 'The fields that changed, by name; secrets as ***',
  }),
};

/** The message of one type, as it is sent. */
function messageOf(type: string, { object, about, data }: EventShape): TSchema {
  const own = Object.fromEntries(Object.entries(data).map(([name, kind]) => [name, KINDS[kind]]));
  return Type.Object(
    {
      type: Type.Literal(type),
      timestamp: Type.String({ format: 'date-time', description: 'When it happened' }),
      data: Type.Object({
        object: Type.Object({ kind: Type.Literal(object), id: Type.Integer() }),
        actor: Type.Object({ kind: Type.Enum(['user', 'client', 'system']), name: Type.String() }),
        ...own,
      }),
    },
    { description: about },
  );
}

interface EventMessage {
  readonly about: string;
  readonly schema: TSchema;
}

/** By type. */
export const EVENT_MESSAGES: Readonly<Record<string, EventMessage>> = Object.fromEntries(
  EVENT_TYPES.map((type) => [type, { about: EVENTS[type].about, schema: messageOf(type, EVENTS[type]) }]),
);
