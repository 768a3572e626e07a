import { Type } from 'typebox';
import { MAX_AT_ONCE } from './bulk.ts';
import { Camera } from './cameras.ts';
import { extend, Id, Instant, Link, Nullable, PageQuery } from './common.ts';

export const DeletedCamera = Type.Object({
  id: Id,
  name: Type.String(),
  title: Type.String(),
  externalId: Nullable(Type.String()),
  organization: extend(Link, { gone: Type.Boolean({ description: 'It is restored to another one then' }) }),
  location: Type.Array(Type.String(), { description: 'Titles from the top down, as they were; empty: none' }),
  intercom: Type.Boolean({ description: 'It had a panel' }),
  archiveBytes: Nullable(Type.Integer({ description: 'As the media node told last before; null: nothing' })),
  archiveUntil: Nullable(Instant, {
    description:
      'What was recorded is kept until then, as deep as the camera had its archive; null: it is gone, or goes after the grace',
  }),
  deletedAt: Instant,
  purgedAt: Type.String({ format: 'date-time', description: 'When it goes for good: 30 days later' }),
  deletedBy: Type.String({ description: 'A login, or the name of a machine client' }),
  dialect: Type.String({ description: 'Through which API' }),
});

const filter = {
  organizationId: Type.Optional(Id),
  dialect: Type.Optional(Type.String({ maxLength: 40 })),
  intercom: Type.Optional(Type.Boolean()),
};
export const DeletedCameraQuery = extend(PageQuery, filter);

const Place = Nullable(Link, { description: 'null: it is not there any more, or there was none' });
export const DeletedCameraCard = extend(DeletedCamera, {
  place: Type.Object({ organization: Place, folder: Place, preset: Place, location: Place }),
  sourceUrl: Type.String({ description: 'Without credentials' }),
  grants: Type.Integer({ description: 'Rights that stood on the camera itself' }),
  doors: Type.Integer(),
});

export const RestoreBody = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    externalId: Type.Optional(Nullable(Type.String({ maxLength: 255 }))),
    organizationId: Type.Optional(Id),
    folderId: Type.Optional(Nullable(Id, { description: 'null: the top of the organization' })),
    presetId: Type.Optional(Id),
    siteId: Type.Optional(Nullable(Id)),
    locationId: Type.Optional(Nullable(Id)),
  },
  { description: 'Absent: as it was' },
);

export const Restored = Type.Object({
  camera: Camera,
  grants: Type.Integer({ description: 'Rights on the camera itself that hold again' }),
  left: Type.Array(
    Type.Object({
      kind: Type.Enum(['grant', 'door', 'agent', 'sip', 'monitor', 'site', 'streamer', 'uuid', 'case']),
      name: Type.String({ description: 'Of a grant its holder, of a case of analytics its title' }),
      why: Type.Enum(['billing', 'gone', 'taken', 'elsewhere', 'left', 'unshared', 'licence'], {
        description:
          'billing: it says by itself what still holds; gone: holder, lock, site or media node; taken: by another camera; elsewhere: the holder is not of the new organization; left: the holder left its organization meanwhile; unshared: the share was taken back meanwhile; licence: the camera is put into the case again by hand, which may take one',
      }),
    }),
    { description: 'What did not come back' },
  ),
});

export const DeletedCameraBulk = Type.Object({
  action: Type.Enum(['restore', 'drop_archive', 'purge']),
  ids: Type.Array(Id, { minItems: 1, maxItems: MAX_AT_ONCE }),
});
