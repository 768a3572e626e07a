import type { Static } from 'typebox';
import { changePermissionDefaults, permissionDefaults } from '../../core/permissions/defaults.ts';
import { permissionsOf, setPermissions, type UserPermissions as Told } from '../../core/permissions/operations.ts';
import type { Permission } from '../../core/permissions/permission.ts';
import { IdParams } from '../contract/common.ts';
import {
  PermissionDefaults,
  PermissionDefaultsChange,
  UserPermissions,
  UserPermissionsChange,
} from '../contract/permissions.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';

const TAG = 'Users';

/** What users may do at all, whatever they were granted. */
export function permissionRoutes(app: Api): void {
  app.get(
    '/users/:id/permissions',
    {
      schema: {
        ...about(TAG, 'getPermissions', 'What a user may do at all, and why', 'Grants give within it.'),
        params: IdParams,
        response: answers(UserPermissions),
      },
    },
    async (request) => toWire(await permissionsOf(request.core, caller(request), request.params.id)),
  );

  app.put(
    '/users/:id/permissions',
    {
      schema: {
        ...about(
          TAG,
          'setPermissions',
          "Set what differs from the default of the user's kind",
          'What `own` does not name follows the default. With `was`, what the caller saw of it, nothing is set when somebody changed it meanwhile. Administrators; of a sub-user, the subscriber above it.',
        ),
        params: IdParams,
        body: UserPermissionsChange,
        response: answers(UserPermissions),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const was = body.was && byName(body.was);
      return toWire(await setPermissions(core, caller(request), params.id, byName(body.own), was));
    },
  );

  app.get(
    '/permission-defaults',
    {
      schema: {
        ...about(TAG, 'getPermissionDefaults', 'What users of each kind may do unless theirs differs'),
        response: answers(PermissionDefaults),
      },
    },
    async (request) => toDefaults(await permissionDefaults(request.core, caller(request))),
  );

  app.put(
    '/permission-defaults',
    {
      schema: {
        ...about(
          TAG,
          'setPermissionDefaults',
          'Set what users of each kind may not do unless theirs differs',
          'Kinds that are not named stay. With `was`, nothing is set when somebody changed it meanwhile.',
        ),
        body: PermissionDefaultsChange,
        response: answers(PermissionDefaults),
      },
    },
    async (request) => {
      const { denied, was } = request.body;
      return toDefaults(await changePermissionDefaults(request.core, caller(request), denied, was));
    },
  );
}

/** Of a permission that stands in it twice, the last. */
const byName = (own: Static<typeof UserPermissionsChange>['own']): Partial<Record<Permission, boolean>> =>
  Object.fromEntries(own.map(({ permission, allowed }) => [permission, allowed]));

const toWire = ({ kind, owner, permissions, changeable }: Told): Static<typeof UserPermissions> => ({
  kind,
  owner: owner && { id: owner.id, login: owner.login },
  permissions: permissions.map((one) => ({
    permission: one.permission,
    group: one.group,
    allowed: one.allowed,
    default: one.default,
    given: one.given,
    differs: one.differs,
    own: one.own,
    why: one.why,
    locked: one.locked,
  })),
  changeable,
});

const toDefaults = (kinds: Awaited<ReturnType<typeof permissionDefaults>>): Static<typeof PermissionDefaults> =>
  kinds.map(({ kind, users, permissions }) => ({
    kind,
    users,
    permissions: permissions.map(({ permission, group, allowed, exceptions }) => ({
      permission,
      group,
      allowed,
      exceptions,
    })),
  }));
