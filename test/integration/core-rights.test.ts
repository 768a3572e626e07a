import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorizePlayback } from '../../src/core/access/playback.ts';
import type { Actor } from '../../src/core/actor.ts';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { decisions, visibleCamera } from '../../src/core/cameras/reading/visible.ts';
import { setFolderGrant } from '../../src/core/folders/grants.ts';
import { createFolder, rootFolderId } from '../../src/core/folders/operations.ts';
import { changeMosaic, createMosaic, mosaicById } from '../../src/core/mosaics/mosaics.ts';
import { memberPage, removeMember, setMember } from '../../src/core/organizations/members.ts';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import { changePreset, createPreset, linkPreset } from '../../src/core/presets/operations.ts';
import { changeUser, createUser, deleteUser, userById, userCount, userPage } from '../../src/core/users/operations.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let it: TestCore;
let organization: number;
let manager: number;
beforeAll(async () => {
  it = await testCore();
  organization = (await createOrganization(it.core, SYSTEM, { title: 'House' })).id;
  manager = await member('manager', { editUsers: true, editCameras: true });
});
afterAll(async () => await it.close());

async function member(login: string, rights: { editUsers?: boolean; editCameras?: boolean } = {}, more = {}) {
  const { id } = await createUser(it.core, SYSTEM, { login, password: 'pw', ...more }, organization);
  await setMember(it.core, SYSTEM, organization, id, rights);
  return id;
}

