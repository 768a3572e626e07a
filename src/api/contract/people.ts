import { Type } from 'typebox';
import { Block, extend, Id, Instant, Link, Nullable, PageQuery } from './common.ts';

export const Organization = Type.Object({
  id: Id,
  title: Type.String(),
  isDefault: Type.Boolean(),
  owner: Nullable(Type.Object({ id: Id, login: Type.String() })),
  contractNumber: Nullable(Type.String()),
  outsideUid: Nullable(Type.String({ description: 'As an outside billing knows the contract' })),
  flat: Nullable(Type.String({ description: "The contract's flat as its door says it: 11, 11а, 12-1" })),
  apartment: Nullable(Type.Integer({ description: 'The number in front of it: panels keep it with its keys' })),
  externalId: Nullable(Type.String()),
  note: Type.String(),
  cameraCount: Type.Integer(),
  lockCount: Type.Integer({ description: 'Its own; those of others that it may open are its devices' }),
  userCount: Type.Integer(),
  cameraLimit: Nullable(Type.Integer({ description: 'null: none set; 0: none allowed' })),
  userLimit: Nullable(Type.Integer()),
  archiveLimitGigabytes: Nullable(Type.Integer()),
  networks: Type.Array(Type.String(), {
    description: 'CIDR: the only networks that its cameras may be reached in; empty: everywhere',
  }),
  internalAddress: Nullable(Type.String({ description: "The server's address inside the organization's network" })),
  liveViews: Nullable(Type.Integer({ description: 'Live windows on one camera at once, of all users together' })),
  archiveViews: Nullable(Type.Integer()),
  userLiveViews: Nullable(Type.Integer({ description: 'Live windows on one camera at once, of one user' })),
  userArchiveViews: Nullable(Type.Integer()),
  smsPerMonth: Nullable(Type.Integer()),
  archiveSeconds: Nullable(
    Type.Integer({ description: 'Archive depth of cameras that set none; null: as the preset says; 0: none' }),
  ),
  notifyOutages: Type.Boolean({ description: 'What new users get as notifyOutages' }),
  defaultPlanId: Nullable(Id),
  blocks: Type.Array(Block),
  signInBlocks: Type.Array(Block, {
    description: 'While one stands, users made under the organization are shut out; its cameras go on',
  }),
  createdAt: Instant,
});
const limit = Nullable(Type.Integer({ minimum: 0, maximum: 10_000_000 }));
const organizationFields = {
  title: Type.String({ minLength: 1, maxLength: 255 }),
  ownerId: Nullable(Id),
  contractNumber: Nullable(Type.String({ maxLength: 255 })),
  outsideUid: Nullable(Type.String({ maxLength: 255 })),
  flat: Nullable(
    Type.String({
      maxLength: 40,
      description: 'Begins with its number, which apartment becomes where it is not given',
    }),
  ),
  apartment: Nullable(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  externalId: Nullable(Type.String({ maxLength: 255 })),
  note: Type.String({ maxLength: 4000 }),
  cameraLimit: limit,
  userLimit: limit,
  archiveLimitGigabytes: Nullable(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
  networks: Type.Array(Type.String({ maxLength: 50 }), { maxItems: 100 }),
  internalAddress: Nullable(Type.String({ maxLength: 50 })),
  liveViews: limit,
  archiveViews: limit,
  userLiveViews: limit,
  userArchiveViews: limit,
  smsPerMonth: limit,
  archiveSeconds: Nullable(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
  notifyOutages: Type.Boolean(),
  defaultPlanId: Nullable(Id),
};
export const OrganizationChange = Type.Partial(Type.Object(organizationFields));
export const OrganizationCreate = extend(OrganizationChange, { title: organizationFields.title });

export const Member = Type.Object({
  userId: Id,
  login: Type.String(),
  name: Nullable(Type.String()),
  owner: Type.Boolean(),
  editCameras: Type.Boolean(),
  editUsers: Type.Boolean(),
  viewStatistics: Type.Boolean(),
});
export const MemberChange = Type.Partial(
  Type.Object({ editCameras: Type.Boolean(), editUsers: Type.Boolean(), viewStatistics: Type.Boolean() }),
);

const outsideIds = Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
  maxItems: 1000,
  description: 'Ids by which outside billings know it',
});
export const Folder = Type.Object({
  id: Id,
  organizationId: Id,
  parentId: Nullable(Id),
  title: Type.String(),
  level: Type.Integer(),
  cameraCount: Type.Integer(),
  outsideIds,
});
export const FolderCreate = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 255 }),
  outsideIds: Type.Optional(outsideIds),
  parentId: Type.Optional(Id),
});
export const FolderChange = Type.Object({
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  outsideIds: Type.Optional(outsideIds),
  parentId: Type.Optional(Id),
});
/** A folder that one organization lets another one see, with all below it. */
export const Share = Type.Object({
  folder: Link,
  from: Link,
  to: Link,
  since: Instant,
});
/** A user's rights on a folder and all below it. */
export const FolderGrant = Type.Object({
  userId: Id,
  login: Type.String(),
  archive: Type.Boolean(),
  archiveDepthSeconds: Nullable(Type.Integer()),
  ptz: Type.Boolean(),
  actions: Type.Boolean(),
});
export const FolderGrantChange = Type.Partial(
  Type.Object({
    archive: Type.Boolean(),
    archiveDepthSeconds: Nullable(Type.Integer({ minimum: 0, maximum: 315_360_000 })),
    ptz: Type.Boolean(),
    actions: Type.Boolean(),
    join: Type.Boolean({ description: 'Take the user into the organization with it, where it is no member' }),
  }),
);

