import type { Block, CameraFacts, Grant, Rights, UserFacts, ViewerFacts } from './facts.ts';

export interface Reason {
  readonly kind:
    | 'administrator'
    | 'owner'
    | 'membership'
    | 'grant'
    | 'block'
    | 'readonly'
    | 'sub_user'
    | 'preset'
    | 'none';
  readonly text: string;
  readonly objectKind?: 'camera' | 'organization' | 'user' | 'folder' | 'device' | 'preset';
  readonly objectId?: number;
  /** What the text says, for readers of other languages: of a block, on whom it stands and why. */
  readonly on?: BlockedOn;
  readonly reason?: string;
  /** Whose the grant or the block is. */
  readonly source?: string;
  /** Of a grant that reaches the user through membership. */
  readonly viaOrganizationId?: number;
  /** Of a sub-user's owner. */
  readonly login?: string;
  /** Of the preset; 0: nothing is recorded. */
  readonly archiveDays?: number;
}

type BlockedOn = 'camera' | 'organization' | 'user' | 'owner';

export interface Decision {
  /** What was granted, after the preset and the owner of a sub-user have cut it; blocks are not in it. See `playable`. */
  readonly rights: Rights;
  /** False while any block stands in the chain: no picture then, whatever the rights. */
  readonly open: boolean;
  readonly blocks: readonly { readonly on: BlockedOn; readonly block: Block }[];
  readonly reasons: readonly Reason[];
}

const ALL: Rights = {
  view: true,
  archive: true,
  archiveDepthSeconds: null,
  download: true,
  snapshot: true,
  ptz: true,
  actions: true,
  edit: true,
};
export const NO_RIGHTS: Rights = {
  view: false,
  archive: false,
  archiveDepthSeconds: null,
  download: false,
  snapshot: false,
  ptz: false,
  actions: false,
  edit: false,
};

/**
 * The rule of access, whole: union of grants, cut by the sub-user's owner, by the preset's archive depth and by blocks.
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
  let rights = NO_RIGHTS;
  for (const grant of user.grants) {
    if (!covers(grant, camera) || grant.viaBlocked || (grant.validFrom && grant.validFrom > now)) continue;
    rights = union(rights, grant);
    reasons?.push({
      kind: 'grant',
      text: `Granted on ${grant.objectKind} ${grant.objectId}${grant.viaOrganizationId ? ` to organization ${grant.viaOrganizationId}` : ''} (${grant.source})`,
      objectKind: grant.objectKind,
      objectId: grant.objectId,
      source: grant.source,
      ...(grant.viaOrganizationId === null ? {} : { viaOrganizationId: grant.viaOrganizationId }),
    });
  }
  if (user.memberships.some((m) => m.organizationId === camera.organizationId && m.editCameras)) {
    rights = { ...rights, edit: true };
    reasons?.push({
      kind: 'membership',
      text: "May edit the organization's cameras",
      objectKind: 'organization',
      objectId: camera.organizationId,
    });
  }
  return withoutEditing(rights, user, reasons);
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

function covers(grant: Grant, camera: CameraFacts): boolean {
  if (grant.objectKind === 'folder') return camera.folderPath.includes(grant.objectId);
  return grant.objectId === (grant.objectKind === 'device' ? camera.id : camera.organizationId);
}

/** A grant gives viewing by being there. */
function union(a: Rights, b: Omit<Rights, 'view'>): Rights {
  return {
    view: true,
    archive: a.archive || b.archive,
    archiveDepthSeconds:
      a.archive && b.archive
        ? deeper(a.archiveDepthSeconds, b.archiveDepthSeconds)
        : a.archive
          ? a.archiveDepthSeconds
          : b.archive
            ? b.archiveDepthSeconds
            : null,
    download: a.download || b.download,
    snapshot: a.snapshot || b.snapshot,
    ptz: a.ptz || b.ptz,
    actions: a.actions || b.actions,
    edit: a.edit || b.edit,
  };
}

function intersect(a: Rights, b: Rights): Rights {
  return {
    view: a.view && b.view,
    archive: a.archive && b.archive,
    archiveDepthSeconds: shallower(a.archiveDepthSeconds, b.archiveDepthSeconds),
    download: a.download && b.download,
    snapshot: a.snapshot && b.snapshot,
    ptz: a.ptz && b.ptz,
    actions: a.actions && b.actions,
    edit: a.edit && b.edit,
  };
}

const deeper = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.max(a, b);
const shallower = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

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
  return [{ kind: 'preset', text, objectKind: 'preset', objectId: camera.presetId, archiveDays }];
}

function blocksOf(viewer: ViewerFacts, camera: CameraFacts): Decision['blocks'] {
  const blocks: Decision['blocks'][number][] = [];
  for (const block of camera.blocks) blocks.push({ on: 'camera', block });
  for (const block of camera.organizationBlocks) blocks.push({ on: 'organization', block });
  if (viewer.kind === 'client') return blocks;
  for (const block of viewer.blocks) blocks.push({ on: 'user', block });
  for (let above = viewer.parent; above; above = above.parent) {
    for (const block of above.blocks) blocks.push({ on: 'owner', block });
  }
  return blocks;
}

const SUBJECT = {
  camera: 'The camera',
  organization: 'The organization',
  user: 'The user',
  owner: "The sub-user's owner",
} as const;

export function blockText(on: keyof typeof SUBJECT, block: Block): string {
  return `${SUBJECT[on]} is blocked by ${block.source}${block.reason === '' ? '' : `: ${block.reason}`}`;
}
