import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let admin: Client;
let key: Client;
let reader: Client;
let viewer: Client;
let a: Tenant;
let camera: number;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  admin = await administrator(app);
  key = withKey(app, ADMIN.apiKey);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
  await admin.post('/users', { login: 'reader', password: PASSWORD, administrator: true, readonly: true });
  reader = await signedIn(app, 'reader', PASSWORD);
  camera = (await key.post('/cameras', { title: 'Panel camera', sourceUrl: 'fake://clock' })).body.id;
});
afterAll(async () => await app.close());

const lock = async (fields: object = {}) => (await admin.post('/locks', { title: 'Lock', ...fields })).body;
const door = async (fields: object) => await admin.post('/doors', fields);
const history = async (kind: string, id: number) =>
  JSON.stringify(await app.core.sql`select * from audit_change where object_kind = ${kind} and object_id = ${id}`);

describe('locks', () => {
  test('are made, read, changed and deleted', async () => {
    const uuid = '0f3c1a52-9a64-4d0e-9b1c-5b6f7c8d9e0f';
    const made = await admin.post('/locks', {
      title: 'Entrance 1',
      address: 'Berry, 7',
      comment: 'c',
      externalId: 'x-1',
      uuid,
      organizationId: a.organization,
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      uuid,
      title: 'Entrance 1',
      address: 'Berry, 7',
      organization: { id: a.organization, title: 'ann' },
      enabled: true,
      blocks: [],
    });
    const at = `/locks/${made.body.id}`;
    expect((await admin.patch(at, { title: 'Entrance 2', externalId: null })).body).toMatchObject({
      title: 'Entrance 2',
      externalId: null,
      comment: 'c',
    });
    expect((await admin.get(at)).body.title).toBe('Entrance 2');
    expect((await admin.put(`${at}/blocks/administrator`, { reason: 'repair' })).body).toMatchObject({
      enabled: false,
      blocks: [{ source: 'administrator', reason: 'repair', on: 'lock' }],
    });
    expect((await admin.put(`${at}/blocks/connector`, {})).status).toBe(403);
    expect((await admin.delete(`${at}/blocks/administrator`)).body.enabled).toBe(true);
    expect((await admin.delete(at)).status).toBe(200);
    expect((await admin.get(at)).status).toBe(404);
    expect((await admin.delete(at)).status).toBe(404);
  });

  test('without an organization are the default one’s, and a uuid is taken once', async () => {
    const one = await lock();
    expect((await admin.get(`/organizations/${one.organization.id}`)).body.isDefault).toBe(true);
    const again = await admin.post('/locks', { uuid: one.uuid.toUpperCase() });
    expect(again).toMatchObject({
      status: 409,
      body: {
        error: { code: 'conflict', existingId: one.id, message: expect.stringContaining(one.uuid.toUpperCase()) },
      },
    });
  });

  test('a page goes on where the last one ended; a search puts the whole title first', async () => {
    const organizationId = (await key.post('/organizations', { title: 'Many' })).body.id;
    for (const title of ['Gate of the yard', 'Gate', 'Old Gate', 'Roof', 'Gate 2'])
      await lock({ title, organizationId });
    const first = (await admin.get(`/locks?organizationId=${organizationId}&limit=2&count=true`)).body;
    expect(first).toMatchObject({ total: 5, items: [{ title: 'Gate of the yard' }, { title: 'Gate' }] });
    const rest = (await admin.get(`/locks?organizationId=${organizationId}&limit=50&after=${first.next}`)).body;
    expect(rest).toMatchObject({ next: null, items: [{ title: 'Old Gate' }, { title: 'Roof' }, { title: 'Gate 2' }] });
    const found = (await admin.get(`/locks?organizationId=${organizationId}&search=gAtE&count=true`)).body;
    expect(found.items.map((l: { title: string }) => l.title)).toEqual([
      'Gate',
      'Gate of the yard',
      'Gate 2',
      'Old Gate',
    ]);
    expect(found.total).toBe(4);
    expect((await admin.get('/locks?search=%25_')).body.items).toEqual([]);
  });

  test.each([
    [{ title: 'x'.repeat(256) }, 'title'],
    [{ address: 'x'.repeat(501) }, 'address'],
    [{ comment: 'x'.repeat(4001) }, 'comment'],
    [{ uuid: 'no uuid' }, 'uuid'],
    [{ organizationId: 2_000_000 }, 'organizationId'],
    [{ organizationId: 'x' }, 'organizationId'],
    [{ title: 'a\u0000b' }, 'title'],
  ])('%j is refused by its field', async (body, field) => {
    const answer = await admin.post('/locks', body);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.error.fields)).toEqual([field]);
  });

  test('why somebody may open one is told to administrators', async () => {
    const { id } = await lock();
    await key.put(`/organizations/${a.organization}/devices/${id}`);
    const answer = await admin.get(`/locks/${id}/access?userId=${a.viewer}`);
    expect(answer.body.items[0]).toMatchObject({
      user: { id: a.viewer },
      allowed: true,
      rights: { actions: true, edit: false, ptz: false },
      reasons: [{ kind: 'grant', source: 'contract', viaOrganizationId: a.organization }],
    });
    expect((await admin.get(`/locks/${id}/access?userId=2000000`)).status).toBe(404);
    expect((await viewer.get(`/locks/${id}/access?userId=${a.viewer}`)).status).toBe(403);
  });
});

