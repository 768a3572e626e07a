import { Type } from 'typebox';
import { extend, Id, Instant, Link, LocaleChoice, Nullable, PageQuery } from './common.ts';
import { Charging } from './money.ts';

export const Viewing = Type.Object({
  id: Type.String(),
  viewer: Type.Object({ kind: Type.Enum(['user', 'client']), id: Id, title: Type.String() }),
  camera: Link,
  kind: Type.Enum(['live', 'archive', 'download']),
  protocol: Type.String(),
  address: Type.String(),
  userAgent: Nullable(Type.String()),
  since: Instant,
  bytes: Type.Integer(),
});
export const ViewingQuery = Type.Object({ cameraId: Type.Optional(Id), userId: Type.Optional(Id) });

export const ApiKey = Type.Object({ id: Id, name: Type.String(), key: Type.String(), lastUsedAt: Nullable(Instant) });

export const SentMessage = Type.Object({
  id: Id,
  kind: Type.Enum(['mail', 'sms']),
  recipient: Nullable(Type.String({ description: 'Eleven digits from 8 on, or a mail address' })),
  createdAt: Instant,
  state: Type.Enum(['waiting', 'sent', 'given_up']),
  attempts: Type.Integer(),
  error: Nullable(Type.String({ description: 'Of the last try that failed' })),
  nextAttemptAt: Nullable(Instant),
  sentAt: Nullable(Instant),
  outcome: Nullable(
    Type.Enum(['delivered', 'expired', 'deleted', 'undeliverable', 'rejected', 'unknown'], {
      description: 'What an SMS centre said later; null: nothing yet, or it is not asked (`receipts=yes`)',
    }),
  ),
  outcomeAt: Nullable(Instant),
});
export const SentMessageQuery = extend(PageQuery, { kind: Type.Optional(Type.Enum(['mail', 'sms'])) });

export const AuditQuery = extend(PageQuery, {
  objectKind: Type.Optional(Type.String({ maxLength: 40 })),
  objectId: Type.Optional(Type.String({ maxLength: 255 })),
});

export const Overview = Type.Object({
  cameras: Type.Object({
    total: Type.Integer(),
    live: Type.Integer(),
    starting: Type.Integer(),
    offline: Type.Integer(),
    blocked: Type.Integer(),
    onDemand: Type.Integer(),
    noSource: Type.Integer(),
  }),
  organizations: Type.Integer(),
  users: Type.Integer(),
  viewings: Type.Integer(),
  archiveBytes: Type.Integer(),
  notRecorded: Type.Integer({ description: 'Live cameras that should be recorded now, and are not' }),
  bitrate: Type.Integer({ description: 'kbit/s of all running streams' }),
  billingEvents: Type.Object({ applied: Type.Integer(), rejected: Type.Integer(), failed: Type.Integer() }),
});

export const Settings = Type.Object({
  title: Type.String(),
  timeZone: Type.String(),
  currency: Type.String({ description: 'ISO 4217; what plans and payments are counted in' }),
  locale: Type.String(),
  maxUserSessions: Nullable(Type.Integer()),
  blockedMaySignIn: Type.Boolean({
    description: 'Whoever a billing pauses signs in and sees that everything is blocked; false: is kept out',
  }),
  keepDeletedArchive: Type.Boolean({
    description:
      'The archive of a deleted camera is kept while it can be restored, as deep as the camera had it; false: it goes after ARCHIVE_GRACE_HOURS',
  }),
  caseEventDays: Type.Integer({ description: 'Days that events of analytics are kept' }),
  mapTiles: Nullable(
    Type.String({
      description:
        'Pictures that lie under maps: https://host/{z}/{x}/{y}.png; browsers load them. Keys masked. null: a grid of degrees',
    }),
  ),
  mapAttribution: Nullable(Type.String({ description: 'Who made them, as it is said on the map' })),
  authBackendUrl: Nullable(Type.String({ description: 'global_auth_backend of Watcher' })),
  mailFrom: Nullable(Type.String()),
  mailUri: Nullable(Type.String({ description: 'smtp://..., password masked' })),
  smsUri: Nullable(
    Type.String({
      description:
        'http(s)://... with {phone} (79XXXXXXXXX) and {text}, smpp://user:password@host:2775?from=NAME&receipts=yes or fake://sms; credentials masked',
    }),
  ),
  smsBody: Nullable(
    Type.String({
      description: 'Sent as POST: a form, JSON or XML with {phone} and {text}; null: GET. Credentials masked',
    }),
  ),
  charging: Charging,
  chargingFrom: Nullable(Type.String(), {
    description:
      'The first day that is charged, YYYY-MM-DD: the one on which charging was switched on last; null: it never was',
  }),
  creditFloor: Type.String({
    description: 'Prepaid: who is below it is blocked; a decimal in `currency`, below 0 where credit is given',
  }),
  balanceWarningDays: Type.Integer({
    description: 'Prepaid: so many days before the balance reaches the floor the owner is warned; 0: never',
  }),
});
export const SettingsChange = Type.Partial(
  Type.Object({
    title: Type.String({ minLength: 1, maxLength: 255 }),
    timeZone: Type.String({ maxLength: 64 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    locale: LocaleChoice,
    maxUserSessions: Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    blockedMaySignIn: Type.Boolean(),
    keepDeletedArchive: Type.Boolean(),
    caseEventDays: Type.Integer({ minimum: 1, maximum: 365 }),
    mapTiles: Nullable(Type.String({ maxLength: 2000 })),
    mapAttribution: Nullable(Type.String({ maxLength: 255 })),
    authBackendUrl: Nullable(Type.String({ maxLength: 2000 })),
    mailFrom: Nullable(Type.String({ maxLength: 255 })),
    mailUri: Nullable(Type.String({ maxLength: 2000 })),
    smsUri: Nullable(Type.String({ maxLength: 2000 })),
    smsBody: Nullable(Type.String({ maxLength: 4000 })),
    charging: Charging,
    creditFloor: Type.String({ maxLength: 30 }),
    balanceWarningDays: Type.Integer({ minimum: 0, maximum: 60 }),
  }),
);
export const MapBackground = Type.Object({
  tiles: Nullable(Type.String(), { description: 'https://host/{z}/{x}/{y}.png; null: there are none' }),
  attribution: Type.String({ description: 'Who made them: say it on the map; empty: nothing' }),
});
export const TestSms = Type.Object({ phone: Type.String({ minLength: 10, maxLength: 32 }) });
export const TestSmsResult = Type.Object({
  answer: Type.String({ description: "The gateway's own words: some say with status 200 that the password is wrong" }),
});
