import { type Static, type TObject, type TProperties, type TSchema, type TSchemaOptions, Type } from 'typebox';
import { LANGUAGES } from '../../core/languages/languages.ts';
import { REASONS } from '../../core/refusals/index.ts';

export const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
export const IdParams = Type.Object({ id: Id });
/** RFC 3339 in UTC. */
export const Instant = Type.String({ format: 'date-time' });
export const Nullable = <T extends TSchema>(schema: T, options: TSchemaOptions = {}) =>
  Type.Union([schema, Type.Null()], options);
/** The object schema `base` with more fields. */
export const extend = <A extends TProperties, B extends TProperties>(base: TObject<A>, more: B) =>
  Type.Object({ ...base.properties, ...more });
/** A change of one object, with what its sender saw of it, so that nothing is overwritten unseen. */
export const seenChange = <P extends TProperties>(change: TObject<P>) =>
  extend(change, {
    was: Type.Optional(
      Type.Object(change.properties, {
        description:
          'The changed fields as the caller saw them: 409 with `meanwhile`, instead of overwriting what somebody else changed since',
      }),
    ),
  });
/** Empty: as the browser says. */
export const LocaleChoice = Type.Enum(['', ...LANGUAGES]);
export const Link = Type.Object({ id: Id, title: Type.String() });

export const BlockSource = Type.Enum(['billing', 'owner', 'administrator', 'quota', 'connector']);
export const Block = Type.Object({ source: BlockSource, reason: Type.String(), since: Instant });

export const Params = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Array(Type.Union([Type.String(), Type.Number()]))]),
  { description: 'What the sentence of the reason names, by name' },
);

export const ErrorBody = Type.Object({
  error: Type.Object({
    code: Type.String({
      description:
        'not_found, invalid, conflict, forbidden, unauthenticated, limit, payment_required, too_many, gone, unavailable, device_failed, internal',
    }),
    message: Type.String({ description: 'What is wrong and what to do about it' }),
    reason: Type.Optional(
      Type.Enum([...REASONS], {
        description:
          'What `message` says, for programs and for translations; own_words: nothing but the message says it',
      }),
    ),
    params: Type.Optional(Params),
    fields: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Messages by field' })),
    fieldReasons: Type.Optional(
      Type.Record(Type.String(), Type.Object({ reason: Type.String(), params: Params }), {
        description: '`reason` and `params` of each of `fields`',
      }),
    ),
    outage: Type.Optional(
      Type.Enum(['away', 'busy', 'full', 'quota', 'read_only', 'failing'], {
        description:
          'Of `unavailable`: what is wrong with the database; from `full` on with its disk, on which nothing is stored until somebody mends it',
      }),
    ),
    retryAfterSeconds: Type.Optional(Type.Integer({ description: 'As the header Retry-After' })),
    attemptsLeft: Type.Optional(Type.Integer({ description: 'Of a wrong sign-in code' })),
    existingId: Type.Optional(Id),
    block: Type.Optional(
      extend(Block, {
        on: Type.Enum(['user', 'owner', 'organization', 'door'], {
          description: 'owner: it stands on the subscriber above a sub-user; door: it keeps the door shut',
        }),
      }),
    ),
    meanwhile: Type.Optional(
      Type.Object(
        {
          by: Nullable(Type.String({ description: 'A login, or the name of a machine client; null: unknown' })),
          at: Nullable(Instant),
          changes: Type.Record(Type.String(), Type.Object({ was: Type.Unknown(), is: Type.Unknown() })),
        },
        { description: 'Of a change that would overwrite another: by field, what it was and what it is' },
      ),
    ),
    mustChangePassword: Type.Optional(
      Type.Literal(true, {
        description: 'The session does nothing but read itself, change the password and end: POST /session/password',
      }),
    ),
    requestId: Type.String(),
  }),
});
export const Done = Type.Object({ success: Type.Literal(true) });

export const PageQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 200, description: 'Exact before prefix before substring' })),
  after: Type.Optional(Type.String({ maxLength: 500, description: 'The `next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50 })),
  count: Type.Optional(Type.Boolean({ description: 'Ask for `total` as well' })),
});
export const Page = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item),
    next: Nullable(Type.String({ description: 'Send it as `after` for the next page; null: this is the last' })),
    total: Type.Optional(Type.Integer({ description: 'Only with `count`; 10001 stands for more than 10,000' })),
  });

export const BlockParams = Type.Object({ id: Id, source: BlockSource });
export const BlockBody = Type.Object({ reason: Type.Optional(Type.String({ maxLength: 500 })) });

export const Rights = Type.Object({
  view: Type.Boolean({ description: 'The camera is seen at all' }),
  live: Type.Boolean({ description: 'The live picture' }),
  archive: Type.Boolean(),
  archiveDepthSeconds: Nullable(Type.Integer({ description: 'null: as deep as the archive is' })),
  download: Type.Boolean(),
  snapshot: Type.Boolean(),
  ptz: Type.Boolean(),
  actions: Type.Boolean(),
  edit: Type.Boolean(),
});

/** One recorded change, of any object. */
export const AuditChange = Type.Object({
  id: Id,
  at: Instant,
  actor: Type.String({ description: 'A login, or the name of a machine client' }),
  actorKind: Type.Enum(['user', 'client', 'system'], { description: 'system: the product itself' }),
  actorId: Nullable(Type.Integer({ description: 'Of the user or client, which may be gone; told to administrators' })),
  dialect: Type.String(),
  action: Type.Enum(['create', 'change', 'delete', 'view', 'sign_in']),
  objectKind: Type.String(),
  objectId: Type.String(),
  changes: Type.Record(Type.String(), Type.Tuple([Type.Unknown(), Type.Unknown()])),
  address: Nullable(Type.String()),
  userAgent: Nullable(Type.String()),
});

export type ErrorBody = Static<typeof ErrorBody>;
