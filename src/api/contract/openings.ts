import { Type } from 'typebox';
import { DOOR_EVENTS } from '../../core/doors/door.ts';
import { Id, Instant, Nullable, PageQuery } from './common.ts';

export const OpenDoor = Type.Object({
  organizationId: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'In the name of this contract of the caller' }),
  ),
});

export const Opened = Type.Object({
  result: Type.Literal('opened'),
  panelMs: Type.Integer({ description: 'How long the panel took' }),
});

/** The panel did not do it: nothing was opened. */
export const DeviceFailed = Type.Object({
  error: Type.Object({
    code: Type.Literal('device_failed'),
    message: Type.String(),
    reason: Type.Enum(['timeout', 'unreachable', 'credentials', 'refused', 'no_command'], {
      description: 'refused: it answered with another status; credentials: it does not accept the login and password',
    }),
    detail: Type.String({ description: 'The same in words; names no address and no command' }),
    requestId: Type.String(),
  }),
});

export const DoorEvent = Type.Object({
  id: Type.Integer(),
  at: Instant,
  kind: Type.Enum([...DOOR_EVENTS]),
  result: Type.Enum(['opened', 'refused', 'failed'], {
    description: 'refused: who asked may not; failed: the panel did not do it',
  }),
  doorId: Nullable(Id, { description: 'null: the door is gone' }),
  doorName: Type.String({ description: 'As it was called then' }),
  cameraName: Nullable(Type.String()),
  organizationId: Nullable(Id, { description: 'The contract in whose name' }),
  who: Type.String({ description: "A login or a telephone, or a key's digits" }),
  detail: Type.String({ description: 'Why not' }),
  panelMs: Nullable(Type.Integer({ description: 'null: the panel was not asked' })),
});

export const DoorEventQuery = Type.Object({
  after: PageQuery.properties.after,
  limit: PageQuery.properties.limit,
  kind: Type.Optional(Type.Enum([...DOOR_EVENTS])),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
});