describe('panels', () => {
  test('make an intercom of a camera; what is absent stays, and no password is ever shown', async () => {
    const at = `/cameras/${camera}/panel`;
    expect((await admin.get(at)).status).toBe(404);
    const made = await admin.put(at, {
      model: 'beward',
      address: '10.1.2.3:8080',
      login: 'admin',
      password: 'canary-one',
      sipId: 17,
      sipPassword: 'canary-two',
      dtmf: '#1',
      monitorId: 5,
    });
    expect(made).toMatchObject({
      status: 200,
      body: { cameraId: camera, model: 'beward', sipId: 17, hasPassword: true, hasSipPassword: true },
    });
    const changed = await admin.put(at, { dtmf: null, sipPassword: null });
    expect(changed.body).toMatchObject({
      dtmf: null,
      hasSipPassword: false,
      hasPassword: true,
      address: '10.1.2.3:8080',
    });
    await key.put(at, { password: 'canary-three' });
    const [row] = await app.core.sql`select * from panel where camera_id = ${camera}`;
    const events = await app.core.sql`select request from billing_event where type = 'panel.set'`;
    for (const text of [JSON.stringify([made, changed, row, events]), await history('camera', camera)])
      expect(text).not.toContain('canary');
    expect(await history('camera', camera)).toContain('panel.password');
    await key.put(`/organizations/${a.organization}/devices/${camera}`);
    expect((await key.get(`/organizations/${a.organization}/devices`)).body.items).toContainEqual({
      deviceId: camera,
      kind: 'intercom',
      title: 'Panel camera',
      suspended: null,
    });
    expect((await admin.delete(at)).status).toBe(200);
    expect((await admin.delete(at)).status).toBe(404);
    expect((await admin.get(`/cameras/${camera}`)).status).toBe(200);
  });

  test('one SIP number and one monitor a panel, in words', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(async () => (await key.post('/cameras', { title: 'P', sourceUrl: 'fake://clock' })).body.id),
    );
    await admin.put(`/cameras/${one}/panel`, { sipId: 100, monitorId: 200 });
    const taken = await admin.put(`/cameras/${two}/panel`, { sipId: 100 });
    expect(taken).toMatchObject({
      status: 409,
      body: { error: { message: `The SIP id 100 is taken by the panel of camera ${one}` } },
    });
    expect((await admin.put(`/cameras/${two}/panel`, { monitorId: 200 })).body.error.message).toContain(
      'monitor id 200',
    );
    expect((await admin.put(`/cameras/${one}/panel`, { sipId: 100, monitorId: 200 })).status).toBe(200);
    const race = await Promise.all(
      [one, two].map(async (id) => (await admin.put(`/cameras/${id}/panel`, { sipId: 300 })).status),
    );
    expect(race.sort()).toEqual([200, 409]);
  });

  test.each([
    [{ model: 'other' }, 'model'],
    [{ address: 'http://u:p@10.1.1.1' }, 'address'],
    [{ address: '10.1.1.1/path' }, 'address'],
    [{ address: '127.0.0.1' }, 'address'],
    [{ address: '169.254.169.254' }, 'address'],
    [{ address: 'a b' }, 'address'],
    [{ address: 'ftp://10.1.1.1' }, 'address'],
    [{ sipId: 0 }, 'sipId'],
    [{ sipId: 2 ** 31 }, 'sipId'],
    [{ monitorId: 1.5 }, 'monitorId'],
    [{ dtmf: 'one' }, 'dtmf'],
    [{ login: 'x'.repeat(256) }, 'login'],
  ])('%j is refused by its field, and no panel is made', async (body, field) => {
    const answer = await admin.put(`/cameras/${a.camera}/panel`, body);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.error.fields)).toEqual([field]);
    expect((await admin.get(`/cameras/${a.camera}/panel`)).status).toBe(404);
  });

  test('stand within the networks of the organization', async () => {
    const { id } = (await key.post('/organizations', { title: 'Narrow', networks: ['10.7.0.0/16'] })).body;
    const seen = (await key.post('/cameras', { organizationId: id, sourceUrl: 'fake://clock' })).body.id;
    expect((await admin.put(`/cameras/${seen}/panel`, { address: '10.8.0.1' })).status).toBe(400);
    expect((await admin.put(`/cameras/${seen}/panel`, { address: 'https://10.7.0.1:8443' })).status).toBe(200);
  });
});

