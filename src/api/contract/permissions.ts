import { Type } from 'typebox';
import { ALL_PERMISSIONS, LIMITED_KINDS } from '../../core/permissions/permission.ts';
import { Id, Nullable } from './common.ts';

export const Permission = Type.Enum([...ALL_PERMISSIONS]);
const group = Type.Enum(['archive', 'cameras', 'mosaics', 'folders', 'doors', 'analytics', 'users']);

const State = Type.Object({
  permission: Permission,
  group,
  allowed: Type.Boolean({ description: 'What holds' }),
  default: Type.Boolean({ description: 'Of users of the kind' }),
  given: Type.Boolean({ description: "What the user would have without its owner's limits" }),
  differs: Type.Boolean({ description: 'From the default, by what was set for this user' }),
  own: Nullable(Type.Boolean(), { description: 'What was set for this user; null: nothing' }),
  why: Type.Enum(['administrator', 'default', 'own', 'owner'], {
    description: 'own: it was set for this user; owner: the subscriber above a sub-user lacks it',
  }),
  locked: Type.Boolean({ description: 'The provider took it away: the owner of a sub-user does not give it back' }),
});

export const UserPermissions = Type.Object({
  kind: Type.Enum(['administrator', ...LIMITED_KINDS]),
  owner: Nullable(Type.Object({ id: Id, login: Type.String() }), { description: 'The subscriber above a sub-user' }),
  permissions: Type.Array(State),
  changeable: Type.Boolean({ description: 'By the caller' }),
});

const Own = Type.Array(Type.Object({ permission: Permission, allowed: Type.Boolean() }), {
  maxItems: ALL_PERMISSIONS.length,
});

export const UserPermissionsChange = Type.Object({
  own: Own,
  was: Type.Optional(Own),
});

const Kind = Type.Enum([...LIMITED_KINDS]);
export const PermissionDefaults = Type.Array(
  Type.Object({
    kind: Kind,
    users: Type.Integer({ description: 'Of that kind' }),
    permissions: Type.Array(
      Type.Object({
        permission: Permission,
        group,
        allowed: Type.Boolean(),
        exceptions: Type.Integer({ description: 'Users for whom something was set of their own' }),
      }),
    ),
  }),
);

const Denied = Type.Array(Permission, { maxItems: ALL_PERMISSIONS.length });
const DeniedByKind = Type.Object({ subscriber: Type.Optional(Denied), sub_user: Type.Optional(Denied) });
export const PermissionDefaultsChange = Type.Object({
  denied: DeniedByKind,
  was: Type.Optional(DeniedByKind),
});
