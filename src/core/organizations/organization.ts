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
  readonly externalId: string | null;
  readonly note: string;
  /** Null: none set; 0: none allowed. */
  readonly cameraLimit: number | null;
  readonly userLimit: number | null;
  /** GB */
  readonly archiveLimitGb: number | null;
  readonly createdAt: Date;
}

export type OrganizationFields = Partial<Omit<Organization, 'id' | 'domainId' | 'isDefault' | 'createdAt'>>;

export const ORGANIZATION_FIELDS = [
  'title',
  'ownerId',
  'contractNumber',
  'outsideUid',
  'externalId',
  'note',
  'cameraLimit',
  'userLimit',
  'archiveLimitGb',
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
