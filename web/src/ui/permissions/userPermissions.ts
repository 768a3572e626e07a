import type { OwnPermissions, Permission, PermissionState } from '../../api/permissions.ts';
import type { PermissionDifference } from './PermissionSwitches.tsx';

/** What was switched and not saved yet. */
export type Draft = Readonly<Partial<Record<Permission, boolean>>>;

export const givenIn = (draft: Draft, { permission, given }: PermissionState): boolean => draft[permission] ?? given;

/** What differs from what is stored. */
export function differencesOf(states: readonly PermissionState[], draft: Draft): readonly PermissionDifference[] {
  return states
    .filter((state) => givenIn(draft, state) !== state.given)
    .map((state) => ({ permission: state.permission, before: state.given, after: !state.given }));
}

/** All of the user's own after the draft: what differs from the default. What the provider took away stays. */
export function ownOf(states: readonly PermissionState[], draft: Draft): OwnPermissions {
  return states
    .filter((state) => givenIn(draft, state) !== state.default)
    .map((state) => ({ permission: state.permission, allowed: givenIn(draft, state) }));
}

/** The user's own as it was read. */
export const wasOf = (states: readonly PermissionState[]): OwnPermissions =>
  states.flatMap(({ permission, own }) => (own === null ? [] : [{ permission, allowed: own }]));
