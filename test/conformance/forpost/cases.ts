import { ADD_CAMERA, type CameraFixtures } from './camera-fixtures.ts';
import type { Params } from './support.ts';

/** What the table test has to work with, made once. */
export interface Fixtures extends CameraFixtures {
  readonly accountId: number;
  readonly userId: number;
  /** To be deleted, one a call. */
  readonly spareAccountIds: number[];
  readonly spareUserIds: number[];
  readonly tariffId: number;
  readonly ticketId: number;
  /** Of an account with a user, and a camera in a group; and of another one. */
  readonly groupAccountId: number;
  readonly groupUserId: number;
  readonly groupId: number;
  readonly groupCameraId: number;
  readonly foreignGroupId: number;
}

const ACCOUNT = {
  Name: 'Дом 1',
  MaxCameraCount: 100,
  MaxLoginCount: 100,
  MaxCameraOnlineTranslationCount: 5,
  MaxCameraArchivalTranslationCount: 2,
  MaxCameraUserOnlineTranslationCount: 2,
  MaxCameraUserArchivalTranslationCount: 1,
};
let count = 0;

/**
 * A call of each method that succeeds; the table test takes it apart for the calls that must not. Asked anew for each
 * call: what has to be unique counts up.
 */
export const HAPPY: Readonly<Record<string, (fixtures: Fixtures) => Params>> = {
  AddAccount: () => ACCOUNT,
  EditAccount: ({ accountId }) => ({ ID: accountId, ...ACCOUNT, MaxSMSPerMonth: 3, Quota: 86_400, IsActive: 1 }),
  DeleteAccount: ({ spareAccountIds }) => ({ ID: spareAccountIds?.shift() }),
  masAccounts: () => ({}),
  FindAccounts: ({ accountId }) => ({ ID: accountId }),
  GetAccountUsers: ({ accountId }) => ({ AccountID: accountId }),
  GetAuthProviders: () => ({}),
  AddUser: ({ accountId }) => ({ AccountID: accountId, Login: `user-${++count}`, Password: 'correct horse' }),
  EditUser: ({ userId, accountId }) => ({ ID: userId, AccountID: accountId, AuthProviderID: 1, IsActive: 1 }),
  EditUserPassword: ({ userId }) => ({ ID: userId, Password: 'battery staple' }),
  DeleteUser: ({ spareUserIds }) => ({ ID: spareUserIds?.shift() }),
  AddCamera: ({ cameraAccountId }) => ({ ...ADD_CAMERA, AccountID: cameraAccountId }),
  EditCamera: ({ cameraId }) => ({ ID: cameraId, Quota: 172_800 }),
  DeleteCamera: ({ goneCameraId }) => ({ ID: goneCameraId }),
  GetCameras: ({ cameraAccountId }) => ({ AccountID: cameraAccountId, IncludeParentGroups: 1 }),
  SyncCamera: ({ remoteCameraId }) => ({ ID: remoteCameraId }),
  SetCameraStreamer: ({ cameraId }) => ({ CameraID: cameraId, StreamerID: 1 }),
  GetObjects: ({ cameraAccountId }) => ({ AccountID: cameraAccountId }),
  AddObject: ({ cameraAccountId }) => ({ AccountID: cameraAccountId, Name: 'Дом', Address: 'Лесная, 1', Lat: '55.7' }),
  EditObject: ({ objectId }) => ({ ID: objectId, Name: 'Двор' }),
  DeleteObject: ({ goneObjectId }) => ({ ID: goneObjectId }),
  GetMasters: () => ({}),
  GetCameraModels: () => ({ BrandID: 2 }),
  GetCameraModelsAndBrands: () => ({}),
  GetCameraBrands: () => ({}),
  GetProtocols: () => ({}),
  GetRtspTransports: () => ({}),
  GetPTZTypes: () => ({}),
  GetRecordTypes: () => ({}),
  GetTariffs: () => ({}),
  SetAllowedAccountTariffs: ({ accountId, tariffId }) => ({ AccountID: accountId, TariffIDList: `[${tariffId}]` }),
  GetAllowedAccountTariffs: ({ accountId }) => ({ AccountID: accountId }),
  SetAccountDefaultCameraTariff: ({ accountId, tariffId }) => ({ AccountID: accountId, TariffID: tariffId }),
  GetAccountDefaultCameraTariff: ({ accountId }) => ({ AccountID: accountId }),
  PayIn: ({ accountId }) => ({ AccountID: accountId, Value: '100,50', Comment: 'Терминал 7' }),
  GetTickets: ({ ticketId }) => ({ ID: ticketId }),
  SetTicketState: ({ ticketId }) => ({ ID: ticketId, State: 0 }),
  AddTicketMessage: ({ ticketId }) => ({ TicketID: ticketId, Message: 'Проверяем' }),
  GetUserCameraAccessRights: ({ groupUserId }) => ({ UserID: groupUserId }),
  UpdateUserCameraAccessRights: ({ groupUserId, groupCameraId }) => ({
    UserID: groupUserId,
    CameraID: groupCameraId,
    Review: 1,
    ViewArchive: 1,
    Admin: 0,
  }),
  GetAccountGroups: ({ groupAccountId, groupCameraId }) => ({ AccountID: groupAccountId, CameraID: groupCameraId }),
  SetExtBillingIDOfAccountGroup: ({ groupId }) => ({ AccountGroupID: groupId, ExtBillingIDList: '[1, 2]' }),
  AddUsersToAccountGroups: ({ groupUserId, groupId }) => ({
    UserIDList: `[${groupUserId}]`,
    GroupIDList: `[${groupId}]`,
  }),
  RemoveUsersFromAccountGroups: ({ groupUserId, groupId }) => ({
    UserIDList: `[${groupUserId}]`,
    GroupIDList: `[${groupId}]`,
  }),
  BindAccountToForeignAccountGroups: ({ groupAccountId, foreignGroupId }) => ({
    AccountID: groupAccountId,
    GroupIDList: `[${foreignGroupId}]`,
  }),
  UnbindAccountFromForeignAccountGroups: ({ groupAccountId, foreignGroupId }) => ({
    AccountID: groupAccountId,
    GroupIDList: `[${foreignGroupId}]`,
  }),
  CreateUserSession: () => ({ UserLogin: 'fixture', UserIP: '0.0.0.0' }),
  GetEmbedClient: () => ({ UserLogin: 'fixture', UserIP: '10.0.0.1', IsTimeline: 0 }),
};

/** Required by the document only under a condition that these calls do not meet. */
export const CONDITIONAL: Readonly<Record<string, readonly string[]>> = {};
