import { capped, type Permission } from '../permissions/permission.ts';
import type { Block, CameraFacts, Grant, Rights, UserFacts, ViewerFacts } from './facts.ts';
import { covers, givenOn, inForce, isRestricted, onWhole, SHARE, throughShare } from './grants.ts';
import { ALL, intersect, NO_RIGHTS, shallower, union } from './rights.ts';

export interface Reason {
  readonly kind:
    | 'administrator'
    | 'owner'
    | 'membership'
    | 'grant'
    | 'block'
    | 'readonly'
    | 'permission'
    | 'intercom'
    | 'sub_user'
    | 'preset'
    | 'none';
  readonly text: string;
  readonly objectKind?: 'camera' | 'organization' | 'user' | 'folder' | 'device' | 'preset';
  readonly objectId?: number;
  /** What the folder or the organization is called, and whose folder it is: see `withNames`. */
  readonly title?: string;
  readonly organizationId?: number;
  /** What the text says, for readers of other languages: of a block, on whom it stands and why. */
  readonly on?: BlockedOn;
  readonly reason?: string;
  /** Whose the grant or the block is. */
  readonly source?: string;
  /** Of a grant that reaches the user through membership. */
  readonly viaOrganizationId?: number;
  readonly viaTitle?: string;
  /** Of a sub-user's owner. */
  readonly login?: string;
  /** Of the preset, or as the camera or its organization sets it; 0: nothing is recorded. */
  readonly archiveDays?: number;
  /** Those that the user is kept from. */
  readonly permissions?: readonly Permission[];
}

/** `home_organization` and `sign_in`: of the user's own contract, or its owner's; the latter shuts out people alone. */
export type BlockedOn = 'camera' | 'organization' | 'user' | 'owner' | 'home_organization' | 'sign_in';

export interface Decision {
  /** What was granted, after permissions, the preset and the owner of a sub-user have cut it; blocks are not in it. See `playable`. */
  readonly rights: Rights;
  /** False while any block stands in the chain: no picture then, whatever the rights. */
  readonly open: boolean;
  readonly blocks: readonly { readonly on: BlockedOn; readonly block: Block }[];
  readonly reasons: readonly Reason[];
}

/**
 * The rule of access, whole: union of grants, cut by what the user may not do at all, by the sub-user's owner, by the
 * preset's archive depth and by blocks.
 * Editing never implies viewing; administrators and machine clients see all of their domain.
 */
export function decide(viewer: ViewerFacts, camera: CameraFacts, now: Date): Decision {
  if (viewer.domainId !== camera.domainId) return { ...FOREIGN, reasons: [none] };
  const reasons: Reason[] = [];
  const verdict = judge(viewer, camera, now, reasons);
  if (reasons.length === 0) reasons.push(none);
  reasons.push(...presetReasons(verdict.rights, camera));
  for (const { on, block } of verdict.blocks) {
    const { source, reason } = block;
    reasons.push({ kind: 'block', text: blockText(on, block), on, source, reason });
  }
  return { ...verdict, reasons };
}

/** The same decision without its reasons: a media server asks for each playback, and writing them took half the time. */
export function decideBriefly(viewer: ViewerFacts, camera: CameraFacts, now: Date): Omit<Decision, 'reasons'> {
  return viewer.domainId === camera.domainId ? judge(viewer, camera, now, undefined) : FOREIGN;
}

const none: Reason = { kind: 'none', text: 'Nothing gives a right on this camera' };
const FOREIGN = { rights: NO_RIGHTS, open: false, blocks: [] };

function judge(
  viewer: ViewerFacts,
  camera: CameraFacts,
  now: Date,
  reasons: Reason[] | undefined,
): Omit<Decision, 'reasons'> {
  const blocks = blocksOf(viewer, camera);
  return { rights: cutByPreset(granted(viewer, camera, now, reasons), camera), open: blocks.length === 0, blocks };
}

