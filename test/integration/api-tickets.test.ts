import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let admin: Client;
let billing: Client;
let owner: Client;
let viewer: Client;
let stranger: Client;
beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  const b = await tenant(app, 'bob');
  admin = await administrator(app);
  billing = withKey(app, ADMIN.apiKey);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
  stranger = await signedIn(app, b.ownerLogin, PASSWORD);
});
afterAll(async () => await app.close());

const ask = async (title: string) => (await viewer.post('/tickets', { title, text: `${title}?` })).body.id as number;

test('a subscriber asks, the provider answers, and each sees what waits to be read', async () => {
  const made = await viewer.post('/tickets', { title: 'No picture', text: 'Since the morning' });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    organization: { id: a.organization, title: 'ann' },
    author: { id: a.viewer, login: a.viewerLogin },
    closedAt: null,
    unread: false,
  });
  const at = `/tickets/${made.body.id}`;
  expect((await admin.get('/tickets/unread')).body).toEqual({ count: 1 });
  expect((await admin.get('/tickets?waiting=true')).body.items).toHaveLength(1);
  expect((await billing.post(`${at}/messages`, { text: 'Looking' })).status).toBe(201);
  expect((await admin.get('/tickets/unread')).body).toEqual({ count: 0 });
  expect((await viewer.get('/tickets/unread')).body).toEqual({ count: 1 });
  expect((await viewer.get(`${at}/messages`)).body.items).toMatchObject([
    { byProvider: false, author: a.viewerLogin, text: 'Since the morning' },
    { byProvider: true, author: null, text: 'Looking' },
  ]);
  await viewer.put(`${at}/read`);
  expect((await viewer.get('/tickets/unread')).body).toEqual({ count: 0 });
  expect((await admin.patch(at, { closed: true })).body.closedAt).not.toBeNull();
  expect((await viewer.post(`${at}/messages`, { text: 'Still dark' })).body.closedAt).toBeNull();
});

test('a ticket is its author’s, the owner’s and the provider’s; for others it is not there', async () => {
  const id = await ask('mine');
  expect((await owner.get(`/tickets/${id}`)).status).toBe(200);
  expect((await owner.post(`/tickets/${id}/messages`, { text: 'ours' })).status).toBe(201);
  for (const one of [id, 999_999]) {
    expect((await stranger.get(`/tickets/${one}`)).status).toBe(404);
    expect((await stranger.get(`/tickets/${one}/messages`)).status).toBe(404);
    expect((await stranger.post(`/tickets/${one}/messages`, { text: 'x' })).status).toBe(404);
    expect((await stranger.patch(`/tickets/${one}`, { closed: true })).status).toBe(404);
    expect((await stranger.put(`/tickets/${one}/read`)).status).toBe(404);
  }
  expect((await stranger.get(`/tickets?organizationId=${a.organization}&count=true`)).body).toMatchObject({
    items: [],
    total: 0,
  });
  expect((await withKey(app, 'nobody').get('/tickets')).status).toBe(401);
});

test('an administrator who may only read answers nobody', async () => {
  await admin.post('/users', { login: 'reader', password: PASSWORD, administrator: true, readonly: true });
  const reader = await signedIn(app, 'reader', PASSWORD);
  const id = await ask('to read');
  expect((await reader.get(`/tickets/${id}/messages`)).status).toBe(200);
  expect((await reader.post(`/tickets/${id}/messages`, { text: 'x' })).status).toBe(403);
  expect((await reader.patch(`/tickets/${id}`, { closed: true })).status).toBe(403);
  expect((await admin.post('/tickets', { title: 'x', text: 'x' })).status).toBe(403);
});

test('lists go by state and time, a page at a time', async () => {
  const [one, two] = [await ask('first'), await ask('second')];
  await admin.patch(`/tickets/${one}`, { closed: true });
  const ids = async (query: string) =>
    (await admin.get(`/tickets?${query}`)).body.items.map((item: { id: number }) => item.id);
  expect(await ids('state=closed')).toEqual([one]);
  expect(await ids('state=open')).not.toContain(one);
  expect(await ids('search=SECOND')).toEqual([two]);
  expect(await ids('before=2020-01-01T00:00:00Z')).toEqual([]);
  expect(await ids('from=2020-01-01T00:00:00Z&limit=1')).toEqual([two]);
  expect(await ids(`limit=1&after=${two}`)).toEqual([one]);
  expect((await admin.get('/tickets?state=lost')).status).toBe(400);
  expect((await admin.get('/tickets?from=yesterday')).status).toBe(400);
});

test('bad tickets are refused by their fields', async () => {
  const refused = async (body: object) => {
    const answer = await viewer.post('/tickets', body);
    expect(answer.status).toBe(400);
    return Object.keys(answer.body.error.fields);
  };
  expect(await refused({ text: 'x' })).toEqual(['title']);
  expect(await refused({ title: '  ', text: 'x' })).toEqual(['title']);
  expect(await refused({ title: 'x', text: ' ' })).toEqual(['text']);
  expect(await refused({ title: 'x'.repeat(201), text: 'x' })).toEqual(['title']);
  expect(await refused({ title: 'x', text: 'x'.repeat(10_001) })).toEqual(['text']);
});

test('too many tickets are refused with the time to wait', async () => {
  for (let i = 0; i < 10; i++) await owner.post('/tickets', { title: `${i}`, text: 'x' });
  const refused = await owner.post('/tickets', { title: 'more', text: 'x' });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
});
