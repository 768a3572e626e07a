import type { CameraFacts, Grant, Rights, UserFacts } from './facts.ts';
import { ALL, intersect, NO_RIGHTS, union } from './rights.ts';

/** The source of grants by which one organization shares its cameras with another. */
export const SHARE = 'share';

/** The sources of grants by which a contract has an intercom: given the device by itself, or linked to a flat of it. */
export const CONTRACT = 'contract';
export const APARTMENT = 'apartment';

/** What a grant gives on the camera: of an intercom that is restricted, residents have the door and not the picture. */
export function givenOn(grant: Grant, camera: CameraFacts): Omit<Rights, 'view'> {
  if (!isRestricted(grant, camera)) return grant;
  const { restrictLive, restrictArchive } = camera;
  return {
    ...grant,
    live: grant.live && !restrictLive,
    archive: grant.archive && !restrictArchive,
    download: grant.download && !restrictArchive,
    snapshot: grant.snapshot && !restrictArchive,
  };
}

export const isRestricted = (grant: Grant, { restrictLive, restrictArchive }: CameraFacts): boolean =>
  (restrictLive || restrictArchive) && (grant.source === APARTMENT || grant.source === CONTRACT);

export const inForce = (grant: Grant, now: Date): boolean =>
  !grant.viaBlocked && grant.suspended === null && (grant.validFrom === null || grant.validFrom <= now);

/** The same user, were all paid for that a billing holds back: what it has and may not watch at present. */
export const asPaid = (user: UserFacts): UserFacts => ({
  ...user,
  grants: user.grants.map(paid),
  shared: user.shared.map(paid),
  parent: user.parent === null ? null : asPaid(user.parent),
});

const paid = (grant: Grant): Grant => (grant.suspended === 'unpaid' ? { ...grant, suspended: null } : grant);

/** What a grant through an organization gives: at most what that organization was given itself. */
export function throughShare(user: UserFacts, grant: Grant, camera: CameraFacts, now: Date): Rights | undefined {
  let shared = NO_RIGHTS;
  for (const share of user.shared) {
    if (share.viaOrganizationId === grant.throughOrganizationId && inForce(share, now) && covers(share, camera))
      shared = union(shared, givenOn(share, camera));
  }
  return shared.view ? intersect(union(NO_RIGHTS, givenOn(grant, camera)), shared) : undefined;
}

/** The user's rights on an organization as a whole: of its owner, or granted. */
export function onWhole(user: UserFacts, organizationId: number | null, now: Date): Rights | undefined {
  if (organizationId === null) return undefined;
  if (user.ownedOrganizations.includes(organizationId)) return ALL;
  let rights = NO_RIGHTS;
  for (const grant of user.grants)
    if (isOnWhole(grant) && grant.objectId === organizationId && inForce(grant, now)) rights = union(rights, grant);
  return rights.view ? rights : undefined;
}

/** A user's own grant on all cameras of an organization, which reaches what is shared with it as well. */
export const isOnWhole = (grant: Grant): boolean =>
  grant.objectKind === 'organization' && grant.viaOrganizationId === null && grant.throughOrganizationId === null;

export function covers(grant: Grant, camera: CameraFacts): boolean {
  if (grant.objectKind === 'folder') return camera.folderPath.includes(grant.objectId);
  return grant.objectId === (grant.objectKind === 'device' ? camera.id : camera.organizationId);
}
