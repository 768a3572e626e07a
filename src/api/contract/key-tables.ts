import { Type } from 'typebox';
import { KEY_COLUMNS } from '../../core/keys/table/key-table.ts';
import { Id, Instant, Params } from './common.ts';

export const KeyTableQuery = Type.Object({
  fileName: Type.Optional(Type.String({ maxLength: 300 })),
  replace: Type.Optional(
    Type.Boolean({ description: "Keys of the panel's contracts that the table does not have are taken away" }),
  ),
  pad: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 30, description: 'Zeros are put before keys of fewer digits than this' }),
  ),
});

export const KeyTableParams = Type.Object({ id: Id, hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) });

const Count = Type.Integer({ minimum: 0 });

export const KeyTableResult = Type.Object({ add: Count, comment: Count, remove: Count });

export const KeyTablePreview = Type.Object({
  hash: Type.String({ description: 'Names the table and what it would change: commit it by this' }),
  expiresAt: Instant,
  replace: Type.Boolean(),
  counts: Type.Object({ add: Count, comment: Count, remove: Count, same: Count, faulty: Count }),
  differences: Type.Array(
    Type.Object({
      action: Type.Enum(['add', 'comment', 'remove']),
      organizationId: Id,
      organization: Type.String(),
      flat: Type.String(),
      digits: Type.String(),
      comment: Type.String(),
    }),
    { description: 'The first 200' },
  ),
  faults: Type.Array(
    Type.Object({
      line: Type.Integer({ minimum: 1, description: 'As the spreadsheet counts' }),
      column: Type.Enum([...KEY_COLUMNS]),
      message: Type.String(),
      reason: Type.String(),
      params: Params,
    }),
    { description: 'The first 200 rows that are left out' },
  ),
});