/** Writes why into `reasons` where somebody wants to know. */
function granted(viewer: ViewerFacts, camera: CameraFacts, now: Date, reasons: Reason[] | undefined): Rights {
  if (viewer.kind === 'client') {
    reasons?.push({ kind: 'administrator', text: 'A machine client sees all' });
    return ALL;
  }
  const own = grantedToUser(viewer, camera, now, reasons);
  if (!viewer.parent) return own;
  reasons?.push({
    kind: 'sub_user',
    text: `At most what ${viewer.parent.login} has`,
    objectKind: 'user',
    objectId: viewer.parent.id,
    login: viewer.parent.login,
  });
  return intersect(own, granted(viewer.parent, camera, now, undefined));
}

function grantedToUser(user: UserFacts, camera: CameraFacts, now: Date, reasons: Reason[] | undefined): Rights {
  return cutByPermissions(givenToUser(user, camera, now, reasons), user, reasons);
}

/** What a user is kept from is kept from it on every camera, its own too. */
function cutByPermissions(rights: Rights, user: UserFacts, reasons: Reason[] | undefined): Rights {
  const gone = capped(rights, user.denied);
  if (gone.length === 0) return rights;
  reasons?.push({
    kind: 'permission',
    text: `The user is not permitted: ${gone.map(({ permission }) => permission).join(', ')}`,
    objectKind: 'user',
    objectId: user.id,
    permissions: gone.map(({ permission }) => permission),
  });
  const kept: Record<string, unknown> = { ...rights };
  for (const { right } of gone) kept[right] = false;
  return { ...rights, ...kept };
}

function givenToUser(user: UserFacts, camera: CameraFacts, now: Date, reasons: Reason[] | undefined): Rights {
  if (user.administrator) {
    reasons?.push({ kind: 'administrator', text: 'An administrator sees all' });
    return withoutEditing(ALL, user, reasons);
  }
  if (camera.organizationOwnerId === user.id) {
    reasons?.push({
      kind: 'owner',
      text: 'Owns the organization',
      objectKind: 'organization',
      objectId: camera.organizationId,
    });
    return withoutEditing(ALL, user, reasons);
  }
  const rights = withShares(ofGrants(user, camera, now, reasons), user, camera, now, reasons);
  return withoutEditing(withMembership(rights, user, camera, reasons), user, reasons);
}

/** What was granted to the user, or reaches it because of an organization. */
function ofGrants(user: UserFacts, camera: CameraFacts, now: Date, reasons: Reason[] | undefined): Rights {
  let rights = NO_RIGHTS;
  let restricted = false;
  for (const grant of user.grants) {
    if (!inForce(grant, now) || !covers(grant, camera)) continue;
    const given =
      grant.throughOrganizationId === null ? givenOn(grant, camera) : throughShare(user, grant, camera, now);
    if (!given) continue;
    rights = union(rights, given);
    reasons?.push(grantReason(grant));
    restricted ||= isRestricted(grant, camera);
  }
  if (restricted) reasons?.push(...restrictions(rights, camera));
  return rights;
}

/** With what a share of another organization gives whoever has a right on the whole of the one that received it. */
function withShares(
  own: Rights,
  user: UserFacts,
  camera: CameraFacts,
  now: Date,
  reasons: Reason[] | undefined,
): Rights {
  let rights = own;
  for (const share of user.shared) {
    if (share.source !== SHARE || !inForce(share, now) || !covers(share, camera)) continue;
    const whole = onWhole(user, share.viaOrganizationId, now);
    if (!whole) continue;
    rights = union(rights, intersect(whole, union(NO_RIGHTS, share)));
    reasons?.push(grantReason(share));
  }
  return rights;
}

function withMembership(rights: Rights, user: UserFacts, camera: CameraFacts, reasons: Reason[] | undefined): Rights {
  if (!user.memberships.some((m) => m.organizationId === camera.organizationId && m.editCameras)) return rights;
  reasons?.push({
    kind: 'membership',
    text: "May edit the organization's cameras",
    objectKind: 'organization',
    objectId: camera.organizationId,
  });
  return { ...rights, edit: true };
}