describe('doors', () => {
  test('are made of a lock and a camera, changed and deleted; credentials come back masked and stay', async () => {
    const { id: lockId } = await lock({ title: 'L', address: 'Berry, 7', organizationId: a.organization });
    const command = 'http://root:canary@10.1.2.3/cgi-bin/intercom_cgi?action=maindoor&pwd=canary';
    const made = await door({
      lockId,
      cameraId: a.camera,
      entrance: 1,
      icon: 'gate',
      name: 'Yard',
      command,
      method: 'PUT',
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'Yard',
        icon: 'gate',
        entrance: 1,
        lock: { id: lockId, title: 'L' },
        camera: { id: a.camera, name: 'ann-cam' },
        organization: { id: a.organization },
        address: 'Berry, 7',
        command: 'http://***@10.1.2.3/cgi-bin/intercom_cgi?action=maindoor&pwd=***',
        hasCredentials: true,
        method: 'PUT',
      },
    });
    const at = `/doors/${made.body.id}`;
    const sealed = async () => (await app.core.sql`select command_sealed from door where id = ${made.body.id}`)[0];
    const before = await sealed();
    const kept = await admin.patch(at, { ...{ command: made.body.command }, name: 'Yard gate', cameraId: null });
    expect(kept.body).toMatchObject({ name: 'Yard gate', camera: null, hasCredentials: true });
    expect(await sealed()).toEqual(before);
    await key.patch(at, { command });
    expect(await sealed()).toEqual(before);
    await key.patch(at, { command: command.replaceAll('canary', 'canary2') });
    expect(await sealed()).not.toEqual(before);
    const events = JSON.stringify(await app.core.sql`select request from billing_event where type like 'door.%'`);
    expect(events + (await history('door', made.body.id))).not.toContain('canary');
    expect(await history('door', made.body.id)).toContain('new credentials');
    expect((await admin.patch(at, { command: 'http://***@10.9.9.9/' })).status).toBe(400);
    expect((await admin.patch(at, { command: '' })).body).toMatchObject({ command: '', hasCredentials: false });
    expect((await admin.delete(at)).status).toBe(200);
    expect((await admin.get(at)).status).toBe(404);
    expect((await admin.get(`/locks/${lockId}`)).status).toBe(200);
  });

  test('lists go by organization, lock and camera, and are searched by house, lock and name', async () => {
    const organizationId = (await key.post('/organizations', { title: 'Doors' })).body.id;
    const one = await lock({ organizationId, title: 'North', address: 'Linden, 3' });
    const two = await lock({ organizationId, title: 'South', address: 'Linden, 5' });
    await door({ lockId: one.id, cameraId: a.camera, name: 'Entrance' });
    await door({ lockId: two.id, name: 'Entrance 2' });
    await door({ lockId: two.id, name: 'Wicket', icon: 'wicket' });
    const names = async (query: string) =>
      (await admin.get(`/doors?organizationId=${organizationId}&${query}`)).body.items.map(
        (d: { name: string }) => d.name,
      );
    expect(await names('')).toEqual(['Entrance', 'Entrance 2', 'Wicket']);
    expect(await names(`lockId=${two.id}`)).toEqual(['Entrance 2', 'Wicket']);
    expect(await names(`cameraId=${a.camera}`)).toEqual(['Entrance']);
    expect(await names('search=linden')).toHaveLength(3);
    expect(await names('search=south')).toHaveLength(2);
    expect(await names('search=entrance')).toEqual(['Entrance', 'Entrance 2']);
    const page = (await admin.get(`/doors?organizationId=${organizationId}&limit=2&count=true`)).body;
    expect(page.total).toBe(3);
    expect(await names(`after=${page.next}`)).toEqual(['Wicket']);
  });

  test('a command of a thousand characters fits, and a made-up door is one', async () => {
    const { id: lockId } = await lock();
    const command = `http://10.1.2.3/open?x=${'y'.repeat(1500)}`;
    expect((await door({ lockId, command })).body.command).toBe(command);
    expect((await door({ lockId, command: 'fake://door' })).status).toBe(201);
    const camera = await key.post('/cameras', { sourceUrl: 'fake://door' });
    expect(camera.status).toBe(400);
  });

  test.each([
    [{ lockId: 2_000_000 }, 'lockId'],
    [{ lockId: 'x' }, 'lockId'],
    [{}, 'lockId'],
    [{ cameraId: 2_000_000 }, 'cameraId'],
    [{ icon: 'window' }, 'icon'],
    [{ method: 'DELETE' }, 'method'],
    [{ entrance: -1 }, 'entrance'],
    [{ entrance: 1.5 }, 'entrance'],
    [{ name: 'x'.repeat(256) }, 'name'],
    [{ command: 'rtsp://10.1.2.3/1' }, 'command'],
    [{ command: 'http://127.0.0.1/open' }, 'command'],
    [{ command: 'fake://clock' }, 'command'],
    [{ command: 'http://***@10.1.2.3/' }, 'command'],
    [{ command: `http://10.1.2.3/${'x'.repeat(2000)}` }, 'command'],
    [{ command: 'open sesame' }, 'command'],
  ])('%j is refused by its field', async (fields, field) => {
    const { id } = await lock();
    const body = 'lockId' in fields || Object.keys(fields).length === 0 ? fields : { lockId: id, ...fields };
    const answer = await door(body);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.error.fields)).toEqual([field]);
    expect((await admin.get(`/doors?lockId=${id}`)).body.items).toEqual([]);
  });

  test('a lock is no camera and a camera no lock, though they share their ids', async () => {
    const { id: lockId } = await lock();
    expect((await door({ lockId: camera })).body.error.fields).toHaveProperty('lockId');
    expect((await door({ lockId, cameraId: lockId })).body.error.fields).toHaveProperty('cameraId');
    const { id } = (await door({ lockId })).body;
    expect((await admin.patch(`/doors/${id}`, { lockId: camera })).status).toBe(400);
    expect((await admin.patch(`/doors/${id}`, { cameraId: lockId })).status).toBe(400);
  });

  test('the command stands within the networks of the lock’s organization', async () => {
    const { id } = (await key.post('/organizations', { title: 'Narrow 2', networks: ['10.7.0.0/16'] })).body;
    const inside = await lock({ organizationId: id });
    expect((await door({ lockId: inside.id, command: 'http://10.8.0.1/' })).status).toBe(400);
    const made = await door({ lockId: inside.id, command: 'http://10.7.0.1/' });
    expect((await admin.patch(`/doors/${made.body.id}`, { command: 'http://u:p@10.8.0.1/' })).status).toBe(400);
    const outside = await door({ lockId: (await lock()).id, command: 'http://10.8.0.1/' });
    expect((await admin.patch(`/doors/${outside.body.id}`, { lockId: inside.id })).status).toBe(400);
  });
});

