import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { BEARER, call, foreign, lastEvent, MANAGE, own, subscriber } from './support.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await foreign(app);
});
afterAll(async () => await app.close());

const signIn = async (login: string, password: string) => {
  const { body, status } = await own(app).post('/session', { login, password });
  return { status, reason: body?.error?.message };
};
const shown = [
  ...['id', 'login', 'name', 'type', 'status', 'created_at', 'updated_at', 'deleted_at'],
  ...['can_update_password', 'billing_properties'],
];

describe('a user', () => {
  test('is made with a contract that it owns, and signs in', async () => {
    const answer = await call(app, 'POST', MANAGE, {
      login: 'ivanov',
      password: 'secret-1',
      name: 'Ivanov',
      type: 'private',
      can_update_password: '0',
      billing_info: { billing_id: 77, billing_extra: [{ city: 'Perm' }] },
      billing_properties: [
        { type: 'phone', value: '+79990000001' },
        { type: 'phone', value: '+79990000002' },
        { type: 'email', value: 'i@example.org' },
      ],
    });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body)).toEqual(shown);
    expect(answer.body).toMatchObject({
      ...{ login: 'ivanov', name: 'Ivanov', type: 'private', status: 'active', deleted_at: null },
      can_update_password: false,
      billing_properties: [
        { type: 'phone', value: '+79990000001' },
        { type: 'phone', value: '+79990000002' },
        { type: 'email', value: 'i@example.org' },
      ],
    });
    expect(await signIn('ivanov', 'secret-1')).toMatchObject({ status: 200 });
    const { body: user } = await own(app).get(`/users/${answer.body.id}`);
    expect(user).toMatchObject({ byBilling: true, billingWroteAt: expect.any(String) });
    const contract = (await own(app).get(`/organizations/${user.home.id}`)).body;
    expect(contract).toMatchObject({
      ...{ title: 'Ivanov', outsideUid: '77', contractNumber: '77', owner: { id: answer.body.id } },
    });
    expect(await lastEvent(app)).toMatchObject({ dialect: 'vms', type: 'subscriber.create', outcome: 'applied' });
  });

  test('has permissions attached and detached, as one change with the rest', async () => {
    const made = await call(app, 'POST', MANAGE, {
      ...{ login: 'permitted', password: 'secret-1', billing_info: { billing_id: 'permitted-1' } },
      permissions_to_attach: ['archives-show', 'layouts-index'],
      permissions_to_detach: ['archives-download'],
    });
    expect(made.status).toBe(200);
    const denied = async () => {
      const { permissions } = (await own(app).get(`/users/${made.body.id}/permissions`)).body;
      return permissions
        .filter((one: { allowed: boolean }) => !one.allowed)
        .map((one: { permission: string }) => one.permission);
    };
    expect(await denied()).toEqual(['archive.download']);
    const wrong = { login: 'permitted', name: 'Other', permissions_to_detach: ['archives-show', 'none-such'] };
    expect((await call(app, 'PATCH', MANAGE, wrong)).status).toBe(422);
    expect((await own(app).get(`/users/${made.body.id}`)).body.name).not.toBe('Other');
    await call(app, 'PATCH', MANAGE, { login: 'permitted', permissions_to_attach: ['archives-download'] });
    expect(await denied()).toEqual([]);
  });

  test('has the permissions of analytics taken by the names that this API has for them', async () => {
    const names = ['camera-events-index', 'analytic-cases-motion-detect', 'analytic-cases-license-plate'];
    const made = await call(app, 'POST', MANAGE, {
      ...{ login: 'analysed', password: 'secret-1', billing_info: { billing_id: 'analysed-1' } },
      permissions_to_detach: names,
    });
    const { permissions } = (await own(app).get(`/users/${made.body.id}/permissions`)).body;
    const denied = permissions.filter((one: { allowed: boolean }) => !one.allowed);
    expect(denied.map((one: { permission: string }) => one.permission)).toEqual([
      ...['analytics-events.read', 'analytics.motion', 'analytics.licence-plate'],
    ]);
    const answer = await call(app, 'PATCH', MANAGE, { login: 'analysed', permissions_to_attach: names });
    expect(answer.status).toBe(200);
  });

  test('that comes again is the same one, and nothing is changed', async () => {
    const body = { login: 'again', password: 'secret-1', billing_info: { billing_id: 'A-1' } };
    const first = await call(app, 'POST', MANAGE, body);
    const second = await call(app, 'POST', MANAGE, { ...body, login: 'AGAIN' });
    expect(second.body).toEqual(first.body);
    expect(await lastEvent(app)).toMatchObject({ type: 'subscriber.change', outcome: 'no_change' });
    const renamed = await call(app, 'POST', MANAGE, { ...body, name: 'Petrov' });
    expect(renamed.body).toMatchObject({ id: first.body.id, name: 'Petrov' });
  });

  test('of another is not taken over: neither its login nor its billing id', async () => {
    await subscriber(app, 'taken', { billing_info: { billing_id: 'T-1' } });
    await own(app).post('/users', { login: 'hand-made', password: 'x-secret-1' });
    for (const [login, billing_id, field] of [
      ['taken', 'T-2', 'login'],
      ['taken', undefined, 'login'],
      ['hand-made', 'T-3', 'login'],
      ['admin', 'T-4', 'login'],
      ['other', 'T-1', 'billing_info.billing_id'],
    ]) {
      const answer = await call(app, 'POST', MANAGE, { login, password: 'p', billing_info: { billing_id } });
      expect([login, answer.status, Object.keys(answer.body.errors)]).toEqual([login, 422, [field]]);
    }
    // Another provider's names are free here.
    expect((await subscriber(app, 'theirs', { billing_info: { billing_id: 'other-1' } })).login).toBe('theirs');
  });

  test('is changed by its login in what is said, and in nothing else', async () => {
    const { id } = await subscriber(app, 'patched', { name: 'One', type: 'vip', billing_info: { billing_id: 'P-1' } });
    const path = (await own(app).get(`/users/${id}`)).body.home.id;
    const one = await call(app, 'PATCH', MANAGE, { login: 'PATCHED', can_update_password: false, password: '' });
    expect(one.body).toMatchObject({ id, name: 'One', type: 'vip', can_update_password: false, status: 'active' });
    await call(app, 'PATCH', MANAGE, { login: 'patched', name: 'Two', billing_info: { billing_id: 'P-2' } });
    const contract = () => own(app).get(`/organizations/${path}`);
    expect((await contract()).body).toMatchObject({ title: 'Two', outsideUid: 'P-2' });
    await own(app).patch(`/organizations/${path}`, { title: 'Called so by hand' });
    await call(app, 'PATCH', MANAGE, { login: 'patched', name: 'Three' });
    expect((await contract()).body.title).toBe('Called so by hand');
    const cleared = await call(app, 'PATCH', MANAGE, { login: 'patched', properties: [] });
    expect(cleared.body.billing_properties).toEqual([]);
  });

  test('is not found: an unknown login, an administrator, another provider’s', async () => {
    for (const login of ['nobody', 'admin', 'other']) {
      const answer = await call(app, 'PATCH', MANAGE, { login, name: 'x' });
      expect([answer.status, answer.body]).toEqual([
        404,
        { message: `There is no subscriber with the login ${login}` },
      ]);
    }
  });

  test('has a new password by the billing, and the same one changes nothing', async () => {
    await subscriber(app, 'secret');
    await call(app, 'PATCH', MANAGE, { login: 'secret', password: 'secret-1' });
    expect(await lastEvent(app)).toMatchObject({ outcome: 'no_change' });
    await call(app, 'PATCH', MANAGE, { login: 'secret', password: 'canary-new-secret' });
    expect((await signIn('secret', 'secret-1')).status).toBe(401);
    expect((await signIn('secret', 'canary-new-secret')).status).toBe(200);
  });
});

