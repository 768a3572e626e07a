import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyHash } from '../../src/core/secrets/keys.ts';
import { apiClient, cookieOf, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => await app.close());

const billing = () => withKey(app, ADMIN.apiKey);
async function made(login: string, fields: object = {}): Promise<number> {
  const user = { login, password: 'given', mustChangePassword: true, ...fields };
  return (await billing().post('/users', user)).body.id;
}

describe('a user who has to choose a new password', () => {
  test('reads the session and chooses one; every other route refuses, and says why', async () => {
    const id = await made('anna', { name: 'Anna' });
    const anna = await signedIn(app, 'anna', 'given');
    expect((await anna.get('/session')).body.user).toMatchObject({ mustChangePassword: true, mayChangePassword: true });
    const refused = [
      await anna.get('/cameras'),
      await anna.get(`/users/${id}`),
      await anna.patch(`/users/${id}`, { password: 'chosen' }),
      await anna.patch('/session/preferences', { locale: 'ru' }),
      await anna.get('/no-such-place'),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 404]);
    expect(refused[0]?.body.error).toMatchObject({ code: 'forbidden', mustChangePassword: true });

    const change = (current: string, next: string) => anna.post('/session/password', { current, next });
    expect((await change('wrong', 'chosen')).body.error.fields).toHaveProperty('current');
    expect((await change('given', 'given')).body.error.fields).toHaveProperty('next');
    const changed = await change('given', 'chosen');
    expect(changed.status).toBe(200);
    const after = apiClient(app, { cookie: cookieOf(changed), 'x-requested-with': 'vedette' });
    expect((await after.get('/session')).body.user.mustChangePassword).toBe(false);
    expect((await after.get('/cameras')).status).toBe(200);
    expect((await billing().get(`/users/${id}`)).body.mustChangePassword).toBe(false);
  });

  test('is held by the session, wherever its id is sent; a key of the same user works on', async () => {
    const id = await made('boris');
    const { headers } = await apiClient(app).post('/session', { login: 'boris', password: 'given' });
    const session = /vedette_session=([\w-]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? '';
    expect((await withKey(app, session).get('/cameras')).body.error).toMatchObject({ mustChangePassword: true });
    expect((await withKey(app, session).get('/session')).status).toBe(200);
    await app.core.sql`update app_user set user_key_hash = ${keyHash('boris-machine')} where id = ${id}`;
    expect((await withKey(app, 'boris-machine').get('/cameras')).status).toBe(200);
  });

  test('may, even if the password is not theirs to change otherwise, and signs out whenever they like', async () => {
    await made('clara', { mayChangePassword: false, mayChangeProfile: false });
    const clara = await signedIn(app, 'clara', 'given');
    expect((await clara.get('/session')).body.user).toMatchObject({
      mustChangePassword: true,
      mayChangePassword: false,
      mayChangeProfile: false,
    });
    const changed = await clara.post('/session/password', { current: 'given', next: 'chosen' });
    expect(changed.status).toBe(200);
    const again = await signedIn(app, 'clara', 'chosen');
    expect((await again.post('/session/password', { current: 'chosen', next: 'more' })).status).toBe(403);

    await made('dora');
    const dora = await signedIn(app, 'dora', 'given');
    expect((await dora.delete('/session')).status).toBe(200);
    expect((await dora.get('/session')).status).toBe(401);
  });

  test('is not asked while the password is kept outside', async () => {
    const id = await made('egor');
    const egor = await signedIn(app, 'egor', 'given');
    await billing().patch(`/users/${id}`, { passwordBy: 'backend' });
    const { body } = await egor.get('/session');
    expect(body.user).toMatchObject({ mustChangePassword: false, mayChangePassword: false });
    expect((await egor.get('/cameras')).status).toBe(200);
  });
});

test('users change their own name, e-mail and phone, unless the provider keeps them', async () => {
  const id = await made('fedor', { mustChangePassword: false });
  const fedor = await signedIn(app, 'fedor', 'given');
  const own = { name: 'Fedor', email: 'fedor@example.org', phone: null };
  expect((await fedor.patch(`/users/${id}`, own)).status).toBe(200);
  expect((await fedor.get('/session')).body.user).toMatchObject({ ...own, mayChangeProfile: true });
  await billing().patch(`/users/${id}`, { mayChangeProfile: false });
  expect((await fedor.patch(`/users/${id}`, { name: 'Else' })).status).toBe(403);
  expect((await fedor.get('/session')).body.user).toMatchObject({ name: 'Fedor', mayChangeProfile: false });
});
