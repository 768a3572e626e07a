import type { ExtraFields } from '../extra/extra.ts';

/** A contract: who pays, with limits; holds folders, cameras and members. */
export interface Organization {
  readonly id: number;
  readonly domainId: number;
  readonly title: string;
  readonly ownerId: number | null;
  /** Cameras and users that nobody claimed. One a domain. */
  readonly isDefault: boolean;
  readonly contractNumber: string | null;
  readonly outsideUid: string | null;
  /** The contract's flat as its door says it: `11а`, `12-1`. */
  readonly flat: string | null;
  /** The number in front of it, for panels. */
  readonly apartment: number | null;
  readonly externalId: string | null;
  readonly note: string;
  /** Null: none set; 0: none allowed. */
  readonly cameraLimit: number | null;
  readonly userLimit: number | null;
  /** GB */
  readonly archiveLimitGb: number | null;
  /** CIDR: the only networks that its cameras may be reached in; empty: wherever the policy allows. */
  readonly networks: readonly string[];
  /** The server's address inside the organization's own network. */
  readonly internalAddress: string | null;
  /** Windows open on one camera at once, live and on the archive: by all users together, and by one. */
  readonly liveViews: number | null;
  readonly archiveViews: number | null;
  readonly userLiveViews: number | null;
  readonly userArchiveViews: number | null;
  readonly smsPerMonth: number | null;
  /** Archive depth of cameras that set none of their own; null: as the preset says; 0: nothing is kept. */
  readonly archiveSeconds: number | null;
  /** What new users get as `notifyOutages`. */
  readonly notifyOutages: boolean;
  /** The plan of cameras that subscribers add themselves. */
  readonly defaultPlanId: number | null;
  readonly createdAt: Date;
}

export type OrganizationFields = Partial<Omit<Organization, 'id' | 'domainId' | 'isDefault' | 'createdAt'>>;

export interface OrganizationChange extends OrganizationFields {
  readonly extra?: ExtraFields;
  /** The dialects' switch: sets or lifts the block of whoever asks. */
  readonly enabled?: boolean;
  /** Shuts its users out, or lets them in: the lock of whoever asks. */
  readonly signInLock?: { readonly locked: boolean; readonly reason?: string };
}

export const LIMITS = [
  'cameraLimit',
  'userLimit',
  'archiveLimitGb',
  'liveViews',
  'archiveViews',
  'userLiveViews',
  'userArchiveViews',
  'smsPerMonth',
  'archiveSeconds',
] as const satisfies readonly (keyof OrganizationFields)[];

export const ORGANIZATION_FIELDS = [
  'title',
  'ownerId',
  'contractNumber',
  'outsideUid',
  'flat',
  'apartment',
  'externalId',
  'note',
  ...LIMITS,
  'networks',
  'internalAddress',
  'notifyOutages',
  'defaultPlanId',
] as const satisfies readonly (keyof OrganizationFields)[];

export interface Member {
  readonly userId: number;
  readonly login: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly owner: boolean;
  readonly editCameras: boolean;
  readonly editUsers: boolean;
  readonly viewStatistics: boolean;
  readonly editLists: boolean;
  readonly viewLists: boolean;
  /** Folders on which the member holds a permission. */
  readonly folderIds: readonly number[];
}

export type MemberFields = Partial<
  Pick<Member, 'editCameras' | 'editUsers' | 'viewStatistics' | 'editLists' | 'viewLists'>
>;

export const MEMBER_FIELDS = [
  'editCameras',
  'editUsers',
  'viewStatistics',
  'editLists',
  'viewLists',
] as const satisfies readonly (keyof MemberFields)[];
