import { afterAll, beforeAll, expect, test } from 'vitest';
import { policyWith, SECURITY_HEADERS } from '../../src/http/security-headers.ts';
import { createServer } from '../../src/http/server.ts';
import { systemRoutes } from '../../src/http/system.ts';
import { type TestApp, testApp } from '../support/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => await app.close());

test('whoever asks often for health and metrics makes no more work, and reads nothing of the inside', async () => {
  const { core, logged } = app;
  let asked = 0;
  const server = await createServer({ core, trustedProxies: [] });
  systemRoutes(server, core, [
    {
      name: 'database',
      check: async () => {
        asked++;
        throw new Error('password authentication failed for user "vedette"');
      },
    },
    { name: 'media', check: async () => undefined },
  ]);
  const answers = await Promise.all([1, 2, 3].map(() => server.inject({ url: '/health/ready' })));
  for (const answer of answers) {
    expect(answer.statusCode).toBe(503);
    expect(answer.json().checks).toEqual({ database: 'failing', media: 'ok' });
  }
  expect(asked).toBe(1);
  expect(logged.filter(({ event }) => event === 'a readiness check failed')).toHaveLength(1);
  const [first, second] = await Promise.all([1, 2].map(() => server.inject({ url: '/metrics' })));
  expect(first?.body).toContain('vedette_streams');
  expect(second?.body).toBe(first?.body);
  await server.close();
});

test('whatever answers, browsers are told what a page of ours may load and who may frame it', async () => {
  const server = await createServer({ core: app.core, trustedProxies: [] });
  server.get('/fine', async () => ({}));
  server.get('/broken', async () => {
    throw new Error('broken');
  });
  for (const url of ['/fine', '/broken', '/nothing-here', '/fine?%00']) {
    const { headers } = await server.inject({ url });
    expect(headers['content-security-policy']).toMatch(
      /default-src 'self';.*object-src 'none';.*frame-ancestors 'self'/,
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
  }
  await server.close();
});

test('a page may ask the hosts of backgrounds, and nothing else of its policy changes', () => {
  const plain = SECURITY_HEADERS['content-security-policy'];
  expect(policyWith([])).toBe(plain);
  expect(policyWith(['https://tiles.example.net'])).toBe(
    plain?.replace("connect-src 'self' ws: wss:", "connect-src 'self' ws: wss: https://tiles.example.net"),
  );
});
