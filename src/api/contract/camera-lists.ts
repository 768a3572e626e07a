import { Type } from 'typebox';
import { CameraState } from './cameras.ts';
import { extend, Id, PageQuery } from './common.ts';

/** Which cameras a list has. */
export const cameraFilter = {
  search: PageQuery.properties.search,
  organizationId: Type.Optional(Id),
  folderId: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'With everything below it' }),
  ),
  folderOnly: Type.Optional(
    Type.Boolean({ description: 'Of `folderId`: in the folder itself, without what is below' }),
  ),
  presetId: Type.Optional(Id),
  locationId: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'With everything below it' }),
  ),
  state: Type.Optional(CameraState),
  unreachable: Type.Optional(Type.Boolean({ description: 'Its `health` is `offline`, blocked or not' })),
  notRecorded: Type.Optional(Type.Boolean({ description: 'It has a `status.recordingError`' })),
  favorite: Type.Optional(Type.Boolean()),
  unplaced: Type.Optional(Type.Boolean({ description: 'On no map: neither it nor its location has coordinates' })),
};
/** Decimal degrees. West may be greater than east: across the 180th meridian. */
export const CameraMapQuery = Type.Object({
  ...cameraFilter,
  west: Type.Optional(Type.Number({ minimum: -180, maximum: 180, description: 'With the three others; absent: all' })),
  south: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  east: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  north: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
});
export const CameraMap = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      id: Id,
      geometry: Type.Object({
        type: Type.Literal('Point'),
        coordinates: Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: 'longitude, latitude' }),
      }),
      properties: Type.Object({
        id: Id,
        title: Type.String(),
        state: CameraState,
        organization: Type.String(),
        location: Type.String({ description: 'Titles from the top down; empty: none' }),
        own: Type.Boolean({ description: 'The coordinates are its own; false: those of its location' }),
      }),
    }),
    { description: 'GeoJSON, at most 5,000' },
  ),
  truncated: Type.Boolean({ description: 'There are more within the box: ask for a smaller one' }),
  unplaced: Type.Integer({ description: 'That match and have no coordinates; 10001 stands for more than 10,000' }),
});

export const CameraQuery = extend(PageQuery, {
  ...cameraFilter,
  sort: Type.Optional(Type.Enum(['title', '-title', 'id', '-id'])),
});