const PasswordBy = Type.Enum(['own', 'backend']);
export const User = Type.Object({
  id: Id,
  login: Type.String(),
  kind: Type.Enum(['administrator', 'subscriber', 'sub_user']),
  parentId: Nullable(Id, { description: 'Of a sub-user: the subscriber above it, whose rights are the most it has' }),
  name: Nullable(Type.String()),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  signInPhone: Nullable(Type.String({ description: 'Signs in by a code sent there; set by that sign-in alone' })),
  note: Nullable(Type.String()),
  externalId: Nullable(Type.String()),
  hasPassword: Type.Boolean(),
  readonly: Type.Boolean(),
  maxSessions: Nullable(Type.Integer()),
  allowedNetworks: Type.Array(Type.String(), {
    description: 'CIDR: where it may sign in and watch from; empty: everywhere',
  }),
  home: Nullable(Link, { description: 'The organization it was made under: its blocks and sign-in lock hold for it' }),
  accountAdministrator: Type.Boolean({ description: 'Edits, manages and sees all of its organization' }),
  mayChangePassword: Type.Boolean(),
  mayChangeProfile: Type.Boolean(),
  mustChangePassword: Type.Boolean({ description: 'Has to set a new password at the next sign-in' }),
  passwordBy: Nullable(PasswordBy, {
    description: "Whose word on the password counts; null: the outside backend's where there is one, then our own",
  }),
  notifyOutages: Type.Boolean({ description: 'Is told by mail when a camera is not available' }),
  organizations: Type.Array(Link),
  blocks: Type.Array(Block, { description: 'On the user itself' }),
  stoppedBy: Type.Array(
    extend(Block, {
      on: Type.Enum(['user', 'owner', 'organization', 'sign_in'], {
        description:
          "owner: of the sub-user; organization: its contract; sign_in: the contract's people may not sign in",
      }),
      subject: extend(Link, { title: Type.String({ description: 'Of a user: the login' }) }),
      shutsOut: Type.Boolean({ description: 'false: may sign in, and sees no pictures of that organization' }),
    }),
    { description: 'Every block that keeps the user from something, wherever it stands' },
  ),
  byBilling: Type.Boolean({ description: 'Made by a billing, whose its data is: the console only shows it' }),
  billingWroteAt: Nullable(Instant, { description: 'When a billing last wrote it; null: never' }),
  lastSeenAt: Nullable(Instant),
  createdAt: Instant,
});
const userFields = {
  name: Nullable(Type.String({ maxLength: 255 })),
  email: Nullable(Type.String({ maxLength: 255 })),
  phone: Nullable(Type.String({ maxLength: 64 })),
  note: Nullable(Type.String({ maxLength: 4000 })),
  externalId: Nullable(Type.String({ maxLength: 255 })),
  administrator: Type.Boolean(),
  readonly: Type.Boolean(),
  maxSessions: Nullable(Type.Integer({ minimum: 0, maximum: 100_000 })),
  allowedNetworks: Type.Array(Type.String({ maxLength: 50 }), { maxItems: 100 }),
  password: Type.String({ minLength: 1, maxLength: 1024 }),
  accountAdministrator: Type.Boolean(),
  mayChangePassword: Type.Boolean(),
  mayChangeProfile: Type.Boolean(),
  mustChangePassword: Type.Boolean(),
  passwordBy: Nullable(PasswordBy),
  notifyOutages: Type.Boolean(),
};
const userChange = {
  login: Type.String({ minLength: 1, maxLength: 255 }),
  ...userFields,
  homeOrganizationId: Type.Integer({
    minimum: 1,
    maximum: 2_147_483_647,
    description: 'Moves the user: its rights in the organization before are taken away',
  }),
};
const { password: _, ...seen } = userChange;
export const UserChange = Type.Partial(
  Type.Object({
    ...userChange,
    was: Type.Partial(Type.Object({ ...seen, homeOrganizationId: Nullable(seen.homeOrganizationId) }), {
      description:
        'The changed fields as the caller saw them: 409 with `meanwhile`, instead of overwriting what somebody else changed since',
    }),
  }),
);
export const UserCreate = extend(Type.Partial(Type.Object(userFields)), {
  login: Type.String({ minLength: 1, maxLength: 255 }),
  organizationId: Type.Optional(Id),
  parentId: Type.Optional(Type.Integer({ minimum: 1, description: 'Makes a sub-user of this subscriber' })),
});
export const UserClone = Type.Object({
  login: Type.String({ minLength: 1, maxLength: 255 }),
  password: Type.Optional(userFields.password),
  name: Type.Optional(Nullable(Type.String({ maxLength: 255 }))),
});
/** Which users a list has. */
export const PasswordLink = Type.Object({
  link: Type.String({ description: 'Works once' }),
  validUntil: Instant,
});

