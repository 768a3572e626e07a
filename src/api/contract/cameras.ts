import { Type } from 'typebox';
import { MOTION_PROBLEMS } from '../../core/cameras/recording/motion-subscriptions.ts';
import { Block, extend, Id, Instant, Link, Nullable, Rights, seenChange } from './common.ts';

const HEALTH = ['live', 'starting', 'on_demand', 'offline', 'no_source'] as const;
export const CameraState = Type.Enum(['live', 'starting', 'on_demand', 'offline', 'blocked', 'no_source'], {
  description:
    'live: pictures arrive; starting: asked for, none yet; on_demand: starts with the first viewer; offline: asked for, none arrive; blocked: a block stands; no_source: nothing to take video from',
});

const RecordMode = Type.Enum(['off', 'always', 'motion', 'schedule']);
export const RecordSchedule = Type.Array(
  Type.Object({
    days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { description: '1 is Monday' }),
    from: Type.String({ description: 'HH:MM' }),
    to: Type.String({ description: 'HH:MM; earlier than `from`: on the next day' }),
  }),
  { maxItems: 50, description: "Windows of a week, in the domain's time zone" },
);

const connection = {
  transport: Nullable(Type.Enum(['tcp', 'udp']), { description: 'Of RTSP; null: as it comes' }),
  httpPort: Nullable(Type.Integer({ minimum: 1, maximum: 65_535 })),
  modelId: Nullable(Id),
  ptzType: Type.Integer({ minimum: 0, maximum: 1000 }),
  channel: Nullable(Type.Integer({ minimum: 0, maximum: 1024, description: 'Of a recorder' })),
  mac: Nullable(Type.String({ maxLength: 32 })),
  motionNotices: Type.Boolean({ description: 'The camera tells of motion itself' }),
  motionSource: Type.Enum(['call', 'onvif'], {
    description: 'How it tells. call: it calls its motionPath; onvif: this server asks it for its events as well',
  }),
};
/** How the device behind a camera is reached and set up. */
export const CameraConnection = Type.Object(connection);
const ShownConnection = extend(CameraConnection, {
  deviceModel: Nullable(Type.String({ description: 'Maker and model, as the device itself said' })),
  synchronizedAt: Nullable(Instant, { description: 'When its settings were last brought over' }),
  synchronizeError: Nullable(Type.String({ description: 'Why they could not be the last time' })),
  motionPath: Type.String({
    description: 'What the camera calls on this server, by GET or POST, while something moves',
  }),
  motionState: Nullable(
    Type.Object({
      since: Nullable(Instant, { description: 'Since when it is heard without a break; null: it is not' }),
      problem: Nullable(Type.Enum([...MOTION_PROBLEMS]), { description: 'Why it is not' }),
      said: Type.String({ description: 'What the camera gave as its reason, in brackets; may be empty' }),
    }),
    { description: 'How asking it for its events goes; null: it is not asked' },
  ),
});

