import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeCamera } from '../../../src/core/cameras/change/change.ts';
import { folderGrants, removeFolderGrant, setFolderGrant } from '../../../src/core/folders/grants.ts';
import { changeFolder, createFolder } from '../../../src/core/folders/operations.ts';
import { setMember } from '../../../src/core/organizations/members.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { type GroupFixture, groupFixture } from './group-fixtures.ts';
import { call, writes } from './support.ts';

let app: TestApp;
let own: GroupFixture;
let foreign: GroupFixture;
beforeAll(async () => {
  app = await testApp();
  own = await groupFixture(app);
  foreign = await groupFixture(app);
});
afterAll(async () => await app.close());

const list = (...ids: number[]) => JSON.stringify(ids);
const rightsOf = async (userId: number) => await call<Rights[]>(app, 'GetUserCameraAccessRights', { UserID: userId });
const bind = (groups: string, accountId = own.accountId) =>
  call(app, 'BindAccountToForeignAccountGroups', { AccountID: accountId, GroupIDList: groups });
const unbind = (groups: string) =>
  call(app, 'UnbindAccountFromForeignAccountGroups', { AccountID: own.accountId, GroupIDList: groups });
const update = (UserID: number, CameraID: number, rights: object) =>
  call(app, 'UpdateUserCameraAccessRights', { UserID, CameraID, Review: 0, ViewArchive: 0, Admin: 0, ...rights });
const DONE = { Status: 1 };
const NOTHING = 2_000_000_000;

interface Rights {
  readonly CameraID: number;
  readonly Review: number;
}

/** Refused with a text that names the parameter, and nothing was written. */
async function refused(parameter: string, run: () => Promise<object>): Promise<void> {
  const before = await writes(app);
  const answer = await run();
  expect(answer).toMatchObject({ ErrorCode: 2, Error: expect.stringContaining(parameter) });
  expect(answer).toMatchObject({ Error: expect.not.stringContaining('недопустимое значение (') });
  expect(await writes(app)).toBe(before);
}

test('six rights on a camera are set at once, what is left out takes its default, and all of them gone it is gone', async () => {
  const { userId, cameraId } = own;
  expect(await update(userId, cameraId, { Review: 1, PTZ: 1, Snapshot: 1 })).toEqual(DONE);
  const all = { CameraID: cameraId, Review: 1, ViewArchive: 0, Admin: 0, PTZ: 1, Download: 1, Snapshot: 1 };
  expect(await rightsOf(userId)).toEqual([all]);
  await update(userId, cameraId, { ViewArchive: 1 });
  expect(await rightsOf(userId)).toEqual([{ ...all, Review: 0, ViewArchive: 1, PTZ: 0, Snapshot: 0 }]);
  await update(userId, cameraId, { Admin: 1, Download: 0 });
  expect(await rightsOf(userId)).toEqual([{ ...all, Review: 0, Admin: 1, PTZ: 0, Download: 0, Snapshot: 0 }]);
  await update(userId, cameraId, {});
  expect(await rightsOf(userId)).toEqual([]);
});

test('rights name a user and a camera of one account', async () => {
  const { userId, cameraId } = own;
  await refused('UserID', () => update(NOTHING, cameraId, { Review: 1 }));
  await refused('CameraID', () => update(userId, NOTHING, { Review: 1 }));
  await refused('CameraID', () => update(userId, foreign.cameraId, { Review: 1 }));
  await refused('Review', () => update(userId, cameraId, { Review: 2 }));
  await refused('UserID', () => call(app, 'GetUserCameraAccessRights', { UserID: NOTHING }));
});

