import { type TProperties, Type } from 'typebox';
import { CameraRights } from './camera-access.ts';
import { cameraFilter } from './camera-lists.ts';
import { CameraEdit } from './cameras.ts';
import { Block, BlockSource, extend, Id, Nullable, PageQuery } from './common.ts';
import { FolderGrantChange, UserChange, userFilter } from './people.ts';

/** One request goes on for as long as its rows take: more than this is done in parts. */
export const MAX_AT_ONCE = 500;
/** Ids alone are cheap. */
export const MAX_IDS = 10_000;

/** A name that the list does not know would be a filter that lets all through. */
const closed = <T extends TProperties>(filter: T) =>
  Type.Object(filter, { additionalProperties: false, description: 'As in the list; {} is all of them' });

/** Which ones: `ids`, or all that a filter has, part by part. */
const which = <T extends TProperties>(filter: T) => ({
  ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: MAX_AT_ONCE })),
  filter: Type.Optional(closed(filter)),
  expected: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 2_147_483_647,
      description: 'With `filter`, in the first part: how many were confirmed. Where more match nothing is done: 409',
    }),
  ),
  after: Type.Optional(Type.String({ maxLength: 40, description: 'The `next` of the part before' })),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MAX_AT_ONCE, description: 'Of a part, with `filter`; as a rule the most' }),
  ),
});

const ofCameras = which(cameraFilter);
const ofUsers = which(userFilter);

const remove = { action: Type.Literal('delete') };
const block = {
  action: Type.Literal('block'),
  source: BlockSource,
  reason: Type.Optional(Type.String({ maxLength: 500 })),
};
const unblock = { action: Type.Literal('unblock'), source: BlockSource };

/** What makes sense to say of many cameras at once. */
const SharedChange = Type.Pick(CameraEdit, [
  'organizationId',
  'folderId',
  'presetId',
  'onDemand',
  'sound',
  'archiveDays',
  'archiveGigabytes',
]);

export const CameraBulk = Type.Union([
  Type.Object({ ...remove, ...ofCameras }),
  Type.Object({ ...block, ...ofCameras }),
  Type.Object({ ...unblock, ...ofCameras }),
  Type.Object({ action: Type.Literal('change'), change: SharedChange, ...ofCameras }),
  Type.Object({
    action: Type.Literal('rights'),
    userId: Id,
    rights: Type.Partial(CameraRights, {
      description: 'Of that user on each camera; absent ones stay as they were given there, all false take it away',
    }),
    join: Type.Optional(Type.Boolean({ description: "Take the user into the cameras' organizations as well" })),
    ...ofCameras,
  }),
]);

export const UserBulk = Type.Union([
  Type.Object({ ...remove, ...ofUsers }),
  Type.Object({ ...block, ...ofUsers }),
  Type.Object({ ...unblock, ...ofUsers }),
  Type.Object({
    action: Type.Literal('change'),
    change: Type.Required(Type.Pick(UserChange, ['homeOrganizationId'])),
    ...ofUsers,
  }),
  Type.Object({
    action: Type.Literal('rights'),
    organizationId: Id,
    folderId: Id,
    grant: Nullable(FolderGrantChange, { description: 'On the folder and all below it; null: taken away' }),
    ...ofUsers,
  }),
]);

export const BulkResult = Type.Object({
  done: Type.Integer({ description: 'How many of `items` have no `error`' }),
  items: Type.Array(
    Type.Object({
      id: Id,
      title: Type.Optional(
        Type.String({ description: 'With `error` or `stillBlocked`; of what the caller sees alone' }),
      ),
      error: Type.Optional(
        Type.Object(
          {
            code: Type.String({ description: 'As in Error' }),
            message: Type.String(),
            fields: Type.Optional(Type.Record(Type.String(), Type.String())),
          },
          { description: 'Absent: done' },
        ),
      ),
      stillBlocked: Type.Optional(
        Type.Array(extend(Block, { on: Type.Enum(['camera', 'user', 'owner', 'organization', 'sign_in']) }), {
          description: 'After `unblock`: what keeps it off all the same, of another source or above it',
        }),
      ),
    }),
    { description: 'Each id once, in ascending order' },
  ),
  next: Nullable(Type.String({ description: 'With `filter`: send it as `after` for the next part; null: it is done' })),
});

const idsQuery = <T extends TProperties>(filter: T) =>
  Type.Object({
    ...filter,
    after: PageQuery.properties.after,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_IDS, default: MAX_IDS })),
    count: Type.Optional(Type.Boolean({ description: 'Ask for `total` as well: all of them, however many' })),
  });
export const CameraIdsQuery = idsQuery(cameraFilter);
export const UserIdsQuery = idsQuery(userFilter);

export const Ids = Type.Object({
  ids: Type.Array(Id, { description: 'In ascending order' }),
  next: Nullable(Type.String({ description: 'Send it as `after` for the next page; null: this is the last' })),
  total: Type.Optional(Type.Integer({ description: 'Only with `count`' })),
});

export const PresetChoicesBody = Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: MAX_IDS }) });
export const PresetChoices = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String(),
      archiveDays: Nullable(Type.Number({ description: 'null or 0: nothing is recorded' })),
      cameras: Type.Integer({ description: 'How many of those asked about may have it' }),
    }),
  ),
});
