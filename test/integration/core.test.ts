import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCore } from '../../src/app/core.ts';
import { readConfig } from '../../src/config.ts';
import { authorizePlayback } from '../../src/core/access/playback.ts';
import type { ClientActor, SystemActor } from '../../src/core/actor.ts';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { importCameras } from '../../src/core/cameras/import/import.ts';
import { createCamera, deleteCamera } from '../../src/core/cameras/operations.ts';
import { cameraPage } from '../../src/core/cameras/reading/visible.ts';
import type { Core } from '../../src/core/core.ts';
import { firstStart } from '../../src/core/domains/first-start.ts';
import { setFolderGrant } from '../../src/core/folders/grants.ts';
import { changeFolder, createFolder, folders, rootFolderId } from '../../src/core/folders/operations.ts';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import { deleteOrganization } from '../../src/core/organizations/removal.ts';
import { createPreset } from '../../src/core/presets/operations.ts';
import { actorBySession, openSession } from '../../src/core/sessions/sessions.ts';
import { checkPassword } from '../../src/core/sessions/sign-in.ts';
import { changeUser, createUser, deleteUser } from '../../src/core/users/operations.ts';
import { testDatabase } from '../support/database.ts';

const trace = { requestId: 'r', dialect: 'test', address: '127.0.0.1', userAgent: undefined };
const system: SystemActor = { kind: 'system', domainId: 1, trace };
const billing: ClientActor = { kind: 'client', id: 1, name: 'domain_1_via_apikey', domainId: 1, trace };
let core: Core;
let end: () => Promise<void>;

beforeAll(async () => {
  const database = await testDatabase();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const opened = await openCore(
    readConfig({ SECRET_KEY: 'ab'.repeat(32), DATA_DIR: '/tmp/unused' }),
    database.url,
    log,
  );
  core = opened.core;
  end = async () => {
    await opened.close();
    await database.drop();
  };
  await firstStart(core.sql, core.sealer, core.passwords, {
    login: 'admin',
    password: 'secret',
    apiKey: 'k'.repeat(24),
  });
});
afterAll(async () => await end());

test('a camera without anything goes to the default organization, its root folder and the default preset', async () => {
  const camera = await createCamera(core, billing, { title: 'Первая Камера', streamUrl: 'fake://clock' });
  expect(camera.name).toMatch(/^pervaya\.kamera-[0-9a-f]{10}$/);
  expect([camera.organizationId, camera.presetId]).toEqual([1, 1]);
  expect(camera.lastChange?.actor).toBe('domain_1_via_apikey');
});

test('an import adopts by name, then by serial, and one bad row fails alone', async () => {
  const rows = [
    { key: 'a', camera: { name: 'imp-a', streamUrl: 'rtsp://u:p@10.0.0.1/1', agent: { serial: 'S1', key: 'x' } } },
    { key: 'b', camera: { name: 'imp-b', streamUrl: 'ftp://10.0.0.1/1' } },
    { key: 'c', camera: { name: 'imp-c', streamUrl: 'fake://clock', organizationId: 999 } },
    { key: 'm', camera: { name: 'imp-m', streamUrl: 'rtsp://***@10.0.0.1/1' } },
    { key: 'd', camera: { name: 'imp-d', streamUrl: 'fake://clock', title: 'tab\tand\\back\nline', enabled: false } },
  ];
  const first = await importCameras(core, billing, rows);
  expect([first.created, first.updated, [...first.errors.keys()]]).toEqual([2, 0, ['b', 'c', 'm']]);
  const again = await importCameras(core, billing, [
    { key: 'a', camera: { streamUrl: 'rtsp://u:p2@10.0.0.1/1', agent: { serial: 'S1', id: 'new' } } },
    { key: 'd', camera: { name: 'imp-d', enabled: true } },
  ]);
  expect([again.created, again.updated]).toEqual([0, 2]);
  const page = await cameraPage(core, billing, { search: 'imp-', limit: 10 });
  expect(page.items.map((c) => [c.name, c.title, c.agent?.id ?? null, c.streamUrl])).toEqual([
    ['imp-a', '', 'new', 'rtsp://u:p2@10.0.0.1/1'],
    ['imp-d', 'tab\tand\\back\nline', null, 'fake://clock'],
  ]);
  const stored = await core.sql<
    { all: string }[]
  >`select c::text || coalesce((select string_agg(a.changes::text, '') from audit_change a), '') as all from camera c where c.name = 'imp-a'`;
  expect(stored[0]?.all).not.toContain('p2@');
});

