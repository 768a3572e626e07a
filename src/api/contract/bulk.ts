import { Type } from 'typebox';
import { CameraChange } from './cameras.ts';
import { BlockSource, Id } from './common.ts';

/** One request goes on for as long as its rows take: more than this is sent in parts. */
const MOST_IDS = 500;

const ids = Type.Array(Id, { minItems: 1, maxItems: MOST_IDS });
const Remove = Type.Object({ action: Type.Literal('delete'), ids });
const BlockAll = Type.Object({
  action: Type.Literal('block'),
  ids,
  source: BlockSource,
  reason: Type.Optional(Type.String({ maxLength: 500 })),
});
const Unblock = Type.Object({ action: Type.Literal('unblock'), ids, source: BlockSource });

/** What makes sense to say of many cameras at once. */
const SharedChange = Type.Pick(CameraChange, [
  'organizationId',
  'folderId',
  'presetId',
  'onDemand',
  'sound',
  'archiveDays',
  'archiveGigabytes',
]);

export const CameraBulk = Type.Union([
  Remove,
  BlockAll,
  Unblock,
  Type.Object({ action: Type.Literal('change'), ids, change: SharedChange }),
]);
export const UserBulk = Type.Union([Remove, BlockAll, Unblock]);

export const BulkResult = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Id,
      error: Type.Optional(
        Type.Object(
          {
            code: Type.String({ description: 'As in Error' }),
            message: Type.String(),
          },
          { description: 'Absent: done' },
        ),
      ),
    }),
    { description: 'Each id once, in ascending order' },
  ),
});
