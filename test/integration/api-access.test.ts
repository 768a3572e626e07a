import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authorizePlayback } from '../../src/core/access/playback.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let admin: Client;
let billing: Client;
let owner: Client;
let viewer: Client;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  admin = await administrator(app);
  billing = withKey(app, ADMIN.apiKey);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
});
afterAll(async () => await app.close());

const plays = async (token: string): Promise<boolean> =>
  (await authorizePlayback(app.core, { name: a.cameraName, token, kind: 'live' })).allowed;

describe('blocks are a set', () => {
  test("the owner lifts the owner's block and the billing's stays", async () => {
    const at = `/cameras/${a.camera}/blocks`;
    const { token } = (await viewer.get(`/cameras/${a.camera}`)).body.playback;
    expect(await plays(token)).toBe(true);
    await billing.put(`${at}/billing`, { reason: 'Not paid' });
    const both = await owner.put(`${at}/owner`, { reason: 'On holiday' });
    expect(both.body).toMatchObject({ enabled: false, status: { state: 'blocked' }, playback: null });
    expect(both.body.blocks).toMatchObject([
      { source: 'billing', reason: 'Not paid', on: 'camera' },
      { source: 'owner', reason: 'On holiday', on: 'camera' },
    ]);
    expect(await plays(token)).toBe(false);
    const lifted = await owner.delete(`${at}/owner`);
    expect(lifted.body.blocks).toMatchObject([{ source: 'billing' }]);
    expect(await plays(token)).toBe(false);
    const refused = await owner.delete(`${at}/billing`);
    expect(refused.status).toBe(403);
    expect((await owner.put(`${at}/administrator`, {})).status).toBe(403);
    expect((await viewer.put(`${at}/owner`, {})).status).toBe(403);
    const free = await billing.delete(`${at}/billing`);
    expect(free.body).toMatchObject({ enabled: true, blocks: [] });
    expect(await plays(token)).toBe(true);
  });

  test('blocking twice and lifting what does not stand change nothing', async () => {
    const at = `/cameras/${a.camera}/blocks/administrator`;
    expect((await admin.put(at)).body.blocks).toMatchObject([{ source: 'administrator', reason: '' }]);
    expect((await admin.put(at, {})).body.blocks).toHaveLength(1);
    expect((await admin.delete(at)).body.blocks).toEqual([]);
    expect((await admin.delete(at)).body.blocks).toEqual([]);
  });

  test("an organization's block stops its cameras, shuts its people out and is told there", async () => {
    const at = `/organizations/${a.organization}/blocks`;
    const blocked = await billing.put(`${at}/billing`, { reason: 'Contract ended' });
    expect(blocked.body.blocks).toMatchObject([{ source: 'billing', reason: 'Contract ended' }]);
    const camera = (await admin.get(`/cameras/${a.camera}`)).body;
    expect(camera).toMatchObject({ enabled: true, status: { state: 'blocked' }, playback: null });
    expect(camera.blocks).toMatchObject([{ source: 'billing', on: 'organization' }]);
    for (const out of [await owner.get('/session'), await viewer.get('/session'), await owner.delete(`${at}/billing`)])
      expect(out).toMatchObject({
        status: 403,
        body: { error: { block: { on: 'organization', reason: 'Contract ended' } } },
      });
    await admin.delete(`${at}/billing`);
    expect((await owner.get(`/cameras/${a.camera}`)).body.blocks).toEqual([]);
  });

  test('whoever switches the own contract off comes in to switch it on again', async () => {
    const at = `/organizations/${a.organization}/blocks/owner`;
    expect((await viewer.put(at, {})).status).toBe(403);
    expect((await owner.put(at, { reason: 'Away' })).status).toBe(200);
    expect((await owner.get(`/cameras/${a.camera}`)).body.status.state).toBe('blocked');
    expect((await owner.delete(at)).body.blocks).toEqual([]);
  });

  test('nobody blocks themselves or the last administrator', async () => {
    const me = (await admin.get('/session')).body.user.id;
    expect((await admin.put(`/users/${me}/blocks/administrator`, {})).status).toBe(403);
    const { status, body } = await billing.put(`/users/${me}/blocks/billing`, {});
    expect([status, body.error.code]).toEqual([409, 'conflict']);
  });
});