function withoutEditing(rights: Rights, user: UserFacts, reasons: Reason[] | undefined): Rights {
  if (!user.readonly || !rights.edit) return rights;
  reasons?.push({
    kind: 'readonly',
    text: 'The user is read-only: no editing',
    objectKind: 'user',
    objectId: user.id,
  });
  return { ...rights, edit: false };
}

/** What an intercom keeps from residents, as far as nothing else gives it to the user. */
function restrictions(rights: Rights, { id, restrictLive, restrictArchive }: CameraFacts): Reason[] {
  const kept = [restrictLive && !rights.live && 'live', restrictArchive && !rights.archive && 'archive'].filter(
    (one) => one !== false,
  );
  return kept.map((one) => ({
    kind: 'intercom',
    text: `The intercom shows residents no ${one === 'live' ? 'live picture' : 'archive'}`,
    reason: one,
    objectKind: 'camera',
    objectId: id,
  }));
}

function grantReason(grant: Grant): Reason {
  const via = grant.viaOrganizationId ?? grant.throughOrganizationId;
  const how = grant.viaOrganizationId === null ? 'through' : 'to';
  return {
    kind: 'grant',
    text: `Granted on ${grant.objectKind} ${grant.objectId}${via === null ? '' : ` ${how} organization ${via}`} (${grant.source})`,
    objectKind: grant.objectKind,
    objectId: grant.objectId,
    source: grant.source,
    ...(via === null ? {} : { viaOrganizationId: via }),
  };
}

/** An archive is shown as deep as the preset says, even while older files are still on disk. */
function cutByPreset(rights: Rights, camera: CameraFacts): Rights {
  if (!rights.archive || !camera.archiveDays) return rights;
  return {
    ...rights,
    archiveDepthSeconds: shallower(rights.archiveDepthSeconds, Math.round(camera.archiveDays * 86_400)),
  };
}

/**
 * What of the rights can be played. A camera whose preset records nothing keeps the right on its archive, as dialects
 * show it, but what is still on disk from an earlier preset is closed: it is not what the subscriber pays for.
 */
export function playable(rights: Rights, camera: Pick<CameraFacts, 'archiveDays'>): Rights {
  return camera.archiveDays ? rights : { ...rights, archive: false, download: false };
}

function presetReasons(rights: Rights, camera: CameraFacts): Reason[] {
  if (!rights.archive) return [];
  const archiveDays = camera.archiveDays ?? 0;
  const text = archiveDays ? `Archive of ${archiveDays} days` : 'Nothing is recorded';
  if (camera.archiveSetBy === 'preset')
    return [{ kind: 'preset', text, objectKind: 'preset', objectId: camera.presetId, archiveDays }];
  const { archiveSetBy, id, organizationId } = camera;
  const objectId = archiveSetBy === 'camera' ? id : organizationId;
  return [
    { kind: 'preset', text: `${text} (set on the ${archiveSetBy})`, objectKind: archiveSetBy, objectId, archiveDays },
  ];
}

function blocksOf(viewer: ViewerFacts, camera: CameraFacts): Decision['blocks'] {
  const blocks: Decision['blocks'][number][] = [];
  for (const block of camera.blocks) blocks.push({ on: 'camera', block });
  for (const block of camera.organizationBlocks) blocks.push({ on: 'organization', block });
  if (viewer.kind === 'client') return blocks;
  for (let user: UserFacts | null = viewer; user; user = user.parent) {
    for (const block of user.blocks) blocks.push({ on: user === viewer ? 'user' : 'owner', block });
    for (const block of user.homeBlocks) blocks.push({ on: 'home_organization', block });
    for (const block of user.signInBlocks) blocks.push({ on: 'sign_in', block });
  }
  return blocks;
}

const SUBJECT = {
  camera: 'The camera',
  organization: 'The organization',
  user: 'The user',
  owner: "The sub-user's owner",
  home_organization: "The user's organization",
  sign_in: "Sign-in of the organization's users",
} as const;

export function blockText(on: keyof typeof SUBJECT, block: Block): string {
  return `${SUBJECT[on]} is blocked by ${block.source}${block.reason === '' ? '' : `: ${block.reason}`}`;
}