test('an account administrator has every camera with all rights', async () => {
  const { accountId, userId, cameraId } = await groupFixture(app);
  await setMember(app.core, app.system, accountId, userId, { editCameras: true, editUsers: true });
  await app.core.sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, archive, download, ptz, actions, edit)
    values ('user', ${userId}, 'organization', ${accountId}, 'account', true, true, true, true, true)`;
  expect(await rightsOf(userId)).toEqual([
    { CameraID: cameraId, Review: 1, ViewArchive: 1, Admin: 1, PTZ: 1, Download: 1, Snapshot: 1 },
  ]);
});

test('a user in a group sees its cameras and those below it, until it is taken out', async () => {
  const { accountId, userId, groupId, cameraId } = await groupFixture(app);
  const people = { UserIDList: list(userId), GroupIDList: list(groupId) };
  expect(await call(app, 'AddUsersToAccountGroups', people)).toEqual(DONE);
  const before = await writes(app);
  expect(await call(app, 'AddUsersToAccountGroups', people)).toEqual(DONE);
  expect(await writes(app)).toBe(before);
  expect(await rightsOf(userId)).toMatchObject([
    { CameraID: cameraId, Review: 1, ViewArchive: 1, Admin: 0, Snapshot: 1 },
  ]);
  expect(await call(app, 'RemoveUsersFromAccountGroups', people)).toEqual(DONE);
  expect(await rightsOf(userId)).toEqual([]);
  expect(accountId).toBeGreaterThan(0);
});

test('what the console says of a user in a group counts, and both take it away whole', async () => {
  const { accountId, userId, groupId, cameraId } = await groupFixture(app);
  const { core, system } = app;
  const people = { UserIDList: list(userId), GroupIDList: list(groupId) };
  await call(app, 'AddUsersToAccountGroups', people);
  expect(await folderGrants(core, system, accountId, groupId)).toMatchObject([{ userId, archive: true, ptz: false }]);
  await setFolderGrant(core, system, accountId, groupId, userId, { archive: false, ptz: true });
  expect(await rightsOf(userId)).toMatchObject([{ CameraID: cameraId, Review: 1, ViewArchive: 0, PTZ: 1 }]);
  await call(app, 'RemoveUsersFromAccountGroups', people);
  expect(await folderGrants(core, system, accountId, groupId)).toEqual([]);
  await call(app, 'AddUsersToAccountGroups', people);
  await removeFolderGrant(core, system, accountId, groupId, userId);
  expect(await rightsOf(userId)).toEqual([]);
});

test('one user or group that does not fit, and nobody is added', async () => {
  const add = (users: string, groups: string) => () =>
    call(app, 'AddUsersToAccountGroups', { UserIDList: users, GroupIDList: groups });
  await refused('GroupIDList', add(list(own.userId, foreign.userId), list(own.groupId)));
  await refused('UserIDList', add(list(own.userId, NOTHING), list(own.groupId)));
  await refused('GroupIDList', add(list(own.userId), list(own.groupId, NOTHING)));
  await refused('UserIDList', add('5;6', list(own.groupId)));
  await refused('GroupIDList', add(list(own.userId), '{"a":1}'));
  await refused('GroupIDList', add(list(own.userId), '[1.5]'));
  const [root] = await app.core.sql<{ id: number }[]>`
    select id from folder where organization_id = ${own.accountId} and parent_id is null`;
  await refused('GroupIDList', add(list(own.userId), list(root?.id ?? 0)));
  expect(await rightsOf(own.userId)).toEqual([]);
});

test('a bound group gives its cameras copies, whose rights and ids go with it', async () => {
  const { userId, accountId } = own;
  expect(await bind(list(foreign.groupId))).toEqual(DONE);
  const before = await writes(app);
  expect(await bind(list(foreign.groupId))).toEqual(DONE);
  expect(await writes(app)).toBe(before);
  expect(await rightsOf(userId)).toEqual([]);
  await update(userId, foreign.cameraId, { Review: 1, Admin: 1 });
  const [seen] = await rightsOf(userId);
  expect(seen).toMatchObject({ Review: 1, Admin: 0 });
  const copy = seen?.CameraID ?? 0;
  expect(copy).not.toBe(foreign.cameraId);
  await update(userId, copy, { ViewArchive: 1 });
  expect(await rightsOf(userId)).toMatchObject([{ CameraID: copy, Review: 0, ViewArchive: 1 }]);
  await refused('CameraID', () => update(foreign.userId, copy, { Review: 1 }));
  const [group] = await call<object[]>(app, 'GetAccountGroups', { BindAccountID: accountId });
  expect(group).toMatchObject({ ID: foreign.groupId, AccountID: foreign.accountId, Accounts: list(accountId) });
  expect(await call(app, 'GetAccountGroups', { CameraID: copy })).toEqual([group]);

  expect(await unbind(list(foreign.groupId))).toEqual(DONE);
  expect(await rightsOf(userId)).toEqual([]);
  await refused('CameraID', () => update(userId, copy, { Review: 1 }));
  expect(await unbind(list(foreign.groupId))).toEqual(DONE);
});

test('users of the receiving account are let into a bound group, and fall out with it', async () => {
  await bind(list(foreign.groupId));
  const people = { UserIDList: list(own.userId), GroupIDList: list(foreign.groupId) };
  expect(await call(app, 'AddUsersToAccountGroups', people)).toEqual(DONE);
  expect(await rightsOf(own.userId)).toMatchObject([{ Review: 1 }]);
  await unbind(list(foreign.groupId));
  await bind(list(foreign.groupId));
  expect(await rightsOf(own.userId)).toEqual([]);
  await unbind(list(foreign.groupId));
});

test('an administrator of the receiving account sees what is shared with it, editing nothing', async () => {
  const receiver = await groupFixture(app);
  await app.core.sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, archive, download, ptz, edit)
    values ('user', ${receiver.userId}, 'organization', ${receiver.accountId}, 'account', true, true, true, true)`;
  await bind(list(foreign.groupId), receiver.accountId);
  const seen = await rightsOf(receiver.userId);
  expect(seen).toHaveLength(2);
  expect(seen[1]).toMatchObject({ Review: 1, ViewArchive: 1, PTZ: 1, Admin: 0 });
});

