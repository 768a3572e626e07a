import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { playbackMint } from '../../src/core/access/mint.ts';
import { authorizePlayback } from '../../src/core/access/playback.ts';
import type { Actor } from '../../src/core/actor.ts';
import { blockOrganization, lockSignIn } from '../../src/core/blocks/operations.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { decisions, visibleCamera } from '../../src/core/cameras/reading/visible.ts';
import { wantedStreams } from '../../src/core/cameras/recording/streams.ts';
import { setFolderGrant } from '../../src/core/folders/grants.ts';
import { rootFolderId } from '../../src/core/folders/operations.ts';
import {
  changeOrganization,
  createOrganization,
  visibleOrganization,
} from '../../src/core/organizations/operations.ts';
import { autologin, issueAutologin } from '../../src/core/sessions/autologin.ts';
import { actorById, actorBySession, openSession } from '../../src/core/sessions/sessions.ts';
import { checkPassword } from '../../src/core/sessions/sign-in.ts';
import { createUser } from '../../src/core/users/operations.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let it: TestCore;
let organization: number;
let camera: number;
/** Made under the organization; and one of another contract who was let in. */
let resident: number;
let guest: number;

beforeAll(async () => {
  it = await testCore();
  const { core } = it;
  organization = (await createOrganization(core, SYSTEM, { title: 'House' })).id;
  const elsewhere = (await createOrganization(core, SYSTEM, { title: 'Elsewhere' })).id;
  camera = (await createCamera(core, SYSTEM, { name: 'gate', organizationId: organization, streamUrl: 'fake://clock' }))
    .id;
  resident = (await createUser(core, SYSTEM, { login: 'resident', password: 'pw' }, organization)).id;
  guest = (await createUser(core, SYSTEM, { login: 'guest', password: 'pw' }, elsewhere)).id;
  await core.sql`insert into membership (organization_id, user_id) values (${organization}, ${guest})`;
  const root = await rootFolderId(core, organization);
  for (const id of [resident, guest]) await setFolderGrant(core, SYSTEM, organization, root, id, { archive: true });
});
afterAll(async () => await it.close());
beforeEach(async () => await lockSignIn(it.core, BILLING, organization, false));

const lock = async (locked: boolean, actor: Actor = BILLING) => {
  await lockSignIn(it.core, actor, organization, locked, locked ? 'Долг 500 р.' : '');
  await it.core.feed.settled();
};
const REFUSED = { kind: 'forbidden', message: expect.stringContaining('Долг 500 р.') };

async function tokenOf(userId: number): Promise<string> {
  const actor = await it.as(userId);
  const view = await visibleCamera(it.core, actor, { id: camera });
  const [decision] = await decisions(it.core, actor, [view]);
  const pass = decision && (await playbackMint(it.core, actor))(camera, decision);
  if (!pass) throw new Error('No token');
  return pass.token;
}
const plays = async (token: string) => {
  const answer = await authorizePlayback(it.core, { name: 'gate', token, kind: 'live' });
  return answer.allowed ? 'plays' : answer.code;
};

test('the users of a locked organization are out everywhere, and in again when it is lifted', async () => {
  const { core } = it;
  const token = await tokenOf(resident);
  const session = await openSession(core, resident, SYSTEM.trace);
  const link = () =>
    issueAutologin(core, SYSTEM, { login: 'resident', validUntil: undefined, sessionSeconds: undefined });
  await lock(true);
  await expect(checkPassword(core, 1, 'resident', 'pw', SYSTEM.trace)).rejects.toMatchObject(REFUSED);
  await expect(actorBySession(core, session, SYSTEM.trace)).rejects.toMatchObject(REFUSED);
  await expect(link().then((key) => autologin(core, key, SYSTEM.trace))).rejects.toMatchObject(REFUSED);
  expect(await plays(token)).toBe('blocked');
  await lock(false);
  expect((await actorBySession(core, session, SYSTEM.trace))?.id).toBe(resident);
  expect((await checkPassword(core, 1, 'resident', 'pw', SYSTEM.trace)).id).toBe(resident);
  expect(await plays(token)).toBe('plays');
});

test('recording goes on, and whoever is of another contract watches on', async () => {
  const token = await tokenOf(guest);
  await lock(true);
  expect((await wantedStreams(it.core.sql, it.core.sealer)).map((stream) => stream.cameraId)).toContain(camera);
  expect(await plays(token)).toBe('plays');
  expect((await actorById(it.core, guest, SYSTEM.trace)).id).toBe(guest);
  const shown = await visibleOrganization(it.core, SYSTEM, organization);
  expect([shown.blocks, shown.signInBlocks]).toEqual([
    [],
    [expect.objectContaining({ source: 'billing', reason: 'Долг 500 р.' })],
  ]);
});

test('the lock and the service block stand apart: each hand lifts what it set', async () => {
  const { core } = it;
  await lock(true);
  await lock(true, SYSTEM);
  await blockOrganization(core, BILLING, organization, { source: 'billing', reason: 'unpaid' });
  await blockOrganization(core, BILLING, organization, { source: 'billing', reason: undefined });
  await lock(false);
  await expect(actorById(core, resident, SYSTEM.trace)).rejects.toMatchObject(REFUSED);
  await changeOrganization(core, SYSTEM, organization, { title: 'House 2' });
  await lock(false, SYSTEM);
  expect((await actorById(core, resident, SYSTEM.trace)).id).toBe(resident);
});

test('an organization that is switched off shuts its users out of everything', async () => {
  const { core } = it;
  await blockOrganization(core, BILLING, organization, { source: 'billing', reason: 'closed' });
  await expect(actorById(core, resident, SYSTEM.trace)).rejects.toMatchObject({
    message: expect.stringContaining('closed'),
  });
  expect((await actorById(core, guest, SYSTEM.trace)).id).toBe(guest);
  await blockOrganization(core, BILLING, organization, { source: 'billing', reason: undefined });
});

test("a sub-user follows its owner's contract; an administrator is shut out by none", async () => {
  const { core } = it;
  const child = await createUser(core, SYSTEM, { login: 'child', parentId: resident });
  const boss = await createUser(core, SYSTEM, { login: 'boss', kind: 'administrator' }, organization);
  await core.sql`update app_user set home_organization_id = null where id = ${child.id}`;
  await lock(true);
  await expect(actorById(core, child.id, SYSTEM.trace)).rejects.toMatchObject(REFUSED);
  expect((await actorById(core, boss.id, SYSTEM.trace)).id).toBe(boss.id);
  expect(await plays(await tokenOf(boss.id))).toBe('plays');
});

test('only the provider locks', async () => {
  const actor = await it.as(resident);
  await expect(lockSignIn(it.core, actor, organization, true)).rejects.toMatchObject({ kind: 'forbidden' });
});