describe('who may', () => {
  test('a subscriber sees the doors that it may open, and neither how they are set up nor anybody else’s', async () => {
    const { id: lockId } = await lock({ address: 'Berry, 9' });
    const { id } = (await door({ lockId, cameraId: camera, name: 'Mine', command: 'http://u:p@10.1.2.3/' })).body;
    await door({ lockId: (await lock()).id, name: 'Not mine' });
    await key.put(`/organizations/${a.organization}/devices/${lockId}`);
    const mine = (await viewer.get('/doors/mine')).body.items.filter((d: { lockId: number }) => d.lockId === lockId);
    expect(mine).toEqual([
      {
        id,
        name: 'Mine',
        icon: 'entrance',
        entrance: null,
        address: 'Berry, 9',
        lockId,
        camera: { id: camera, name: expect.any(String), title: 'Panel camera' },
        contracts: [{ organizationId: a.organization, title: 'ann' }],
        open: true,
        barred: null,
      },
    ]);
    expect(JSON.stringify((await viewer.get('/doors/mine')).body)).not.toContain('Not mine');
    for (const path of ['/locks', `/locks/${lockId}`, '/doors', `/doors/${id}`, `/cameras/${camera}/panel`])
      expect([path, (await viewer.get(path)).status]).toEqual([path, 403]);
    await key.delete(`/organizations/${a.organization}/devices/${lockId}`);
    expect(JSON.stringify((await viewer.get('/doors/mine')).body)).not.toContain('"Mine"');
  });

  test('a read-only administrator sees all and changes nothing; nor does a subscriber', async () => {
    const { id: lockId } = await lock();
    const { id } = (await door({ lockId })).body;
    for (const path of ['/locks', `/locks/${lockId}`, '/doors', `/doors/${id}`, '/doors/mine'])
      expect([path, (await reader.get(path)).status]).toEqual([path, 200]);
    const writes = [
      ['post', '/locks', { title: 'x' }],
      ['patch', `/locks/${lockId}`, { title: 'x' }],
      ['put', `/locks/${lockId}/blocks/administrator`, {}],
      ['delete', `/locks/${lockId}/blocks/administrator`],
      ['delete', `/locks/${lockId}`],
      ['put', `/cameras/${camera}/panel`, { login: 'x' }],
      ['delete', `/cameras/${camera}/panel`],
      ['post', '/doors', { lockId }],
      ['patch', `/doors/${id}`, { name: 'x' }],
      ['delete', `/doors/${id}`],
      ['put', `/organizations/${a.organization}/devices/${lockId}`],
      ['delete', `/organizations/${a.organization}/devices/${lockId}`],
    ] as const;
    for (const client of [reader, viewer])
      for (const [method, path, body] of writes) {
        const answer = method === 'delete' ? await client.delete(path) : await client[method](path, body);
        expect([method, path, answer.status]).toEqual([method, path, 403]);
      }
  });
});

