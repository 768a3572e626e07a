import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { Get } from './types.ts';

const ofUser = '/api/vedette/v1/users/{id}/permissions' as const;
const defaults = '/api/vedette/v1/permission-defaults' as const;

export type UserPermissions = Get<typeof ofUser>;
export type PermissionState = UserPermissions['permissions'][number];
export type Permission = PermissionState['permission'];
export type PermissionGroup = PermissionState['group'];
export type PermissionDefaults = Get<typeof defaults>;
export type LimitedKind = PermissionDefaults[number]['kind'];
/** What is set of a user beside the default. */
export type OwnPermissions = { permission: Permission; allowed: boolean }[];

export const permissionsQuery = (id: number) =>
  queryOptions({
    queryKey: ['users', 'permissions', id],
    queryFn: ({ signal }) => answer(api.GET(ofUser, { params: { path: { id } }, signal })),
  });

/** `was`: as it was when the page was read, so that nobody's change is undone unseen. */
export const setPermissions = (id: number, own: OwnPermissions, was: OwnPermissions) =>
  answer(api.PUT(ofUser, { params: { path: { id } }, body: { own, was } }));

export const permissionDefaultsQuery = queryOptions({
  queryKey: ['permission-defaults'],
  queryFn: ({ signal }) => answer(api.GET(defaults, { signal })),
});

export const setPermissionDefaults = (
  denied: Partial<Record<LimitedKind, Permission[]>>,
  was: Partial<Record<LimitedKind, Permission[]>>,
) => answer(api.PUT(defaults, { body: { denied, was } }));
