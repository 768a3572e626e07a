import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiClient, type Client, withKey } from '../../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { type Tenant, tenant } from '../../support/tenants.ts';
import { call } from './support.ts';

let app: TestApp;
let a: Tenant;
let b: Tenant;
let billing: Client;

beforeAll(async () => {
  app = await testApp({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  billing = withKey(app, ADMIN.apiKey);
});
afterAll(async () => await app.close());

const session = async (UserIP = '0.0.0.0', UserLogin = a.viewerLogin) =>
  (await call<{ SessionID: string }>(app, 'CreateUserSession', { UserLogin, UserIP })).SessionID;
const get = async (path: string, headers: Record<string, string> = {}) =>
  await fetch(`${app.url}${path}`, { redirect: 'manual', headers });
const cookieOf = (response: Response) =>
  /vedette_session=[^;]+/.exec(response.headers.getSetCookie().join('\n'))?.[0] ?? '';
const meWith = async (cookie: string, more: Record<string, string> = {}) =>
  await apiClient(app, { cookie, 'x-requested-with': 'vedette', ...more }).get('/session');

describe('CreateUserSession', () => {
  test('gives an id that turns into our own cookie, once', async () => {
    const id = await session();
    const entered = await get(`/login.html?SessionID=${id}`);
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/');
    const me = await meWith(cookieOf(entered));
    expect(me.body.user.login).toBe(a.viewerLogin);
    const again = await get(`/login.html?sessionid=${id}`);
    expect(again.headers.get('location')).toBe('/sign-in?refused=link');
    expect(cookieOf(again)).toBe('');
  });

  test('is taken as the cookie of the cabinet, too, and that cookie goes', async () => {
    for (const path of ['/', '/login.html']) {
      const entered = await get(path, { cookie: `PHPSESSIDFPST=${await session()}` });
      expect(entered.status).toBe(303);
      expect(entered.headers.getSetCookie().join('\n')).toMatch(/PHPSESSIDFPST=;/);
      expect((await meWith(cookieOf(entered))).status).toBe(200);
    }
    expect((await get('/login.html')).headers.get('location')).toBe('/sign-in');
  });

  test('is good no more once all sessions of the user were ended', async () => {
    const id = await session();
    expect((await billing.delete(`/users/${a.viewer}/sessions`)).status).toBe(200);
    expect((await get(`/login.html?SessionID=${id}`)).headers.get('location')).toBe('/sign-in?refused=link');
  });

  test('answers the address alone that it was made for, before and after it was used', async () => {
    const id = await session('10.1.1.1');
    const from = (address: string) => ({ 'x-forwarded-for': address });
    expect((await get(`/login.html?SessionID=${id}`, from('10.1.1.2'))).headers.get('location')).toContain('refused');
    const cookie = cookieOf(await get(`/login.html?SessionID=${id}`, from('10.1.1.1')));
    expect((await meWith(cookie, from('10.1.1.1'))).status).toBe(200);
    expect((await meWith(cookie, from('10.1.1.2'))).status).toBe(401);
  });

  test('refuses unknown logins, administrators, and what is no address', async () => {
    const refused = async (params: Record<string, string>) => await call(app, 'CreateUserSession', params);
    expect(await refused({ UserLogin: 'nobody', UserIP: '0.0.0.0' })).toMatchObject({ ErrorCode: 2 });
    expect(await refused({ UserLogin: ADMIN.login, UserIP: '0.0.0.0' })).toMatchObject({ ErrorCode: 2 });
    expect(await refused({ UserLogin: a.viewerLogin, UserIP: 'home' })).toMatchObject({
      ErrorCode: 2,
      Error: 'Параметр UserIP должен быть IP-адресом',
    });
  });

  test('lets nobody in who is blocked meanwhile, and says why', async () => {
    const id = await session();
    await billing.put(`/users/${a.viewer}/blocks/billing`, { reason: 'Debt' });
    expect((await get(`/login.html?SessionID=${id}`)).headers.get('location')).toBe('/sign-in?refused=blocked');
    const refused = await call<{ Error: string }>(app, 'CreateUserSession', { UserLogin: a.viewerLogin, UserIP: '::' });
    expect(refused).toMatchObject({ ErrorCode: 3, Error: expect.stringContaining('Debt') });
    await billing.delete(`/users/${a.viewer}/blocks/billing`);
  });
});

describe('GetEmbedClient', () => {
  const embed = async (params: Record<string, string | number> = {}) =>
    await call<{ Url: string; Error: string }>(app, 'GetEmbedClient', {
      UserLogin: a.viewerLogin,
      UserIP: '0.0.0.0',
      ...params,
    });
  const view = async (url: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${app.url}/api/vedette/v1/embed/${url.split('/').at(-1)}`, { headers });
    return { status: response.status, body: (await response.json()) as { cameras: { id: number; token: string }[] } };
  };

  test('answers the address of a page that any site may frame', async () => {
    const { Url } = await embed();
    expect(Url).toMatch(new RegExp(`^${app.url}/embed/[\\w-]{30,}$`));
    const page = await fetch(Url);
    expect(page.headers.get('x-frame-options')).toBeNull();
    expect(page.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(page.headers.getSetCookie()).toEqual([]);
  });

  test('shows all cameras of the user and no others, with or without the timeline', async () => {
    const { status, body } = await view((await embed({ IsTimeline: 0 })).Url);
    expect(status).toBe(200);
    expect(body).toMatchObject({ timeline: false, single: false, next: null });
    expect(body.cameras.map(({ id }: { id: number }) => id)).toEqual([a.camera]);
    expect(body.cameras[0]?.token).toMatch(/^1\./);
  });

  test('shows one camera, where the user sees it', async () => {
    const { body } = await view((await embed({ CameraID: a.camera })).Url);
    expect(body).toMatchObject({ timeline: true, single: true });
    expect(await embed({ CameraID: b.camera })).toMatchObject({ ErrorCode: 2 });
    expect(await embed({ CameraID: 999_999 })).toMatchObject({ ErrorCode: 2 });
  });

  test('ends with another address, a changed letter, a block and a new password', async () => {
    const bound = (await embed({ UserIP: '10.1.1.1' })).Url;
    expect((await view(bound, { 'x-forwarded-for': '10.1.1.1' })).status).toBe(200);
    expect((await view(bound, { 'x-forwarded-for': '10.1.1.2' })).status).toBe(403);
    const { Url } = await embed();
    expect((await view(`${Url.slice(0, -2)}AA`)).status).toBe(401);
    expect((await view('x')).status).toBe(401);
    await billing.put(`/users/${a.viewer}/blocks/billing`, { reason: 'Debt' });
    expect((await view(Url)).status).toBe(403);
    await billing.delete(`/users/${a.viewer}/blocks/billing`);
    expect((await view(Url)).status).toBe(200);
    await billing.patch(`/users/${a.viewer}`, { password: 'another-secret' });
    expect((await view(Url)).status).toBe(401);
  });
});