describe('devices of a contract', () => {
  test('are given and taken, and giving again is no error', async () => {
    const { id } = await lock({ title: 'Given' });
    const at = `/organizations/${a.organization}/devices`;
    for (let i = 0; i < 2; i++) expect((await key.put(`${at}/${id}`)).status).toBe(200);
    expect((await viewer.get(at)).body.items).toContainEqual({
      deviceId: id,
      kind: 'lock',
      title: 'Given',
      suspended: null,
    });
    expect((await key.delete(`${at}/${id}`)).status).toBe(200);
    expect((await key.delete(`${at}/${id}`)).status).toBe(404);
    expect((await key.put(`${at}/1999999`)).status).toBe(404);
    expect((await key.put(`/organizations/1999999/devices/${id}`)).status).toBe(404);
    expect((await key.delete(`/organizations/1999999/devices/${id}`)).status).toBe(404);
    expect((await key.get('/organizations/1999999/devices')).status).toBe(404);
  });
});

test("another domain's locks, doors and cameras are not found, whatever is asked of them", async () => {
  const { sql } = app.core;
  const [domain] = await sql<{ id: number }[]>`insert into domain (title) values ('Other') returning id`;
  const domainId = domain?.id ?? 0;
  const [organization] = await sql<{ id: number }[]>`
    insert into organization (domain_id, title) values (${domainId}, 'Other') returning id`;
  const [foreign] = await sql<{ id: number }[]>`
    insert into lock (domain_id, organization_id) values (${domainId}, ${organization?.id ?? 0}) returning id`;
  const [itsDoor] = await sql<{ id: number }[]>`
    insert into door (domain_id, lock_id) values (${domainId}, ${foreign?.id ?? 0}) returning id`;
  const own = await lock();
  const { id: ownDoor } = (await door({ lockId: own.id })).body;
  const calls = [
    ['get', `/locks/${foreign?.id}`, undefined, 404],
    ['patch', `/locks/${foreign?.id}`, { title: 'x' }, 404],
    ['delete', `/locks/${foreign?.id}`, undefined, 404],
    ['put', `/locks/${foreign?.id}/blocks/administrator`, {}, 404],
    ['get', `/locks/${foreign?.id}/access?userId=${a.viewer}`, undefined, 404],
    ['get', `/doors/${itsDoor?.id}`, undefined, 404],
    ['patch', `/doors/${itsDoor?.id}`, { name: 'x' }, 404],
    ['delete', `/doors/${itsDoor?.id}`, undefined, 404],
    ['post', '/doors', { lockId: foreign?.id }, 400],
    ['patch', `/doors/${ownDoor}`, { lockId: foreign?.id }, 400],
    ['patch', `/locks/${own.id}`, { organizationId: organization?.id }, 400],
    ['put', `/organizations/${a.organization}/devices/${foreign?.id}`, undefined, 404],
    ['get', `/organizations/${organization?.id}/devices`, undefined, 404],
  ] as const;
  for (const [method, path, body, status] of calls) {
    const answer =
      method === 'get' || method === 'delete' ? await admin[method](path) : await admin[method](path, body);
    expect([method, path, answer.status]).toEqual([method, path, status]);
  }
  expect((await admin.get('/locks?limit=1000')).body.items.some((l: { id: number }) => l.id === foreign?.id)).toBe(
    false,
  );
  expect((await admin.get('/doors?limit=1000')).body.items.some((d: { id: number }) => d.id === itsDoor?.id)).toBe(
    false,
  );
  expect((await admin.get('/doors/mine')).body.items.some((d: { id: number }) => d.id === itsDoor?.id)).toBe(false);
});
