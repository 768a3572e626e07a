import { Type } from 'typebox';
import { PANEL_MODELS } from '../../core/panels/panel.ts';
import { Block, BlockSource, extend, Id, Instant, Link, Nullable, PageQuery, seenChange } from './common.ts';

export const Lock = Type.Object(
  {
    id: Id,
    uuid: Type.String({ format: 'uuid' }),
    organization: Link,
    title: Type.String(),
    address: Type.String(),
    comment: Type.String(),
    externalId: Nullable(Type.String()),
    enabled: Type.Boolean({ description: 'No block stands on the lock itself' }),
    blocks: Type.Array(extend(Block, { on: Type.Enum(['lock', 'organization']) })),
    createdAt: Instant,
  },
  { description: 'What a door is opened with. Cameras and locks share their ids' },
);
const lock = {
  organizationId: Id,
  title: Type.String({ maxLength: 255 }),
  address: Type.String({ maxLength: 500 }),
  comment: Type.String({ maxLength: 4000 }),
  externalId: Nullable(Type.String({ maxLength: 255 })),
};
export const LockChange = Type.Partial(Type.Object(lock));
export const LockCreate = extend(LockChange, {
  uuid: Type.Optional(Type.String({ format: 'uuid', description: 'Absent: one is made up' })),
});
export const LockQuery = extend(PageQuery, { organizationId: Type.Optional(Id) });

const PanelModel = Type.Enum([...PANEL_MODELS], {
  description: 'Whose wire it speaks; relay: opens by plain HTTP and keeps no keys',
});
const panel = {
  model: Nullable(PanelModel, { description: 'null: unknown' }),
  address: Type.String({
    maxLength: 255,
    description: 'host, host:port, http(s)://host:port or fake://door; empty: not reachable',
  }),
  login: Type.String({ maxLength: 255 }),
  sipId: Nullable(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), {
    description: 'SIP login 100000 + this; null: no calls',
  }),
  dtmf: Nullable(Type.String({ maxLength: 32 }), { description: 'Digits that open the door during a call' }),
  monitorId: Nullable(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), {
    description: "SIP login 4000000000 + this, of a concierge's monitor",
  }),
};
export const Panel = Type.Object(
  { cameraId: Id, ...panel, hasPassword: Type.Boolean(), hasSipPassword: Type.Boolean() },
  { description: 'What makes an intercom of a camera' },
);
export const PanelChange = Type.Partial(
  Type.Object({
    ...panel,
    password: Nullable(Type.String({ maxLength: 255 }), { description: 'Never shown; null takes it away' }),
    sipPassword: Nullable(Type.String({ maxLength: 255 })),
  }),
);

const DoorIcon = Type.Enum(['entrance', 'wicket', 'gate', 'barrier']);
const CameraLink = extend(Link, { name: Type.String({ description: 'What the media URLs use' }) });

export const Door = Type.Object({
  id: Id,
  name: Type.String(),
  icon: DoorIcon,
  entrance: Nullable(Type.Integer({ description: 'Its number in the house' })),
  lock: Link,
  camera: Nullable(CameraLink, { description: 'Shows who stands before it' }),
  organization: Link,
  address: Type.String({ description: 'Of the lock' }),
  command: Type.String({
    description:
      "What opens it, credentials masked as ***; sent back unchanged it keeps them. Empty: the camera's panel is asked",
  }),
  hasCredentials: Type.Boolean(),
  method: Type.Enum(['GET', 'PUT', 'POST']),
});
const door = {
  lockId: Id,
  cameraId: Nullable(Id),
  entrance: Nullable(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  icon: DoorIcon,
  name: Type.String({ maxLength: 255 }),
  command: Type.String({ maxLength: 2000, description: 'http, https or fake://door, which always opens' }),
  method: Type.Enum(['GET', 'PUT', 'POST']),
};
const doorChange = Type.Partial(Type.Object(door));
export const DoorChange = seenChange(doorChange);
export const DoorCreate = Type.Object({ ...doorChange.properties, lockId: door.lockId });
export const DoorQuery = extend(PageQuery, {
  organizationId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Whose the lock is' })),
  lockId: Type.Optional(Id),
  cameraId: Type.Optional(Id),
});

/** A door as whoever opens it sees it. */
export const MyDoor = Type.Object({
  id: Id,
  name: Type.String(),
  icon: DoorIcon,
  entrance: Nullable(Type.Integer()),
  address: Type.String(),
  lockId: Id,
  camera: Nullable(CameraLink, { description: "null: there is none, or it is not the caller's to see" }),
  contracts: Type.Array(Type.Object({ organizationId: Id, title: Type.String() }), {
    description: 'Through which it is given',
  }),
  open: Type.Boolean({ description: 'It may be opened; false: `barred` says why not' }),
  barred: Nullable(
    Type.Object({
      source: BlockSource,
      reason: Type.String({ description: 'Of `connector`: off, not ordered; unpaid' }),
      since: Nullable(Instant),
    }),
  ),
});

/** A camera or lock that a contract was given. */
export const ContractDevice = Type.Object({
  deviceId: Id,
  kind: Type.Enum(['camera', 'intercom', 'lock']),
  title: Type.String(),
  suspended: Nullable(Type.Enum(['off', 'unpaid']), {
    description: 'The billing that is asked does not open it at present: not ordered, or not paid',
  }),
});
