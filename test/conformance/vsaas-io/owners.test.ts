import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiClient, signedIn } from '../../support/api-client.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { type Answer, call, letters, own, tokenIn } from './support.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ env: { PUBLIC_URL: 'https://video.example.net' } });
});
afterAll(async () => await app.close());

const make = (owner: string, title = 'Demo org'): Promise<Answer> =>
  call(app, 'POST', '/organizations', { organization: { title, owner } });
const user = async (login: string) => (await app.core.sql`select * from app_user where login = ${login}`)[0];

test('without a mail server the owner is made all the same, and an administrator hands the link on', async () => {
  const made = await make('early@example.org');
  expect(made.status).toBe(200);
  expect(await letters(app)).toEqual([]);
  const [event] = await app.core.sql`select * from billing_event where type = 'user.invite'`;
  expect(event).toMatchObject({ outcome: 'no_change', message: expect.stringContaining('no letter was sent') });
  const { id } = made.body.organization.owner;

  const { status, body } = await own(app).post(`/users/${id}/password-link`);
  expect(status).toBe(201);
  expect(body.link).toMatch(/^https:\/\/video\.example\.net\/restore-password\?token=/);
  const days = (Date.parse(body.validUntil) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.9);
  expect(days).toBeLessThanOrEqual(7);
  const stored = JSON.stringify(await app.core.sql`select * from audit_change where object_id = ${id}`);
  expect(stored).toContain('passwordLink');
  expect(stored).not.toContain(tokenIn(body.link));
  const restored = await apiClient(app).post('/session/restore', { token: tokenIn(body.link), password: 'chosen-1' });
  expect(restored.status).toBe(200);
  await signedIn(app, 'early@example.org', 'chosen-1');
});

test('an unknown address makes the owner, and a letter in the domain’s language asks for a password, once', async () => {
  const mail = { mailUri: 'smtp://mail.example.net', mailFrom: 'noreply@example.net', locale: 'ru' };
  expect((await own(app).patch('/settings', mail)).status).toBe(200);
  const made = await make('Demo@Example.org');
  const { owner, external_id } = made.body.organization;
  expect(owner).toEqual({ id: expect.any(Number), email: 'Demo@Example.org' });
  expect(await user('Demo@Example.org')).toMatchObject({ passwordHash: null, homeOrganizationId: external_id });
  const [letter] = await letters(app);
  expect(letter).toMatchObject({ to: 'Demo@Example.org', subject: 'Доступ к видеонаблюдению' });
  expect(letter?.text).toContain('«Demo org»');

  const token = tokenIn(letter?.text ?? '');
  expect((await apiClient(app).post('/session/restore', { token, password: 'chosen-2' })).status).toBe(200);
  expect((await apiClient(app).post('/session/restore', { token, password: 'chosen-3' })).status).toBe(403);
  const demo = await signedIn(app, 'demo@example.org', 'chosen-2');
  const member = (await own(app).get(`/organizations/${external_id}/members`)).body.items[0];
  expect(member).toMatchObject({ owner: true, editCameras: true, editUsers: true });
  expect((await demo.get(`/organizations/${external_id}`)).body.title).toBe('Demo org');
});

test('the same address again is the same user, in any case of letters, and no other letter is sent', async () => {
  const before = (await letters(app)).length;
  const [one, two] = [await make('demo@example.org', 'Second'), await make(' DEMO@example.org ', 'Third')];
  expect(one.body.organization.owner).toEqual(two.body.organization.owner);
  expect(await letters(app)).toHaveLength(before);
  const changed = await call(app, 'PUT', `/organizations/${two.body.organization.id}`, {
    organization: { owner: 'next@example.org' },
  });
  expect(changed.body.organization.owner).toMatchObject({ email: 'next@example.org' });
  expect(await letters(app)).toHaveLength(before + 1);
  // As it was shown.
  const again = await call(app, 'PUT', `/organizations/${two.body.organization.id}`, {
    organization: { owner: changed.body.organization.owner },
  });
  expect(again.body).toEqual(changed.body);
});

test('sixteen at once with one unknown address make one user and one letter', async () => {
  const before = (await letters(app)).length;
  const answers = await Promise.all(Array.from({ length: 16 }, (_, i) => make('crowd@example.org', `Crowd ${i}`)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 200));
  expect(new Set(answers.map(({ body }) => body.organization.owner.id)).size).toBe(1);
  expect(await letters(app)).toHaveLength(before + 1);
});

test('a user with another login is found by an address that the provider wrote, and by no other', async () => {
  const post = async (login: string, email?: string) =>
    (await own(app).post('/users', { login, password: 'secret-1', ...(email ? { email } : {}) })).body.id;
  const ivan = await post('ivan', 'ivan@example.org');
  expect((await make('Ivan@example.org')).body.organization.owner).toEqual({ id: ivan, email: 'ivan@example.org' });
  expect((await make('ivan')).body.organization.owner.id).toBe(ivan);

  // Whoever writes a stranger's address into the own profile does not get the stranger's contract.
  const sly = await post('sly');
  const asSly = await signedIn(app, 'sly', 'secret-1');
  expect((await asSly.patch(`/users/${sly}`, { email: 'victim@example.org' })).status).toBe(200);
  const { owner } = (await make('victim@example.org')).body.organization;
  expect(owner.id).not.toBe(sly);

  await post('twin-1', 'twins@example.org');
  await post('twin-2', 'twins@example.org');
  const refused = await make('twins@example.org');
  expect([refused.status, refused.body.error]).toEqual([400, expect.stringContaining('Several users')]);
});

test('the limit of users holds for an owner who is made', async () => {
  const { id, external_id } = (await make('ivan@example.org', 'Full')).body.organization;
  await own(app).patch(`/organizations/${external_id}`, { userLimit: 1 });
  const refused = await call(app, 'PUT', `/organizations/${id}`, { organization: { owner: 'fresh@example.org' } });
  expect([refused.status, refused.body.error]).toEqual([400, expect.stringContaining(`external_id ${external_id}`)]);
  expect(await user('fresh@example.org')).toBeUndefined();
});