describe('a blocked user', () => {
  test('signs in and sees that it is blocked; its sub-users do not, nor it where the policy says so', async () => {
    const { id } = await subscriber(app, 'debtor');
    const organization = (await own(app).get(`/users/${id}`)).body.home.id;
    await own(app).post('/users', { login: 'below', password: 'secret-1', parentId: id });
    expect((await signIn('below', 'secret-1')).status).toBe(200);
    const blocked = await call(app, 'PATCH', MANAGE, { login: 'debtor', status: 'blocked' });
    expect(blocked.body.status).toBe('blocked');
    const contract = (await own(app).get(`/organizations/${organization}`)).body;
    expect(contract.blocks).toMatchObject([{ source: 'billing' }]);
    expect((await signIn('debtor', 'secret-1')).status).toBe(200);
    expect((await signIn('below', 'secret-1')).status).toBe(403);

    await own(app).patch('/settings', { blockedMaySignIn: false });
    expect((await signIn('debtor', 'secret-1')).status).toBe(403);
    await own(app).patch('/settings', { blockedMaySignIn: true });
    const active = await call(app, 'PATCH', MANAGE, { login: 'debtor', status: 'active' });
    expect(active.body.status).toBe('active');
    expect((await signIn('below', 'secret-1')).status).toBe(200);
  });

  test('plays nothing that it was given, and has all of it in its list', async () => {
    const { id } = await subscriber(app, 'watcher');
    const camera = (await own(app).post('/cameras', { name: 'pole', streamUrl: 'fake://clock' })).body.id;
    await call(app, 'POST', `${MANAGE}/cameras`, { login: 'watcher', camera_ids: [camera] });
    await call(app, 'PATCH', MANAGE, { login: 'watcher', status: 'blocked' });
    const { body } = await own(app).get(`/cameras/${camera}/access?userId=${id}`);
    expect(body.items).toMatchObject([{ allowed: false, rights: { view: true, live: true } }]);
  });

  test('stays blocked while another hand’s block stands, and is said to be', async () => {
    const { id } = await subscriber(app, 'both');
    const organization = (await own(app).get(`/users/${id}`)).body.home.id;
    await call(app, 'PATCH', MANAGE, { login: 'both', status: 'blocked' });
    await own(app).put(`/organizations/${organization}/blocks/administrator`, { reason: 'abuse' });
    const answer = await call(app, 'PATCH', MANAGE, { login: 'both', status: 'active' });
    expect(answer.body.status).toBe('blocked');
    expect((await signIn('both', 'secret-1')).status).toBe(403);
  });
});

