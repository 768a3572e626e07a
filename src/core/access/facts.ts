import type { Permission } from '../permissions/permission.ts';

/** What a decision on access is made of. All of it can be told without a database, so that the rule can be tested alone. */

export type BlockSource = 'billing' | 'owner' | 'administrator' | 'quota' | 'connector';

export interface Block {
  readonly source: BlockSource;
  readonly reason: string;
  readonly since: Date;
}

export interface Rights {
  /** The camera is seen at all: in lists, by name and state. */
  readonly view: boolean;
  /** The live picture. */
  readonly live: boolean;
  readonly archive: boolean;
  /** Deepest archive shown, in seconds; null: all there is. */
  readonly archiveDepthSeconds: number | null;
  readonly download: boolean;
  readonly snapshot: boolean;
  readonly ptz: boolean;
  readonly actions: boolean;
  readonly edit: boolean;
}

/** The first that says how deep the archive is. */
export type ArchiveSetBy = 'camera' | 'organization' | 'preset';

export interface CameraFacts {
  readonly id: number;
  readonly name: string;
  readonly domainId: number;
  readonly organizationId: number;
  readonly organizationOwnerId: number | null;
  readonly presetId: number;
  /** Folder ids from the root down to the camera's own. */
  readonly folderPath: readonly number[];
  /** Set on the camera, else by its organization, else of the preset; null or 0: nothing is kept. */
  readonly archiveDays: number | null;
  readonly archiveSetBy: ArchiveSetBy;
  readonly blocks: readonly Block[];
  readonly organizationBlocks: readonly Block[];
  /** Of an intercom: what residents do not see of it. Of any other device neither. */
  readonly restrictLive: boolean;
  readonly restrictArchive: boolean;
}

export interface Grant {
  readonly id: number;
  readonly objectKind: 'folder' | 'device' | 'organization';
  readonly objectId: number;
  readonly live: boolean;
  readonly archive: boolean;
  readonly archiveDepthSeconds: number | null;
  readonly download: boolean;
  readonly snapshot: boolean;
  readonly ptz: boolean;
  readonly actions: boolean;
  readonly edit: boolean;
  readonly source: string;
  readonly validFrom: Date | null;
  /** Set when the grant is an organization's and reaches the user through membership. */
  readonly viaOrganizationId: number | null;
  readonly viaBlocked: boolean;
  /** The billing that is asked does not open it at present: not ordered, or not paid. */
  readonly suspended: 'off' | 'unpaid' | null;
  /** Holds only as far as this organization has a share of the camera. */
  readonly throughOrganizationId: number | null;
}

export interface Membership {
  readonly organizationId: number;
  readonly editCameras: boolean;
  readonly editUsers: boolean;
}

/** The contract that a user watches under. Windows that may be open on one camera at once; null: no limit, 0: none. */
export interface Account {
  readonly organizationId: number;
  /** By all of its users together. */
  readonly liveViews: number | null;
  readonly archiveViews: number | null;
  /** By one user. */
  readonly userLiveViews: number | null;
  readonly userArchiveViews: number | null;
}

export interface UserFacts {
  readonly kind: 'user';
  readonly id: number;
  readonly login: string;
  readonly domainId: number;
  readonly administrator: boolean;
  readonly readonly: boolean;
  readonly maxSessions: number | null;
  /** Where the user was made, else the one it owns, else the first that it belongs to. */
  readonly account: Account | null;
  /** Playback tokens carry it; a new password makes a new one. */
  readonly epoch: number;
  readonly blocks: readonly Block[];
  readonly memberships: readonly Membership[];
  readonly ownedOrganizations: readonly number[];
  readonly grants: readonly Grant[];
  /**
   * What was shared with organizations that the user owns, holds a grant on as a whole, or sees something through. A
   * share reaches its owner and whoever holds a grant on the whole organization; others need a grant through it.
   */
  readonly shared: readonly Grant[];
  /** The contract that the user was made under; null for administrators, whom no contract shuts out. */
  readonly homeOrganizationId: number | null;
  readonly homeBlocks: readonly Block[];
  /** Of the home organization: its people are kept out while its cameras go on. */
  readonly signInBlocks: readonly Block[];
  /** CIDR: where it may watch from; empty: everywhere. */
  readonly allowedNetworks: readonly string[];
  /** What the user itself may not do, its owner's not counted: that is the owner's own. Nothing of an administrator. */
  readonly denied: readonly Permission[];
  /** The user above a sub-user. */
  readonly parent: UserFacts | null;
}

/** A machine client: sees all of its domain. */
export interface ClientFacts {
  readonly kind: 'client';
  readonly id: number;
  readonly domainId: number;
  readonly epoch: number;
}

export type ViewerFacts = UserFacts | ClientFacts;
