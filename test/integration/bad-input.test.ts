import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownApi } from '../../src/api/index.ts';
import { webRoutes } from '../../src/app/web.ts';
import { watcherDialect } from '../../src/dialects/watcher/index.ts';
import { createServer } from '../../src/http/server.ts';
import { mediaRoutes } from '../../src/media/gateway/routes.ts';
import { apiClient, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => await app.close());

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe('what no column takes', () => {
  test.each([
    '/cameras?search=%00',
    '/users?search=a%00b',
    '/organizations?search=%00',
    '/audit?search=%00',
    '/billing-events?search=%00',
    '/cameras?folderId=3000000000',
    '/doors/mine/events?from=2016-12-31T23:59:60Z',
    '/tickets?before=2016-12-31T23:59:60Z',
  ])('GET %s is refused', async (path) => {
    const { status, body } = await withKey(app, ADMIN.apiKey).get(path);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'invalid', requestId: expect.any(String) });
  });

  test.each([
    '/cameras?search=x&after=-5',
    '/cameras?search=x&after=99999999999999999999',
    `/cameras?after=${cursor(1e300, 'x')}`,
    `/cameras?after=${cursor([1], 'x')}`,
    `/cameras?sort=title&after=${cursor(1, '\u0000')}`,
    '/audit?objectId=99999999999',
    '/audit?objectId=abc',
  ])('GET %s finds what it can', async (path) => {
    const { status, body } = await withKey(app, ADMIN.apiKey).get(path);
    expect(status).toBe(200);
    expect(Array.isArray(body.items)).toBe(true);
  });

  test('a NUL in a path, in a login and in a password is refused', async () => {
    expect((await withKey(app, ADMIN.apiKey).delete('/viewings/%00')).status).toBe(400);
    for (const [login, password] of [
      ['a\u0000', 'x'],
      ['admin', 'x\u0000'],
    ]) {
      expect((await apiClient(app).post('/session', { login, password })).status).toBe(401);
    }
  });

  test('a media server that asks with one is told 403', async () => {
    for (const query of ['name=%00&token=x', 'name=x&token=%00', 'name=x&qs=token%3D%2500']) {
      const answer = await fetch(`${app.url}/vsaas/api/camera_auth?${query}`);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ success: false });
    }
  });

  test('Watcher says so in its own words', async () => {
    const headers = { 'x-vsaas-api-key': ADMIN.apiKey };
    const answer = await fetch(`${app.url}/vsaas/api/v2/cameras?search=%00`, { headers });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ success: false, error_message: expect.stringContaining('NUL') });
  });

  test('paths that nobody knows are refused too', async () => {
    expect((await fetch(`${app.url}/nothing%00`)).status).toBe(400);
  });

  test('none of it was noted as a fault', () => {
    expect(app.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

test('an unknown GET is answered in its dialect beside a media node too', async () => {
  const { core } = app;
  const server = await createServer({ core, trustedProxies: [] });
  await server.register(ownApi, { prefix: '/api/vedette/v1', core, archive: async () => [], systemMethods: [] });
  await server.register(watcherDialect, { core });
  await server.register(webRoutes, { version: '0' });
  // No path here is a camera's: the node is not asked.
  mediaRoutes(server, undefined as never);
  const watcher = await server.inject({ url: '/vsaas/api/v2/nothing' });
  expect(watcher.statusCode).toBe(404);
  expect(watcher.json()).toMatchObject({ success: false, error_message: expect.any(String) });
  const own = await server.inject({ url: '/api/vedette/v1/nothing' });
  expect(own.statusCode).toBe(404);
  expect(own.json().error).toMatchObject({ code: 'not_found', message: expect.stringContaining('/docs') });
  await server.close();
});