export const userFilter = {
  search: PageQuery.properties.search,
  organizationId: Type.Optional(Id),
  parentId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Only its sub-users' })),
  blocked: Type.Optional(Type.Boolean({ description: 'By anything of `stoppedBy`, of the contract or the owner too' })),
};
export const UserQuery = extend(PageQuery, userFilter);

export const Preset = Type.Object({
  id: Id,
  title: Type.String(),
  isDefault: Type.Boolean(),
  adjustable: Type.Boolean(),
  archiveDays: Nullable(Type.Number()),
  archiveGigabytes: Nullable(Type.Integer()),
  cameraCount: Type.Integer(),
  createdAt: Instant,
});
export const PresetQuery = extend(PageQuery, {
  available: Type.Optional(
    Type.Boolean({ description: 'Only those that the caller may give to cameras of `organizationId`' }),
  ),
  organizationId: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 2_147_483_647,
      description: 'With `available`; absent: the default organization',
    }),
  ),
});
const presetFields = {
  title: Type.String({ minLength: 1, maxLength: 255 }),
  isDefault: Type.Boolean(),
  adjustable: Type.Boolean(),
  archiveDays: Nullable(Type.Number({ minimum: 0, maximum: 3650 })),
  archiveGigabytes: Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
};
export const PresetChange = Type.Partial(Type.Object(presetFields));
export const PresetCreate = extend(PresetChange, { title: presetFields.title });