test('a manager neither takes over nor strips a member who has rights in the whole domain', async () => {
  for (const flag of ['mayEditOrganizations', 'mayEditSettings', 'mayViewOrganizations'] as const) {
    const clerk = await member(`clerk-${flag}`, {}, { [flag]: true });
    const actor = await it.as(manager);
    for (const change of [{ password: 'mine' }, { [flag]: false }, { login: 'x' }, { enabled: false }])
      await expect(changeUser(it.core, actor, clerk, change)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(deleteUser(it.core, actor, clerk)).rejects.toMatchObject({ kind: 'forbidden' });
  }
  const plain = await member('plain', {}, { mayChangePassword: false });
  const actor = await it.as(manager);
  expect((await changeUser(it.core, actor, plain, { note: 'flat 5', mayEditSettings: false })).note).toBe('flat 5');
  const more = changeUser(it.core, actor, plain, { mayChangePassword: true });
  await expect(more).rejects.toMatchObject({ kind: 'forbidden' });
});

test("a manager's list of users is without administrators", async () => {
  const boss = await member('boss', {}, { kind: 'administrator' });
  const of = async (id: number) => {
    const query = { organizationId: organization, limit: 100 };
    const actor = await it.as(id);
    const { items } = await userPage(it.core, actor, query);
    expect(await userCount(it.core, actor, query)).toBe(items.length);
    return items.some((user) => user.id === boss);
  };
  expect([await of(manager), await of(1)]).toEqual([false, true]);
});

test('a taken login or name tells its id to administrators alone', async () => {
  const { id } = await createUser(it.core, SYSTEM, { login: 'elsewhere' });
  const camera = await createCamera(it.core, SYSTEM, { name: 'elsewhere' });
  const actor = await it.as(manager);
  const conflicts = await Promise.allSettled([
    createUser(it.core, actor, { login: 'elsewhere' }, organization),
    createCamera(it.core, actor, { name: 'elsewhere', organizationId: organization }),
  ]);
  const refusal = { kind: 'conflict', details: {}, message: expect.stringMatching(/is taken$/) };
  for (const conflict of conflicts) expect(conflict).toMatchObject({ status: 'rejected', reason: refusal });
  const told = createUser(it.core, BILLING, { login: 'elsewhere' });
  await expect(told).rejects.toMatchObject({ details: { existingId: id } });
  const named = createCamera(it.core, BILLING, { name: 'elsewhere' });
  await expect(named).rejects.toMatchObject({ details: { existingId: camera.id } });
});

test('a subscriber is not deleted with a sub-user of a foreign organization; else each leaves a trace', async () => {
  const owner = await member('owner');
  const { id: near } = await createUser(it.core, SYSTEM, { login: 'near', parentId: owner }, organization);
  const other = (await createOrganization(it.core, SYSTEM, { title: 'Other' })).id;
  const { id: far } = await createUser(it.core, SYSTEM, { login: 'far', parentId: owner }, organization);
  await setMember(it.core, SYSTEM, other, far, {});
  const actor = await it.as(manager);
  await expect(deleteUser(it.core, actor, owner)).rejects.toMatchObject({ kind: 'forbidden' });
  expect((await userById(it.core, SYSTEM, far)).login).toBe('far');
  await deleteUser(it.core, SYSTEM, far);
  await deleteUser(it.core, await it.as(manager), owner);
  const audits = await it.core.sql`
    select object_id from audit_change where object_kind = 'user' and action = 'delete' and actor_id = ${manager} order by object_id`;
  expect(audits.map((row) => row.objectId)).toEqual([owner, near]);
});

test("an editor takes no administrator's override off a preset that is not adjustable, and pins nothing", async () => {
  const preset = await createPreset(it.core, SYSTEM, { title: 'Fixed', archiveDays: 7, adjustable: false });
  await linkPreset(it.core, SYSTEM, organization, preset.id);
  const camera = { name: 'fixed', organizationId: organization, presetId: preset.id, streamUrl: 'fake://clock' };
  await createCamera(it.core, SYSTEM, camera);
  const actor = await it.as(manager);
  const change = (fields: object) => changeCamera(it.core, actor, { name: 'fixed' }, fields);
  expect((await change({ archiveDays: 7, archiveGb: null, title: 'Gate' })).own.archiveDays).toBeNull();
  await changePreset(it.core, SYSTEM, preset.id, { archiveDays: 3 });
  expect((await change({ title: 'Yard' })).archiveDays).toBe(3);
  await changeCamera(it.core, SYSTEM, { name: 'fixed' }, { archiveDays: 1 });
  for (const archiveDays of [null, 2, 3])
    await expect(change({ archiveDays })).rejects.toMatchObject({ kind: 'forbidden' });
  expect((await change({ archiveDays: 1 })).own.archiveDays).toBe(1);
});

test('a preset that records nothing closes what is still on disk, and keeps the right', async () => {
  const preset = await createPreset(it.core, SYSTEM, { title: 'Live', archiveDays: 0 });
  const camera = await createCamera(it.core, SYSTEM, { name: 'live', presetId: preset.id, streamUrl: 'fake://clock' });
  const viewer = await it.core.access.viewer('user', 1);
  const token = it.core.tokens.mint({
    viewerKind: 'user',
    viewerId: 1,
    cameraId: camera.id,
    epoch: viewer?.epoch ?? 0,
    expiresAt: 0,
    archive: true,
  });
  const ask = async (kind: 'live' | 'archive' | 'download') => {
    await it.core.feed.settled();
    const answer = await authorizePlayback(it.core, { name: 'live', token, kind });
    return answer.allowed ? answer.archive : answer.code;
  };
  expect([await ask('live'), await ask('archive'), await ask('download')]).toEqual([false, 'forbidden', 'forbidden']);
  const [decision] = await decisions(it.core, SYSTEM, [await visibleCamera(it.core, SYSTEM, { name: 'live' })]);
  expect(decision?.rights.archive).toBe(true);
  await changePreset(it.core, SYSTEM, preset.id, { archiveDays: 1 });
  expect([await ask('live'), await ask('archive')]).toEqual([true, true]);
});

test("an organization's mosaic is nobody's own, and keeps the cameras that whoever changes it does not see", async () => {
  const closed = await createFolder(it.core, SYSTEM, organization, { title: 'Closed' });
  const names = ['m-1', 'm-2', 'm-3', 'm-4'];
  for (const name of names) {
    const folderId = name === 'm-2' ? closed.id : await rootFolderId(it.core, organization);
    await createCamera(it.core, SYSTEM, { name, folderId });
  }
  const boss = await it.as(1);
  const shared = await createMosaic(it.core, boss, { title: 'Yard', cameras: names }, organization);
  expect([shared.ownerId, shared.organizationId]).toEqual([null, organization]);
  const guest = await member('guest');
  const own = await createMosaic(it.core, await it.as(guest), { title: 'Mine' });
  expect(own.ownerId).toBe(guest);
  const open = await createFolder(it.core, SYSTEM, organization, { title: 'Open' });
  for (const name of ['m-1', 'm-3']) await changeCamera(it.core, SYSTEM, { name }, { folderId: open.id });
  await setFolderGrant(it.core, SYSTEM, organization, open.id, guest, {});
  await it.core.sql`update mosaic set cameras = ${[...names, 'gone']} where id = ${own.id}`;
  const actor = await it.as(guest);
  expect((await changeMosaic(it.core, actor, own.id, { cameras: ['m-3'] })).cameras).toEqual(['m-3']);
  expect((await mosaicById(it.core, boss, own.id)).cameras).toEqual(['m-3', 'm-2', 'm-4']);
});

test('analytics of a preset that is not adjustable stay: null takes no override off, an echo pins nothing', async () => {
  const preset = await createPreset(it.core, SYSTEM, {
    title: 'Eyes',
    visionAlg: 'faces',
    visionGpu: 1,
    adjustable: false,
  });
  await linkPreset(it.core, SYSTEM, organization, preset.id);
  const camera = { organizationId: organization, presetId: preset.id };
  await createCamera(it.core, SYSTEM, { name: 'plain-eyes', ...camera });
  await createCamera(it.core, SYSTEM, { name: 'own-eyes', ...camera, visionAlg: 'plates' });
  const actor = await it.as(manager);
  const off = { visionEnabled: null, visionAlg: null, visionGpu: null, visionAreas: null };
  await expect(changeCamera(it.core, actor, { name: 'own-eyes' }, off)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(changeCamera(it.core, actor, { name: 'plain-eyes' }, { visionAlg: 'x' })).rejects.toMatchObject({
    kind: 'forbidden',
  });
  expect((await changeCamera(it.core, actor, { name: 'plain-eyes' }, off)).visionAlg).toBe('faces');
  const shown = { visionAlg: 'faces', visionGpu: 1 };
  expect((await changeCamera(it.core, actor, { name: 'plain-eyes' }, shown)).own.visionAlg).toBeNull();
  expect((await changeCamera(it.core, actor, { name: 'own-eyes' }, { visionAlg: 'plates' })).visionAlg).toBe('plates');
  expect((await changeCamera(it.core, SYSTEM, { name: 'own-eyes' }, off)).visionAlg).toBe('faces');
});

test("a manager's list of members is without administrators, and none of them can be taken in, changed or let go", async () => {
  const chief = await member('chief', {}, { kind: 'administrator', email: 'chief@provider.example' });
  const actor = await it.as(manager);
  const seen = async (by: Actor) =>
    (await memberPage(it.core, by, organization, { limit: 100 })).items.some(({ userId }) => userId === chief);
  expect([await seen(actor), await seen(SYSTEM)]).toEqual([false, true]);
  const gone = { kind: 'not_found' };
  const said = async (id: number) =>
    await setMember(it.core, actor, organization, id, {}).catch((error: Error) => error.message.replace(`${id}`, '#'));
  expect(await said(chief)).toBe('User # not found');
  expect(await said(chief)).toBe(await said(777_777));
  await expect(removeMember(it.core, actor, organization, chief)).rejects.toMatchObject(gone);
  expect(await seen(SYSTEM)).toBe(true);
});