describe('requests', () => {
  test.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer nothing' }],
    ['another scheme', { authorization: `Basic ${btoa('admin:admin-password')}` }],
    ['a key in another place', { 'x-vsaas-api-key': '11111111-2222-4333-8444-555555555555' }],
  ])('with %s are 401', async (_what, headers) => {
    const answer = await call(app, 'POST', MANAGE, {}, { 'content-type': 'application/json', ...headers });
    expect([answer.status, answer.body]).toEqual([401, { message: 'Unauthenticated.' }]);
  });

  test.each([
    [
      'a form',
      'application/x-www-form-urlencoded',
      'login=form&password=p&name=F&properties[0][type]=phone&properties[0][value]=%2B7999&billing_info[billing_id]=F-1',
    ],
    [
      'JSON without a type',
      'text/plain',
      '{"login":"form","password":"p","name":"F","billing_info":{"billing_id":"F-1"},"properties":{"type":"phone","value":"+7999"}}',
    ],
  ])('are taken as %s', async (_what, type, body) => {
    const answer = await call(app, 'POST', MANAGE, body, { 'content-type': type, ...BEARER });
    expect(answer.body).toMatchObject({ name: 'F', billing_properties: [{ type: 'phone', value: '+7999' }] });
  });

  test('under one key are carried out once', async () => {
    const headers = { 'content-type': 'application/json', ...BEARER, 'idempotency-key': 'once' };
    const body = { login: 'once', password: 'p' };
    const answers = [await call(app, 'POST', MANAGE, body, headers), await call(app, 'POST', MANAGE, body, headers)];
    expect(answers[1]?.text).toBe(answers[0]?.text);
    expect(answers[1]?.headers.get('idempotent-replayed')).toBe('true');
  });

  test('to paths that are not there are JSON 404', async () => {
    for (const [method, path] of [
      ['POST', '/v1/billing/nothing'],
      ['GET', MANAGE],
      ['POST', '/v2/billing/user/manage'],
    ] as const) {
      const answer = await call(app, method, path, undefined, BEARER);
      expect([answer.status, answer.body]).toEqual([404, { message: `There is no ${method} /api${path}` }]);
    }
  });
});

test('passwords are neither answered nor kept in words: not in events, audit, extras or logs', async () => {
  const password = 'canary-of-a-password';
  const extra = { billing_extra: { password }, api_token: password };
  const answer = await call(app, 'POST', MANAGE, { login: 'canary', password, ...extra, billing_info: extra });
  await call(app, 'PATCH', MANAGE, { login: 'canary', password: `${password}-2`, status: 'nonsense' });
  expect(answer.text).not.toContain(password);
  for (const table of ['billing_event', 'audit_change', 'app_user', 'organization', 'domain_event'])
    expect(await app.core.sql.unsafe(`select from ${table} t where t::text like '%${password}%'`), table).toEqual([]);
  expect(JSON.stringify(app.logged)).not.toContain(password);
});
