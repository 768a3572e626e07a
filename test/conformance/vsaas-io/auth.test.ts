import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { call, own } from './support.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  const user = async (login: string, more = {}) =>
    expect((await own(app).post('/users', { login, password: 'secret-1', ...more })).status).toBe(201);
  await user('reads', { administrator: true, readonly: true });
  await user('вёдра', { administrator: true, email: 'Chief@example.org' });
  await user('one', { administrator: true, email: 'shared@example.org' });
  await user('two', { administrator: true, email: 'shared@example.org' });
  await user('subscriber');
});
afterAll(async () => await app.close());

/** Header values are bytes: a client sends its letters as UTF-8. */
const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const as = (user: string, password = 'secret-1', domain = '1') => ({
  'x-user': bytes(user),
  'x-password': password,
  'x-domain-id': domain,
});
const get = (headers: Record<string, string>) => call(app, 'GET', '/tariff_plans', undefined, headers);

describe('who may call', () => {
  test.each([
    ['nothing at all', {}],
    ['no domain', { 'x-user': ADMIN.login, 'x-password': ADMIN.password }],
    ['no password', { 'x-user': ADMIN.login, 'x-domain-id': '1' }],
    ['a wrong password', as(ADMIN.login, 'wrong')],
    ['a user who is not there', as('nobody')],
    ['another domain', as(ADMIN.login, ADMIN.password, '2')],
    ['a domain that is none', as(ADMIN.login, ADMIN.password, '1 or 1')],
    ['an e-mail address that two have', as('shared@example.org')],
    ['a password with a NUL', as(ADMIN.login, '%00')],
    ['only a system key', { 'x-vsaas-api-key': ADMIN.apiKey }],
  ])('%s is refused in the same words', async (_what, headers) => {
    const answer = await get(headers);
    expect([answer.status, answer.body]).toEqual([403, { error: 'Wrong X-USER, X-PASSWORD or X-DOMAIN-ID' }]);
  });

  test.each([
    ['a login', as(ADMIN.login.toUpperCase(), ADMIN.password)],
    ['an e-mail address in any case', as('chief@EXAMPLE.org')],
    ['a login in Cyrillic', as('вёдра')],
    ['a domain with zeros before it', as(ADMIN.login, ADMIN.password, '001')],
  ])('%s is taken', async (_what, headers) => {
    expect((await get(headers)).status).toBe(200);
    // Once more, when the password is remembered.
    expect((await get(headers)).status).toBe(200);
  });

  test('a subscriber is told that the password was right and the right is not there', async () => {
    const answer = await get(as('subscriber'));
    expect([answer.status, answer.body]).toEqual([403, { error: 'Only an administrator may do this' }]);
  });

  test('an administrator who may only read reads, and changes nothing', async () => {
    const reads = as('reads');
    const list = await call(app, 'GET', '/organizations', undefined, reads);
    expect(list.status).toBe(200);
    const path = `/organizations/${list.body.organizations[0].id}`;
    const body = { organization: { title: 'x', owner: 'x@example.org', tariff_plans: [] } };
    expect((await call(app, 'POST', '/organizations', body, reads)).status).toBe(403);
    for (const field of ['title', 'owner', 'tariff_plans'] as const) {
      const one = { organization: { [field]: body.organization[field] } };
      expect((await call(app, 'PUT', path, one, reads)).status).toBe(403);
    }
    expect((await call(app, 'DELETE', path, undefined, reads)).status).toBe(403);
    expect((await call(app, 'GET', '/organizations', undefined, reads)).body).toEqual(list.body);
  });

  test('whoever guesses has to wait, by login and by e-mail address together', async () => {
    await own(app).post('/users', { login: 'guessed', email: 'guessed@example.org', password: 'secret-1' });
    const names = ['guessed', 'guessed@example.org'];
    const statuses: number[] = [];
    for (let i = 0; i < 14; i++) statuses.push((await get(as(names[i % 2] ?? '', `wrong-${i}`))).status);
    expect(statuses).toContain(429);
    expect((await get(as('guessed', 'secret-1'))).headers.get('retry-after')).toMatch(/^\d+$/);
  });
});

describe('paths', () => {
  test('that are not there are JSON 404, whether somebody signed in or not', async () => {
    for (const [method, path] of [
      ['GET', '/tariffs'],
      ['POST', '/tariff_plans'],
      ['PATCH', '/organizations'],
      ['GET', ''],
      ['GET', '/organizations/1/users'],
    ] as const) {
      const answer = await call(app, method, path);
      expect([answer.status, answer.body]).toEqual([404, { error: `There is no ${method} /api/v1${path}` }]);
    }
  });

  test('do not meet those of the apps, nor our own', async () => {
    const apps = await fetch(`${app.url}/api/user/ping`, { method: 'POST' });
    expect(await apps.json()).toMatchObject({ code: expect.any(Number) });
    const mine = await fetch(`${app.url}/api/vedette/v1/plans`);
    expect(await mine.json()).toMatchObject({ error: { code: expect.any(String) } });
    expect((await fetch(`${app.url}/api/v10/organizations`)).status).toBe(404);
  });
});