describe('who may see a camera and why', () => {
  const access = async (client: Client, userId?: number) =>
    await client.get(`/cameras/${a.camera}/access${userId === undefined ? '' : `?userId=${userId}`}`);

  test('names owner, grants and administrators', async () => {
    const { items } = (await access(admin)).body;
    const of = (id: number) => items.find((item: { user: { id: number } }) => item.user.id === id);
    expect(of(a.owner).reasons[0]).toMatchObject({ kind: 'owner', objectId: a.organization, title: 'ann' });
    expect(of(a.viewer)).toMatchObject({ allowed: true, rights: { view: true, archive: true, edit: false } });
    expect(of(a.viewer).reasons[0]).toMatchObject({
      ...{ kind: 'grant', objectKind: 'folder', objectId: a.root, organizationId: a.organization },
      title: expect.stringMatching(/./),
    });
    expect(of(a.viewer).rights.archiveDepthSeconds).toBe(7 * 86_400);
    expect(items.at(-1)).toMatchObject({
      user: { login: 'admin' },
      reasons: [{ kind: 'administrator' }, { kind: 'preset' }],
    });
  });

  test('names every block in the way', async () => {
    await billing.put(`/users/${a.viewer}/blocks/billing`, { reason: 'Not paid' });
    await owner.put(`/cameras/${a.camera}/blocks/owner`, { reason: 'Broken' });
    const [item] = (await access(owner, a.viewer)).body.items;
    expect(item.allowed).toBe(false);
    const blocks = item.reasons.filter((reason: { kind: string }) => reason.kind === 'block');
    expect(blocks.map((reason: { text: string }) => reason.text)).toEqual([
      'The camera is blocked by owner: Broken',
      'The user is blocked by billing: Not paid',
    ]);
    await billing.delete(`/users/${a.viewer}/blocks/billing`);
    await owner.delete(`/cameras/${a.camera}/blocks/owner`);
  });

  test('says of a user without a right that nothing gives one', async () => {
    const stranger = (await billing.post('/users', { login: 'stranger' })).body.id;
    const [item] = (await access(admin, stranger)).body.items;
    expect(item).toMatchObject({ allowed: false, rights: { view: false }, reasons: [{ kind: 'none' }] });
    const foreign = await access(owner, stranger);
    const unknown = await access(owner, 999_999);
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
  });

  test('is for those who manage the users', async () => {
    expect((await access(viewer)).status).toBe(403);
    const { items } = (await access(owner)).body;
    expect(items.map((item: { user: { login: string } }) => item.user.login)).not.toContain('admin');
  });
});

describe('sub-users', () => {
  let sub: Client;
  let subId: number;

  test('a subscriber makes one for the family and lends it a folder', async () => {
    const made = await viewer.post('/users', { login: 'child', password: PASSWORD, parentId: a.viewer });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ kind: 'sub_user', parentId: a.viewer });
    subId = made.body.id;
    sub = await signedIn(app, 'child', PASSWORD);
    expect((await sub.get('/cameras')).body.items).toEqual([]);
    const grant = `/organizations/${a.organization}/folders/${a.root}/grants/${subId}`;
    expect((await viewer.put(grant, { archive: true, ptz: true })).status).toBe(200);
    const [camera] = (await sub.get('/cameras')).body.items;
    expect(camera).toMatchObject({ id: a.camera, rights: { view: true, archive: true, ptz: false } });
  });

  test('it has at most what its owner has, and loses it with its owner', async () => {
    const grant = `/organizations/${a.organization}/folders/${a.root}/grants/${a.viewer}`;
    await owner.put(grant, { archive: false });
    expect((await sub.get(`/cameras/${a.camera}`)).body.rights).toMatchObject({ view: true, archive: false });
    await owner.delete(grant);
    expect((await sub.get(`/cameras/${a.camera}`)).status).toBe(404);
    await owner.put(grant, { archive: true });
    await billing.put(`/users/${a.viewer}/blocks/billing`, { reason: 'Not paid' });
    const refused = await sub.get('/cameras');
    expect([refused.status, refused.body.error.message]).toEqual([403, 'The user is disabled: Not paid']);
    expect(refused.body.error.block).toEqual({
      on: 'owner',
      source: 'billing',
      reason: 'Not paid',
      since: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    await billing.delete(`/users/${a.viewer}/blocks/billing`);
  });

  test('it makes none itself, does not rise, and is told to nobody else', async () => {
    expect((await sub.post('/users', { login: 'grandchild', parentId: subId })).status).toBe(400);
    expect((await viewer.patch(`/users/${subId}`, { administrator: true })).status).toBe(403);
    expect((await admin.patch(`/users/${subId}`, { administrator: true })).status).toBe(400);
    expect((await admin.patch(`/users/${subId}`, { administrator: false })).body.kind).toBe('sub_user');
    expect((await viewer.get('/users')).body.items.map((u: { id: number }) => u.id)).toEqual([a.viewer, subId]);
  });

  test('its owner changes, blocks and deletes it', async () => {
    expect((await viewer.patch(`/users/${subId}`, { name: 'Kid' })).body.name).toBe('Kid');
    expect((await viewer.put(`/users/${subId}/blocks/owner`, { reason: 'Homework' })).status).toBe(200);
    expect((await sub.get('/cameras')).status).toBe(403);
    expect((await viewer.delete(`/users/${subId}`)).status).toBe(200);
    expect((await sub.get('/cameras')).status).toBe(401);
  });
});
