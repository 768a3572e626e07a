import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeServiceAdministrator, createServiceAdministrator } from '../../../src/core/clients/administrators.ts';
import { changeSystemKey } from '../../../src/core/clients/operations.ts';
import { changeUser, createUser } from '../../../src/core/users/operations.ts';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { bill } from './support.ts';

let app: TestApp;
let billing = 0;
const BILLING = { login: 'billing', password: 'billing-secret' };
beforeAll(async () => {
  app = await testApp({ env: { BILL_API_STRICT: 'true' } });
  billing = (await createServiceAdministrator(app.core, app.system, BILLING)).id;
  await app.core.feed.settled();
});
afterAll(async () => await app.close());

const token = async (username: string, password: string): Promise<string> =>
  (await bill(app, 'auth', [{ username, password }])).json.token;
const withToken = async (value: string, method = 'devices_list', body?: object, scheme = 'Bearer') =>
  await bill(app, method, body, { authorization: `${scheme} ${value}` });
const basic = (login: string, password: string): string => Buffer.from(`${login}:${password}`).toString('base64');

describe('in the strict mode', () => {
  test('every method needs a token, as one answer', async () => {
    for (const method of ['devices_list', 'devices_add', 'doors_del', 'rights_list', 'types_list', 'users/clients'])
      for (const headers of [
        {},
        { authorization: 'Bearer' },
        { authorization: 'Bearer open' },
        { authorization: 'x y' },
      ]) {
        const answer = await bill(app, method, { uid: 1 }, headers as Record<string, string>);
        expect(answer).toMatchObject({ status: 401, json: { code: 401, error: expect.stringContaining('auth') } });
        expect(answer.headers['www-authenticate']).toBe('Bearer');
      }
    expect((await bill(app, 'nothing', {})).status).toBe(404);
  });

  test('auth takes a service administrator, in all the forms that clients have', async () => {
    for (const body of [
      { username: BILLING.login, password: BILLING.password },
      [{ username: BILLING.login, password: BILLING.password }],
      { login: BILLING.login, password: BILLING.password },
    ]) {
      const answer = await bill(app, 'auth', body);
      expect(answer).toMatchObject({ status: 200, json: { token: expect.stringMatching(/^p1\.[\w-]{30,60}$/) } });
      expect((await withToken(answer.json.token)).json).toEqual({ devices: [] });
    }
    expect((await withToken(await token(ADMIN.login, ADMIN.password))).status).toBe(200);
  });

  test('and refuses all others alike', async () => {
    await createUser(app.core, app.system, { login: 'subscriber', password: 'correct horse' });
    const wrong = await bill(app, 'auth', { username: 'billing', password: 'x' });
    expect(wrong.status).toBe(401);
    for (const body of [
      { username: 'nobody', password: 'x' },
      { username: 'subscriber', password: 'correct horse' },
      { username: BILLING.login },
      {},
      'nonsense',
      undefined,
    ]) {
      const answer = await bill(app, 'auth', body);
      expect([answer.status, answer.text]).toEqual([401, wrong.text]);
    }
  });

  test('the API key is a Bearer by itself, Basic a login and password', async () => {
    expect((await withToken(ADMIN.apiKey)).status).toBe(200);
    expect((await withToken(basic(BILLING.login, BILLING.password), 'types_list', {}, 'Basic')).status).toBe(200);
    expect((await withToken(basic(BILLING.login, 'x'), 'types_list', {}, 'Basic')).status).toBe(401);
    const { json } = await withToken(ADMIN.apiKey, 'auth');
    expect((await withToken(json.token)).status).toBe(200);
  });

  test('changes are done in the name of whoever signed in', async () => {
    await withToken(await token(BILLING.login, BILLING.password), 'rights_add', { uid: 5, device_id: [] });
    const [event] = await app.core.sql`select client_id, dialect from billing_event where type = 'contract.give'`;
    expect(event).toEqual({ clientId: billing, dialect: 'smartyard' });
    expect(await app.core.sql`select from api_client where name = 'bill_api'`).toEqual([]);
  });

  test('a token that was tampered with, or of another kind, is none', async () => {
    const good = await token(BILLING.login, BILLING.password);
    const bytes = Buffer.from(good.slice(3), 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const other = Buffer.from(bytes);
      other[i] = (other[i] ?? 0) ^ 1;
      expect((await withToken(`p1.${other.toString('base64url')}`, 'types_list')).status).toBe(401);
    }
    const playback = app.core.tokens.mint({
      viewerKind: 'client',
      viewerId: billing,
      cameraId: 1,
      epoch: 1,
      expiresAt: 0,
      archive: true,
    });
    for (const none of [playback, `p1.${playback.slice(2)}`, '', 'p1.', good.slice(0, -1)])
      expect((await withToken(none, 'types_list')).status).toBe(401);
  });

  test('a token ends after an hour', async () => {
    const good = await token(BILLING.login, BILLING.password);
    const clock = app.core.clock;
    Object.assign(app.core, { clock: () => new Date(Date.now() + 3_540_000) });
    expect((await withToken(good, 'types_list')).status).toBe(200);
    Object.assign(app.core, { clock: () => new Date(Date.now() + 3_601_000) });
    expect((await withToken(good, 'types_list')).status).toBe(401);
    Object.assign(app.core, { clock });
  });

  test('a token ends with its owner: another password, networks, switched off; another key', async () => {
    for (const change of [{ password: 'another-secret' }, { networks: ['127.0.0.0/8'] }, { enabled: false }]) {
      const before = await token(
        BILLING.login,
        change.networks || change.enabled === false ? 'another-secret' : BILLING.password,
      );
      expect((await withToken(before)).status).toBe(200);
      await changeServiceAdministrator(app.core, app.system, billing, change);
      await app.core.feed.settled();
      expect((await withToken(before)).status).toBe(401);
    }
    expect((await bill(app, 'auth', { username: BILLING.login, password: 'another-secret' })).status).toBe(403);
    const byKey = (await withToken(ADMIN.apiKey, 'auth')).json.token;
    await changeSystemKey(app.core, app.system);
    await app.core.feed.settled();
    expect((await withToken(byKey)).status).toBe(401);
    expect((await withToken(ADMIN.apiKey)).status).toBe(401);
  });

  test('who may only read is told no, and sees no passwords', async () => {
    const { id } = await createUser(app.core, app.system, {
      login: 'reader',
      password: 'correct horse',
      kind: 'administrator',
    });
    await changeUser(app.core, app.system, id, { readonly: true });
    await app.core.feed.settled();
    const reading = await token('reader', 'correct horse');
    const human = await token(ADMIN.login, ADMIN.password);
    const device = { device_type: 2, panelpasswd: 'hush', sippassword: 'hush', stream: 'rtsp://u:hush@10.0.0.1/' };
    await withToken(human, 'devices_add', device);
    expect((await withToken(human)).text).toContain('hush');
    const shown = await withToken(reading);
    expect(shown.json.devices[0]).toMatchObject({ panelpasswd: '***', stream: 'rtsp://***@10.0.0.1/' });
    expect(shown.text).not.toContain('hush');
    expect((await withToken(reading, 'devices_add', { device_type: 1 })).status).toBe(403);
    expect((await withToken(reading, 'rights_add', { uid: 1, device_id: 1 })).status).toBe(403);
  });

  test('guessing is slowed down, and tells when to come back', async () => {
    for (let i = 0; i < 10; i++)
      expect((await bill(app, 'auth', { username: 'guessed', password: `${i}` })).status).toBe(401);
    const answer = await bill(app, 'auth', { username: 'guessed', password: 'x' });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});
