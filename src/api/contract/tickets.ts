import { Type } from 'typebox';
import { extend, Id, Instant, Nullable, PageQuery } from './common.ts';

export const Ticket = Type.Object({
  id: Id,
  title: Type.String(),
  organization: Nullable(Type.Object({ id: Id, title: Type.String(), contractNumber: Nullable(Type.String()) })),
  author: Type.Object({ id: Nullable(Id), login: Type.String() }),
  closedAt: Nullable(Instant),
  lastMessageAt: Instant,
  lastByProvider: Type.Boolean(),
  unread: Type.Boolean({ description: 'The other side wrote, and whoever asks has not read or answered it' }),
  createdAt: Instant,
});
export const TicketMessage = Type.Object({
  id: Type.Integer({ minimum: 1 }),
  at: Instant,
  byProvider: Type.Boolean(),
  author: Nullable(Type.String({ description: 'As they were called then; null: subscribers are not told' })),
  text: Type.String(),
});
const text = Type.String({ minLength: 1, maxLength: 10_000 });
export const TicketCreate = Type.Object({ title: Type.String({ minLength: 1, maxLength: 200 }), text });
export const TicketChange = Type.Object({ closed: Type.Boolean() });
export const MessageCreate = Type.Object({ text });
export const TicketQuery = extend(PageQuery, {
  state: Type.Optional(Type.Enum(['open', 'closed'])),
  waiting: Type.Optional(Type.Boolean({ description: "Open ones whose newest message is a subscriber's" })),
  organizationId: Type.Optional(Id),
  from: Type.Optional(Instant),
  before: Type.Optional(Instant),
});
export const MessageQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 40 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50 })),
});