test('groups are bound all or none, and never to their own account', async () => {
  const other = await groupFixture(app);
  await refused('AccountID', () => bind(list(other.groupId), NOTHING));
  await refused('GroupIDList', () => bind(list(other.groupId, NOTHING)));
  await refused('GroupIDList', () => bind(list(other.groupId, own.groupId)));
  await refused('GroupIDList', () => bind('нет'));
  await refused('GroupIDList', () => unbind(list(NOTHING)));
  expect(await call(app, 'GetAccountGroups', { BindAccountID: own.accountId })).toEqual([]);
});

test('groups are found by each of their traits, all of which must hold', async () => {
  const { accountId, groupId, cameraId } = await groupFixture(app);
  const below = await createFolder(app.core, app.system, accountId, { title: 'Подъезд 1' }, groupId);
  const set = (ids: string, id = groupId) =>
    call(app, 'SetExtBillingIDOfAccountGroup', { AccountGroupID: id, ExtBillingIDList: ids });
  expect(await set('[77001, 77002]')).toEqual(DONE);
  const find = (params: object) => call<{ ID: number }[]>(app, 'GetAccountGroups', { ...params });
  expect(await find({ ID: groupId })).toEqual([
    expect.objectContaining({
      AccountID: accountId,
      Cameras: list(cameraId),
      Accounts: '[]',
      ExtBillingID: '[77001,77002]',
    }),
  ]);
  for (const by of [{ ExtBillingID: 77002 }, { CameraID: cameraId }])
    expect(await find(by)).toMatchObject([{ ID: groupId }]);
  expect(await find({ Name: 'подъезд 1', AccountID: accountId })).toMatchObject([{ ID: below.id, Cameras: '[]' }]);
  expect(await find({ AccountID: accountId })).toMatchObject([{ ID: groupId }, { ID: below.id }]);
  for (const by of [{ ID: NOTHING }, { ID: groupId, ExtBillingID: 1 }, { CameraID: NOTHING }, { AccountID: NOTHING }])
    expect(await find(by)).toEqual([]);
  expect((await find({})).length).toBeGreaterThan(3);
  await refused('ExtBillingIDList', () => set('["a"]'));
  await refused('AccountGroupID', () => set('[1]', NOTHING));
  expect(await set('[]')).toEqual(DONE);
  expect(await find({ ExtBillingID: 77002 })).toEqual([]);
});