test('a subscriber watches by grant, loses the picture by a block, and the same token works when it is lifted', async () => {
  const preset = await createPreset(core, billing, { title: 'P', archiveDays: 2, adjustable: false });
  const organization = await createOrganization(core, billing, { title: 'House' });
  const user = await createUser(core, billing, { login: 'anna', password: 'pw' }, organization.id);
  const camera = await createCamera(core, billing, {
    streamUrl: 'fake://clock',
    organizationId: organization.id,
    presetId: preset.id,
    name: 'yard',
  });
  const facts = await core.access.viewer('user', user.id);
  const token = core.tokens.mint({
    viewerKind: 'user',
    viewerId: user.id,
    cameraId: camera.id,
    epoch: facts?.epoch ?? 0,
    expiresAt: 0,
    archive: true,
  });
  const ask = async (kind: 'live' | 'archive' = 'live') => {
    await core.feed.settled();
    const answer = await authorizePlayback(core, { name: 'yard', token, kind });
    return answer.allowed ? 'yes' : answer.code;
  };
  expect(await ask()).toBe('forbidden');
  await setFolderGrant(core, billing, organization.id, await rootFolderId(core, organization.id), user.id, {});
  expect([await ask(), await ask('archive')]).toEqual(['yes', 'forbidden']);
  await setFolderGrant(core, billing, organization.id, await rootFolderId(core, organization.id), user.id, {
    archive: true,
  });
  expect(await ask('archive')).toBe('yes');
  await changeUser(core, billing, user.id, { enabled: false });
  expect(await ask()).toBe('blocked');
  await changeUser(core, system, user.id, { enabled: true });
  expect(await ask()).toBe('blocked');
  await changeUser(core, billing, user.id, { enabled: true });
  expect(await ask()).toBe('yes');
  await changeCamera(core, billing, { name: 'yard' }, { enabled: false });
  expect(await ask()).toBe('blocked');
  await changeCamera(core, billing, { name: 'yard' }, { enabled: true });
  const session = await openSession(core, user.id, trace);
  expect((await actorBySession(core, session, trace))?.login).toBe('anna');
  await changeUser(core, billing, user.id, { password: 'new' });
  expect(await ask()).toBe('bad_token');
  expect(await actorBySession(core, session, trace)).toBeUndefined();
  expect((await checkPassword(core, 1, 'ANNA', 'new', trace)).id).toBe(user.id);
  expect((await checkPassword(core, 1, ' anna ', 'new', trace)).id).toBe(user.id);
  expect((await changeUser(core, billing, user.id, { login: ' anna ' })).login).toBe('anna');
  await expect(checkPassword(core, 1, 'anna', 'pw', trace)).rejects.toMatchObject({ kind: 'unauthenticated' });
  await deleteCamera(core, billing, { name: 'yard' });
  await deleteUser(core, billing, user.id);
  await deleteOrganization(core, billing, organization.id, { force: true });
});

test('folders move with all below them and never into themselves', async () => {
  const organization = await createOrganization(core, billing, { title: 'Tree' });
  const a = await createFolder(core, billing, organization.id, { title: 'a' });
  const b = await createFolder(core, billing, organization.id, { title: 'b' }, a.id);
  const c = await createFolder(core, billing, organization.id, { title: 'c' });
  await expect(changeFolder(core, billing, organization.id, a.id, {}, { inside: b.id })).rejects.toMatchObject({
    kind: 'invalid',
  });
  await changeFolder(core, billing, organization.id, a.id, {}, { inside: c.id });
  const tree = await folders(core, billing, organization.id);
  const root = await rootFolderId(core, organization.id);
  expect(tree.find((f) => f.id === b.id)?.path).toEqual([root, c.id, a.id, b.id]);
});

test('no folder comes to lie deeper than 32 levels, whether it is made there or moved there with its parents', async () => {
  const { id } = await createOrganization(core, billing, { title: 'Deep' });
  const make = async (title: string, parentId?: number) =>
    (await createFolder(core, billing, id, { title }, parentId)).id;
  let lowest = await make('level 2');
  for (let level = 3; level <= 31; level++) lowest = await make(`level ${level}`, lowest);
  const house = await make('house');
  await make('entrance', house);
  await expect(changeFolder(core, billing, id, house, {}, { inside: lowest })).rejects.toMatchObject({
    fields: { move: { reason: 'folder_too_deep' } },
  });
  const gate = await make('gate');
  await changeFolder(core, billing, id, gate, {}, { inside: lowest });
  await expect(make('too deep', gate)).rejects.toMatchObject({ fields: { parentId: { reason: 'folder_too_deep' } } });
  expect(Math.max(...(await folders(core, billing, id)).map(({ path }) => path.length))).toBe(32);
});
