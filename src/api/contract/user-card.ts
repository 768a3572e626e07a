import { Type } from 'typebox';
import { BlockSource, Id, Instant, Link, Nullable } from './common.ts';

export const SupportRequest = Type.Object({
  mode: Type.Enum(['view', 'act'], {
    description: 'view: every change is refused; act: as the user, but for passwords',
  }),
  reason: Type.String({ minLength: 1, maxLength: 500, description: 'Kept in the audit' }),
});
export const SupportBegun = Type.Object({
  id: Id,
  until: Instant,
});

export const SeenCamera = Type.Object({
  id: Id,
  title: Type.String(),
  status: Type.Enum(['active', 'partially_active', 'inactive', 'empty', 'initialization'], {
    description:
      'By its streams, whatever block stands. partially_active: the picture comes, and its recording fails. initialization: its media node has not answered yet',
  }),
  blocks: Type.Array(
    Type.Object({
      source: BlockSource,
      reason: Type.String(),
      since: Nullable(Instant, { description: 'null: unknown, of what is not paid for' }),
      on: Type.Enum(['camera', 'organization', 'user', 'owner', 'home_organization', 'sign_in']),
    }),
    { description: 'What keeps this user from its pictures' },
  ),
  location: Type.String({ description: 'Its address, or that of its site; empty: unknown' }),
});

export const UserIntercom = Type.Object({
  cameraId: Id,
  title: Type.String(),
  address: Type.String(),
  entrance: Nullable(Type.Integer()),
  organization: Link,
  flat: Nullable(Type.String({ description: 'Of the contract, as its door says it' })),
  keys: Type.Array(Type.String(), { description: "Digits of the contract's keys, the first ten" }),
  keyCount: Type.Integer(),
  createdAt: Instant,
});

const Difference = Type.Object({
  count: Type.Integer(),
  cameras: Type.Array(
    Type.Object({ id: Id, title: Nullable(Type.String({ description: 'null: there is no such camera any more' })) }),
    { description: 'The first hundred' },
  ),
});
export const UserSynchronization = Type.Object({
  since: Nullable(Instant, { description: 'The synchronization before; null: this is the first' }),
  seen: Type.Integer({ description: 'Cameras that the user sees now' }),
  gained: Difference,
  lost: Difference,
});
