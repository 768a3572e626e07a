import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

/** Many at once: each by its own rules, none at another's cost. */
let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;
let owner: Client;
let viewer: Client;
const UNKNOWN = 2_000_000;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
});
afterAll(async () => await app.close());

async function cameras(count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let i = 0; i < count; i++) {
    ids.push((await admin.post('/cameras', { title: `of many ${i}`, organizationId: a.organization })).body.id);
  }
  return ids;
}

interface Item {
  readonly id: number;
  readonly error?: { readonly code: string; readonly message: string };
}
const codes = (body: { items: Item[] }) => body.items.map(({ id, error }) => [id, error?.code] as const);

test('one that is refused stops no other, and each is answered by its id', async () => {
  const [first = 0, second = 0] = await cameras(2);
  const { status, body } = await owner.post('/cameras/bulk', {
    action: 'block',
    ids: [second, UNKNOWN, b.camera, first, second],
    source: 'owner',
    reason: 'Roof repair',
  });
  expect([status, new Map(codes(body))]).toEqual([
    200,
    new Map([
      [first, undefined],
      [second, undefined],
      [b.camera, 'not_found'],
      [UNKNOWN, 'not_found'],
    ]),
  ]);
  expect(body.items).toHaveLength(4);
  for (const id of [first, second])
    expect((await owner.get(`/cameras/${id}`)).body.blocks).toMatchObject([{ source: 'owner', reason: 'Roof repair' }]);
  expect((await admin.get(`/cameras/${b.camera}`)).body.blocks).toEqual([]);
  await owner.post('/cameras/bulk', { action: 'unblock', ids: [first, second], source: 'owner' });
  expect((await owner.get(`/cameras/${first}`)).body.blocks).toEqual([]);
});

test("another contract's id and an unknown one read alike", async () => {
  const { body } = await owner.post('/cameras/bulk', { action: 'delete', ids: [b.camera, UNKNOWN] });
  const [foreign, unknown] = (body.items as Item[]).map(({ id, error }) => error?.message.replace(String(id), '<id>'));
  expect(foreign).toBe(unknown);
  expect((await admin.get(`/cameras/${b.camera}`)).status).toBe(200);
});

test('many cameras get a preset, and what it locks stays locked', async () => {
  const ids = await cameras(2);
  const change = { action: 'change', ids, change: { presetId: a.preset } };
  expect(codes((await owner.post('/cameras/bulk', change)).body)).toEqual(ids.map((id) => [id, undefined]));
  expect((await owner.get(`/cameras/${ids[1]}`)).body.preset.id).toBe(a.preset);
  const deeper = { action: 'change', ids, change: { archiveDays: 90 } };
  expect(codes((await owner.post('/cameras/bulk', deeper)).body)).toEqual(ids.map((id) => [id, 'forbidden']));
  const foreign = { action: 'change', ids, change: { presetId: b.preset } };
  expect((await owner.post('/cameras/bulk', foreign)).body.items.every((item: Item) => item.error)).toBe(true);
});

test('who may only watch changes nothing', async () => {
  const blocked = await viewer.post('/cameras/bulk', { action: 'block', ids: [a.camera], source: 'owner' });
  expect(codes(blocked.body)).toEqual([[a.camera, 'forbidden']]);
  const billing = await owner.post('/cameras/bulk', { action: 'block', ids: [a.camera], source: 'billing' });
  expect(codes(billing.body)).toEqual([[a.camera, 'forbidden']]);
  expect((await admin.get(`/cameras/${a.camera}`)).body.blocks).toEqual([]);
});

test('users are blocked and deleted, but for oneself, owners and those of others', async () => {
  const login = async (name: string) =>
    (await admin.post('/users', { login: name, organizationId: a.organization })).body.id as number;
  const ids = [await login('one-of-many'), await login('two-of-many')];
  const block = { action: 'block', ids: [...ids, a.owner, b.viewer, UNKNOWN], source: 'owner', reason: 'Moved' };
  const { body } = await owner.post('/users/bulk', block);
  expect(new Map(codes(body))).toEqual(
    new Map([
      [a.owner, 'forbidden'],
      [b.viewer, 'not_found'],
      [ids[0], undefined],
      [ids[1], undefined],
      [UNKNOWN, 'not_found'],
    ]),
  );
  expect((await admin.get(`/users/${ids[0]}`)).body.blocks).toMatchObject([{ source: 'owner', reason: 'Moved' }]);
  expect(codes((await admin.post('/users/bulk', { action: 'delete', ids })).body)).toEqual(
    ids.map((id) => [id, undefined]),
  );
  expect((await admin.get(`/users/${ids[0]}`)).status).toBe(404);
});

test('a body without ids, with too many or with another verb is refused whole', async () => {
  const many = Array.from({ length: 501 }, (_, i) => i + 1);
  for (const body of [
    { action: 'delete', ids: [] },
    { action: 'delete', ids: many },
    { action: 'explode', ids: [1] },
    { action: 'delete', ids: ['1; drop'] },
    { action: 'block', ids: [1] },
    {},
  ]) {
    const answer = await admin.post('/cameras/bulk', body);
    expect([answer.status, answer.body.error.code], JSON.stringify(body).slice(0, 60)).toEqual([400, 'invalid']);
    expect((await admin.post('/users/bulk', body)).status).toBe(400);
  }
  expect((await admin.post('/users/bulk', { action: 'change', ids: [a.viewer], change: {} })).status).toBe(400);
});

test('sent again with its key it answers the same and does nothing twice', async () => {
  const ids = [...(await cameras(2)), UNKNOWN];
  const billing = withKey(app, ADMIN.apiKey);
  const send = () => billing.post('/cameras/bulk', { action: 'delete', ids }, { 'idempotency-key': 'many-1' });
  const first = await send();
  expect(codes(first.body)).toEqual([
    [ids[0], undefined],
    [ids[1], undefined],
    [UNKNOWN, 'not_found'],
  ]);
  const again = await send();
  expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([first.body, 'true']);
});
