import { Type } from 'typebox';
import { ADDRESS_LEVELS } from '../../core/locations/directory/lookup.ts';
import { ADDRESS_CHARSETS } from '../../core/locations/directory/text.ts';
import { extend, Id, Instant, Nullable, PageQuery, seenChange } from './common.ts';

const Code = Type.String({ minLength: 1, maxLength: 64, description: 'Of the address; no spaces' });
const latitude = Nullable(Type.Number({ minimum: -90, maximum: 90, description: 'Decimal degrees' }));
const longitude = Nullable(Type.Number({ minimum: -180, maximum: 180 }));
const Titles = Type.Array(Type.String(), { description: 'From the top down, its own last' });

export const Location = Type.Object({
  id: Id,
  parentId: Nullable(Id, { description: 'null: it stands at the top' }),
  title: Type.String(),
  titles: Titles,
  path: Type.Array(Id, { description: 'Ids from the top down, its own last' }),
  code: Nullable(Type.String({ description: 'Its own code; unique in the domain' })),
  otherCodes: Type.Array(Type.String(), {
    description: 'Codes that lead to it as well: of locations that were merged into it, and those mapped by hand',
  }),
  latitude: Nullable(Type.Number({ description: 'Decimal degrees' })),
  longitude: Nullable(Type.Number()),
  childCount: Type.Integer({ description: 'Directly below it' }),
  cameraCount: Type.Integer({ description: 'Of all below it too' }),
});

export const LocationQuery = extend(PageQuery, {
  parentId: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 2_147_483_647,
      description: 'Absent: those at the top. A search looks everywhere',
    }),
  ),
});

const editable = {
  title: Type.String({ minLength: 1, maxLength: 255 }),
  code: Nullable(Code),
  parentId: Nullable(Id, { description: 'Another one moves it with all below it; null: to the top' }),
  latitude,
  longitude,
};
const change = Type.Partial(Type.Object(editable));
export const LocationChange = seenChange(change);
export const LocationCreate = Type.Object({ ...change.properties, title: editable.title });
export const LocationDeleteQuery = Type.Object({
  detach: Type.Optional(Type.Boolean({ description: 'Its cameras go to no location' })),
});
export const LocationMerge = Type.Object({ intoId: Id });
export const LocationCodeParams = Type.Object({ id: Id, code: Code });

export const CodeParams = Type.Object({ code: Code });
export const BillingLocationDelete = Type.Object({
  cascade: Type.Optional(Type.Enum(['detach'], { description: 'Its cameras go to no location' })),
});

export const AddressCode = Type.Object({
  code: Type.String(),
  parentCode: Nullable(Type.String()),
  level: Type.Enum([...ADDRESS_LEVELS]),
  title: Type.String(),
  titles: Titles,
  latitude: Nullable(Type.Number({ description: 'Decimal degrees' })),
  longitude: Nullable(Type.Number()),
  source: Type.String({ description: 'The file that it came from, or who added it' }),
});
export const AddressCodeCreate = Type.Object({
  code: Code,
  parentCode: Type.Optional(Nullable(Code, { description: 'Of the directory; null or absent: at the top' })),
  level: Type.Optional(Type.Enum([...ADDRESS_LEVELS])),
  title: Type.String({ minLength: 1, maxLength: 255 }),
  latitude: Type.Optional(latitude),
  longitude: Type.Optional(longitude),
});

export const UnresolvedCode = Type.Object({
  code: Type.String(),
  waiting: Type.Integer({ description: 'Requests that are done when the code arrives' }),
  failed: Type.Integer({ description: 'Requests that were refused when it had arrived' }),
  since: Instant,
  verbs: Type.Array(Type.String(), { description: 'location.create ...' }),
  eventId: Type.Integer({ description: 'The billing event of the first of them' }),
  message: Nullable(Type.String({ description: 'Why the last that failed was refused' })),
});
export const Applied = Type.Object({ applied: Type.Integer(), failed: Type.Integer() });

export const AddressUploadQuery = Type.Object({
  fileName: Type.String({ minLength: 1, maxLength: 255 }),
  charset: Type.Optional(Type.Enum([...ADDRESS_CHARSETS], { description: 'Absent: found by the bytes' })),
});
const Count = Type.Integer({ minimum: 0 });
export const AddressImport = Type.Object({
  id: Id,
  fileName: Type.String(),
  format: Type.Enum(['csv', 'json']),
  charset: Type.String(),
  state: Type.Enum(['read', 'applying', 'done'], {
    description: 'read: nothing has changed yet; applying: it is being taken in; done',
  }),
  counts: Type.Object({
    made: Count,
    changed: Count,
    skipped: Type.Integer({ minimum: 0, description: 'As the directory has them' }),
    mismatched: Type.Integer({
      minimum: 0,
      description:
        'Known below the same parent by the same title and another code, which stays; those below go by that one',
    }),
    bad: Count,
  }),
  applied: Type.Integer({ minimum: 0, description: 'Rows that were looked at while it is taken in, of all' }),
  uploadedBy: Type.String(),
  uploadedAt: Instant,
  committedAt: Nullable(Instant),
  doneAt: Nullable(Instant),
});
export const LeftRow = Type.Object({
  n: Type.Integer({ description: 'Row of a CSV file, or place in a JSON file, from 1' }),
  code: Type.String(),
  title: Type.String(),
  verdict: Type.Enum(['bad', 'mismatched']),
  reason: Nullable(Type.String({ description: 'Of a bad row, as `reason` of an error' })),
  message: Nullable(Type.String({ description: 'The same in English' })),
  sameAs: Nullable(Type.String({ description: 'Of a mismatched row: the code that the directory has' })),
});
