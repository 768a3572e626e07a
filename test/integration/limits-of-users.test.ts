import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

/** What the billing set of a user, the people of its contract do not raise. */
let app: TestApp;
let billing: Client;
let owner: Client;
let user: number;
let above: number;
let below: number;
const PASSWORD = 'Secret-1-pass';

beforeAll(async () => {
  app = await testApp();
  billing = withKey(app, ADMIN.apiKey);
  const add = async (body: object) => (await billing.post('/users', { password: PASSWORD, ...body })).body.id as number;
  const organizationId = (await billing.post('/organizations', { title: 'House' })).body.id as number;
  const ownerId = await add({ login: 'owner', organizationId });
  await billing.patch(`/organizations/${organizationId}`, { ownerId });
  user = await add({ login: 'anna', organizationId });
  above = await add({ login: 'boris', organizationId });
  below = await add({ login: 'child', parentId: above });
  owner = await signedIn(app, 'owner', PASSWORD);
});
afterAll(async () => await app.close());

const set = async (who: Client, id: number, body: object) => (await who.patch(`/users/${id}`, body)).status;

test('sessions: managers go below what the billing set and back up to it, and no further', async () => {
  expect(await set(owner, user, { maxSessions: 7 })).toBe(200);
  await set(billing, user, { maxSessions: 3 });
  for (const [maxSessions, status] of [
    [4, 403],
    [5555, 403],
    [null, 403],
    [0, 403],
    [3, 200],
    [1, 200],
    [2, 200],
    [3, 200],
  ])
    expect([maxSessions, await set(owner, user, { maxSessions })]).toEqual([maxSessions, status]);
  await set(billing, user, { maxSessions: null });
  expect(await set(owner, user, { maxSessions: 5555 })).toBe(200);
});

test("sessions of a sub-user are at most its owner's, by whoever sets them", async () => {
  await set(billing, above, { maxSessions: 2 });
  const parent = await signedIn(app, 'boris', PASSWORD);
  for (const who of [parent, owner]) {
    expect(await set(who, below, { maxSessions: 9999 })).toBe(403);
    expect(await set(who, below, { maxSessions: 2 })).toBe(200);
    expect(await set(who, below, { maxSessions: 1 })).toBe(200);
  }
  const more = { login: 'another', password: PASSWORD, parentId: above };
  expect((await parent.post('/users', { ...more, maxSessions: 3 })).status).toBe(403);
  expect((await parent.post('/users', more)).body.maxSessions).toBe(2);
});

test("read-only: managers lift their own, not the billing's", async () => {
  expect(await set(owner, user, { readonly: true })).toBe(200);
  expect(await set(owner, user, { readonly: false })).toBe(200);
  await set(billing, user, { readonly: true });
  expect(await set(owner, user, { readonly: false })).toBe(403);
  expect(await set(owner, user, { readonly: true, note: 'as it is' })).toBe(200);
  await set(billing, user, { readonly: false });
  expect(await set(owner, user, { readonly: true })).toBe(200);
  expect(await set(owner, user, { readonly: false })).toBe(200);
});

test('a new password that is due: managers ask for it, and do not let the user off', async () => {
  expect(await set(owner, user, { mustChangePassword: true })).toBe(200);
  expect(await set(owner, user, { mustChangePassword: false })).toBe(403);
  expect(await set(billing, user, { mustChangePassword: false })).toBe(200);
});