export const Camera = Type.Object({
  id: Id,
  uuid: Type.String({ format: 'uuid' }),
  name: Type.String({ description: 'What the media URLs use' }),
  title: Type.String(),
  comment: Type.String(),
  address: Type.String(),
  coordinates: Type.String({ description: '"latitude longitude" or empty' }),
  externalId: Nullable(Type.String()),
  organization: Link,
  folder: Link,
  preset: Type.Object({ id: Id, title: Type.String(), adjustable: Type.Boolean() }),
  source: Nullable(
    Type.Object({
      url: Type.String({ description: 'Credentials masked as ***; sent back unchanged it keeps them' }),
      hasCredentials: Type.Boolean(),
    }),
  ),
  substreamUrl: Nullable(Type.String()),
  onDemand: Type.Boolean(),
  sound: Type.Boolean(),
  archive: Type.Object({
    days: Nullable(Type.Number({ description: 'null or 0: nothing is recorded' })),
    gigabytes: Nullable(Type.Integer()),
    setBy: Type.Enum(['preset', 'organization', 'camera']),
  }),
  siteId: Nullable(Id),
  location: Nullable(Type.Object({ id: Id, titles: Type.Array(Type.String(), { description: 'From the top down' }) }), {
    description: "Where it stands in the provider's tree of addresses; null as well for those who may not see the tree",
  }),
  streamerId: Type.Optional(
    Nullable(Id, { description: 'The media node that takes it in; null: the local one. For administrators alone' }),
  ),
  recordMode: RecordMode,
  recordSchedule: Nullable(RecordSchedule),
  bandwidthLimit: Nullable(Type.Integer({ description: 'kbit/s above which the provider is warned' })),
  connection: Type.Optional(ShownConnection),
  agent: Nullable(
    Type.Object({ serial: Nullable(Type.String()), id: Nullable(Type.String()), model: Nullable(Type.String()) }),
  ),
  enabled: Type.Boolean({ description: 'No block stands on the camera itself' }),
  blocks: Type.Array(extend(Block, { on: Type.Enum(['camera', 'organization']) })),
  status: Type.Object({
    state: CameraState,
    health: Nullable(Type.Enum([...HEALTH]), {
      description:
        'As `state`, whatever block stands: of a blocked camera, which is not taken in, what was seen last; null: nothing was',
    }),
    healthSince: Nullable(Instant, { description: 'Since when it is `live` or `offline`' }),
    seenAt: Nullable(Instant, { description: 'When a media node last told of it' }),
    recording: Type.Boolean({ description: 'What it shows now is being kept' }),
    recordingError: Nullable(
      Type.Object({
        code: Type.Enum(['disk_full', 'quota', 'read_only', 'disk_failing', 'no_permission', 'disk_slow', 'other']),
        message: Type.String({ description: 'In English, with the next step' }),
      }),
      { description: 'Why a live picture that should be recorded now is not; null: it is, or need not be' },
    ),
    since: Nullable(Instant),
    error: Nullable(Type.String()),
    bitrate: Nullable(Type.Integer({ description: 'kbit/s' })),
    videoCodec: Nullable(Type.String()),
    width: Nullable(Type.Integer()),
    height: Nullable(Type.Integer()),
    archiveBytes: Nullable(Type.Integer()),
  }),
  rights: Rights,
  favorite: Type.Boolean(),
  playback: Nullable(
    Type.Object({
      token: Type.String({ description: 'Send it as ?token= to the media URLs below /{name}/' }),
      path: Type.String({ description: "The camera's part of a media URL, encoded, e.g. /cam-1" }),
      expiresAt: Instant,
    }),
    { description: 'null: the caller may not watch it' },
  ),
  createdAt: Instant,
});

const editable = {
  title: Type.String({ maxLength: 255 }),
  comment: Type.String({ maxLength: 4000 }),
  address: Type.String({ maxLength: 500 }),
  coordinates: Type.String({ maxLength: 100 }),
  externalId: Nullable(Type.String({ maxLength: 255 })),
  folderId: Id,
  organizationId: Id,
  presetId: Id,
  sourceUrl: Type.String({
    maxLength: 2000,
    description:
      'rtsp, rtsps, rtmp, http, https or fake://clock; options may stand behind it: tracks=1 rtp=udp timeout=30',
  }),
  substreamUrl: Nullable(Type.String({ maxLength: 2000 })),
  onDemand: Type.Boolean(),
  sound: Type.Boolean(),
  archiveDays: Nullable(Type.Number({ minimum: 0, maximum: 3650 })),
  archiveGigabytes: Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  siteId: Nullable(Id),
  locationId: Nullable(Id, { description: 'One without others below it. For the provider alone' }),
  streamerId: Nullable(Id),
  recordMode: RecordMode,
  recordSchedule: Nullable(RecordSchedule),
  bandwidthLimit: Nullable(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
  connection: Type.Partial(CameraConnection),
};
export const CameraCreate = extend(Type.Partial(Type.Object(editable)), {
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
});
export const CameraEdit = Type.Partial(Type.Object(editable));
export const CameraChange = seenChange(CameraEdit);

export const Synchronized = Type.Object({
  model: Type.String({ description: 'Maker and model, as the device says' }),
  bitrateLimit: Nullable(Type.Integer({ description: 'kbit/s that it has now; null: it was not asked to change it' })),
});

export const ArchiveDay = Type.Object({
  date: Type.String({ format: 'date' }),
  seconds: Type.Integer({ description: 'Recorded within the day' }),
});
export const ArchiveDaysQuery = Type.Object({
  month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }),
  timeZone: Type.Optional(Type.String({ maxLength: 64, description: "IANA name; default: the domain's" })),
});
