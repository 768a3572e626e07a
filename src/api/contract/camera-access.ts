import { Type } from 'typebox';
import { Camera } from './cameras.ts';
import { extend, Id, Nullable, Rights } from './common.ts';
import { Permission } from './permissions.ts';

/** What a user may do with one camera, right by right. */
export const CameraRights = Type.Object({
  live: Type.Boolean(),
  archive: Type.Boolean(),
  download: Type.Boolean({ description: 'Of the archive: nothing without it' }),
  snapshot: Type.Boolean({ description: 'Pictures of the archive' }),
  ptz: Type.Boolean(),
  edit: Type.Boolean(),
});
export const CameraRightsChange = extend(CameraRights, {
  join: Type.Optional(
    Type.Boolean({ description: "Take the user into the camera's organization with it, where it is no member" }),
  ),
});
export const GivenRights = Type.Object({
  camera: Camera,
  rights: CameraRights,
  given: Nullable(CameraRights, { description: 'On the camera itself; null: nothing' }),
});

/** Who may see a camera and why. */
export const Access = Type.Object({
  user: Type.Object({ id: Id, login: Type.String(), name: Nullable(Type.String()) }),
  rights: Rights,
  allowed: Type.Boolean({ description: 'After blocks' }),
  reasons: Type.Array(
    Type.Object({
      kind: Type.Enum([
        'administrator',
        'owner',
        'membership',
        'grant',
        'block',
        'readonly',
        'permission',
        'intercom',
        'sub_user',
        'preset',
        'none',
      ]),
      text: Type.String({ description: 'In English; the other fields say the same' }),
      objectKind: Type.Optional(Type.String()),
      objectId: Type.Optional(Id),
      title: Type.Optional(
        Type.String({ description: 'Of the folder or organization, where the caller may know what it is called' }),
      ),
      organizationId: Type.Optional(Type.Integer({ description: 'Whose folder it is' })),
      on: Type.Optional(
        Type.Enum(['camera', 'organization', 'user', 'owner', 'home_organization', 'sign_in'], {
          description:
            'Where a block stands; owner: of the sub-user; home_organization: that the user was made under; sign_in: that organization lets its users not sign in',
        }),
      ),
      source: Type.Optional(Type.String({ description: 'Whose the grant or the block is' })),
      reason: Type.Optional(
        Type.String({
          description: 'Why it is blocked, as it was written; may be empty. Of an intercom: live, archive',
        }),
      ),
      viaOrganizationId: Type.Optional(Id),
      viaTitle: Type.Optional(Type.String()),
      login: Type.Optional(Type.String({ description: "Of the sub-user's owner" })),
      archiveDays: Type.Optional(Type.Number({ description: '0: nothing is recorded' })),
      permissions: Type.Optional(Type.Array(Permission, { description: 'Those that the user lacks' })),
    }),
  ),
});
