import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiClient, type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let admin: Client;
beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  admin = await administrator(app);
});
afterAll(async () => await app.close());

const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? '';
const restore = (token: string, password: string) => apiClient(app).post('/session/restore', { token, password });

test('a link sets a password once, and with it every other link of the user ends', async () => {
  const [one, two] = [
    await admin.post(`/users/${a.viewer}/password-link`),
    await admin.post(`/users/${a.viewer}/password-link`),
  ];
  expect([one.status, two.status]).toEqual([201, 201]);
  expect(one.body.link).not.toBe(two.body.link);
  const open = await signedIn(app, a.viewerLogin, PASSWORD);
  expect((await restore(tokenOf(one.body.link), 'chosen-1')).status).toBe(200);
  expect((await open.get('/session')).status).toBe(401);
  for (const { body } of [one, two]) expect((await restore(tokenOf(body.link), 'chosen-2')).status).toBe(403);
  await signedIn(app, a.viewerLogin, 'chosen-1');
});

test('it is too old after seven days', async () => {
  const { body } = await admin.post(`/users/${a.viewer}/password-link`);
  await app.core.sql`update sign_in_token set valid_until = valid_until - interval '7 days'`;
  expect((await restore(tokenOf(body.link), 'chosen-3')).status).toBe(403);
});

test('only those who manage users make one, and only for users of their own provider', async () => {
  const user = { password: PASSWORD, administrator: true, readonly: true };
  await withKey(app, ADMIN.apiKey).post('/users', { ...user, login: 'reads' });
  for (const login of ['reads', a.ownerLogin]) {
    const client = await signedIn(app, login, PASSWORD);
    expect((await client.post(`/users/${a.owner}/password-link`)).status).toBe(403);
  }
  const [domain] = await app.core.sql`insert into domain (title) values ('Other') returning id`;
  const [other] = await app.core.sql`
    insert into app_user (domain_id, login) values (${domain?.id}, 'other') returning id`;
  for (const id of [other?.id, 999_999]) expect((await admin.post(`/users/${id}/password-link`)).status).toBe(404);
});

test('a password that the outside backend alone knows is none of ours to set', async () => {
  await app.core.sql`update app_user set password_by = 'backend' where id = ${a.owner}`;
  const answer = await admin.post(`/users/${a.owner}/password-link`);
  expect([answer.status, answer.body.error.reason]).toEqual([409, 'password_of_backend']);
});

test('a host that the caller made up is in no link', async () => {
  const answer = await admin.post(`/users/${a.viewer}/password-link`, undefined, {
    'x-forwarded-host': 'evil.example',
  });
  expect([answer.status, answer.body.error.reason]).toEqual([503, 'link_without_public_url']);
});