test('a camera that goes to another account leaves the rights of the former one behind', async () => {
  const from = await groupFixture(app);
  const to = await groupFixture(app);
  await update(from.userId, from.cameraId, { Review: 1 });
  await setMember(app.core, app.system, to.accountId, from.userId, {});
  const both = await groupFixture(app);
  await update(both.userId, both.cameraId, { Review: 1 });
  await changeCamera(app.core, app.system, { id: from.cameraId }, { organizationId: to.accountId });
  await changeCamera(app.core, app.system, { id: both.cameraId }, { organizationId: to.accountId });
  expect(await rightsOf(from.userId)).toMatchObject([{ CameraID: from.cameraId }]);
  expect(await rightsOf(both.userId)).toEqual([]);
});

test("ids of another provider's are not there", async () => {
  const { sql } = app.core;
  await sql`insert into domain (id, title) overriding system value values (77, 'other')`;
  await sql`insert into organization (id, domain_id, title) overriding system value values (7701, 77, 'o')`;
  await sql`insert into folder (id, organization_id, path, title) overriding system value values (7701, 7701, '{7701}', 'r')`;
  await sql`
    insert into folder (id, organization_id, parent_id, path, title) overriding system value values (7702, 7701, 7701, '{7701,7702}', 'g')`;
  await sql`insert into app_user (id, domain_id, login) overriding system value values (7701, 77, 'u')`;
  await sql`
    insert into camera (id, domain_id, name, organization_id, folder_id, preset_id) values (7701, 77, 'c', 7701, 7702, 1)`;
  await refused('UserID', () => call(app, 'GetUserCameraAccessRights', { UserID: 7701 }));
  await refused('UserID', () => update(7701, 7701, { Review: 1 }));
  await refused('CameraID', () => update(own.userId, 7701, { Review: 1 }));
  await refused('AccountID', () => bind(list(own.groupId), 7701));
  await refused('GroupIDList', () => bind(list(7702)));
  const people = { UserIDList: '[7701]', GroupIDList: list(own.groupId) };
  await refused('UserIDList', () => call(app, 'AddUsersToAccountGroups', people));
  await refused('UserIDList', () => call(app, 'RemoveUsersFromAccountGroups', people));
  const outside = { AccountGroupID: 7702, ExtBillingIDList: '[1]' };
  await refused('AccountGroupID', () => call(app, 'SetExtBillingIDOfAccountGroup', outside));
  for (const by of [{ ID: 7702 }, { AccountID: 7701 }, { CameraID: 7701 }, { BindAccountID: 7701 }])
    expect(await call(app, 'GetAccountGroups', by)).toEqual([]);
});

test('the group of a camera, and the one above it', async () => {
  const { accountId, groupId, cameraId } = await groupFixture(app);
  const { core, system } = app;
  const shown = async () => (await call<{ Groups: object[] }[]>(app, 'GetCameras', { ID: cameraId }))[0]?.Groups;
  expect(await shown()).toMatchObject([{ ID: groupId, ParentID: 0 }]);
  const above = await createFolder(core, system, accountId, { title: 'Дом' });
  await changeFolder(core, system, accountId, groupId, {}, { inside: above.id });
  expect(await shown()).toMatchObject([{ ID: groupId, ParentID: above.id }]);
});
