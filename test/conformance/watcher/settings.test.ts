import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { caller, signedIn } from './client.ts';

let app: TestApp;
let asKey: ReturnType<typeof caller>;

beforeAll(async () => {
  app = await testApp();
  asKey = caller(app);
});
afterAll(async () => await app.close());

test('a user who may edit the settings reads and changes them, but for the system key', async () => {
  await asKey('POST', '/users', { login: 'editor', password: 'secret-1', can_edit_settings: true });
  const editor = await signedIn(app, 'editor', 'secret-1');
  const read = await editor('GET', '/settings');
  expect(read.status).toBe(200);
  expect(read.body).not.toHaveProperty('api_key');
  const changed = await editor('PUT', '/settings', { brand_title: 'Yards' });
  expect(changed).toMatchObject({ status: 200, body: { brand_title: 'Yards' } });
  const refused = await editor('PUT', '/settings', { brand_title: 'Streets', api_key: 'a'.repeat(32) });
  expect(refused.status).toBe(403);
  expect((await asKey('GET', '/settings')).body).toMatchObject({ brand_title: 'Yards', api_key: expect.any(String) });
});

test('a key that is refused leaves the other settings as they were, and the other way round', async () => {
  const before = (await asKey('GET', '/settings')).body;
  expect((await asKey('PUT', '/settings', { brand_title: 'Lanes', api_key: 'short' })).status).toBe(400);
  const both = { title: 'x'.repeat(300), api_key: 'b'.repeat(32) };
  expect((await asKey('PUT', '/settings', both)).status).toBe(400);
  expect((await asKey('GET', '/settings')).body).toEqual(before);
});
