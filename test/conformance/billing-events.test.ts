import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServiceAdministrator } from '../../src/core/clients/administrators.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

/** What each call of a billing is called in its events, whichever API it came through. */
let app: TestApp;
let own: Client;
let made: Made;

interface Made {
  readonly organization: number;
  readonly user: number;
  readonly camera: number;
  readonly folder: number;
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads any field of any answer
type Json = any;
const SECRET = 'Abon-1-secret';
const key = { 'x-vsaas-api-key': ADMIN.apiKey };
const vsaasKey = { 'x-user': ADMIN.login, 'x-password': ADMIN.password, 'x-domain-id': '1' };

async function send(method: string, path: string, headers: Record<string, string>, body?: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${app.url}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: text }),
  });
  await app.core.feed.settled();
  const answer = await response.text();
  return { status: response.status, body: (answer.startsWith('{') ? JSON.parse(answer) : answer) as Json };
}

const watcher = (method: string, path: string, body?: unknown) => send(method, `/vsaas/api/v2${path}`, key, body);
const vsaas = (method: string, path: string, body?: unknown) => send(method, `/api/v1${path}`, vsaasKey, body);

const vms = (method: string, path: string, body?: unknown) =>
  send(method, `/api/v1/billing${path}`, { authorization: `Bearer ${ADMIN.apiKey}` }, body);

async function forpost(method: string, params: Record<string, string | number>, password = 'billing-secret') {
  const signed = { AdminLogin: 'billing', AdminPassword: password, ...params };
  const form = new URLSearchParams(Object.entries(signed).map(([name, value]): [string, string] => [name, `${value}`]));
  const response = await fetch(`${app.url}/system-api/${method}`, { method: 'POST', body: form });
  return (await response.json()) as Json;
}

async function smartyard(method: string, body: object) {
  return await fetch(`${app.url}/bill/api/${method}/`, { method: 'POST', body: JSON.stringify(body) });
}

/** Events from this id on, oldest first. */
async function eventsSince(id: number): Promise<Json[]> {
  return (await own.get(`/billing-events?since=${id}&limit=1000`)).body.items.reverse();
}
const newest = async (): Promise<number> => (await own.get('/billing-events?limit=1')).body.items[0]?.id ?? 0;

/** The events that a call left. */
async function left(call: () => Promise<unknown>): Promise<Json[]> {
  const before = await newest();
  await call();
  return await eventsSince(before);
}

const ACCOUNT = {
  Name: 'F',
  MaxCameraCount: 4,
  MaxLoginCount: 3,
  MaxCameraOnlineTranslationCount: 5,
  MaxCameraArchivalTranslationCount: 2,
  MaxCameraUserOnlineTranslationCount: 2,
  MaxCameraUserArchivalTranslationCount: 1,
};
const NONE = { live: false, archive: false, download: false, snapshot: false, ptz: false, edit: false };
const RIGHTS = { Review: 0, ViewArchive: 0, Admin: 0 };

let count = 0;
const login = () => `abon-${count}`;

async function make(): Promise<Made> {
  count++;
  const organization = (await own.post('/organizations', { title: `House ${count}` })).body.id;
  const at = `/organizations/${organization}`;
  const [user, camera, folder] = [
    (await own.post('/users', { login: login(), password: SECRET, organizationId: organization })).body.id,
    (await own.post('/cameras', { name: `cam-${count}`, title: 'Gate', organizationId: organization })).body.id,
    (await own.get(`${at}/folders`)).body.items[0].id,
  ];
  return { organization, user, camera, folder };
}

beforeAll(async () => {
  app = await testApp();
  own = withKey(app, ADMIN.apiKey);
  await createServiceAdministrator(app.core, app.system, { login: 'billing', password: 'billing-secret' });
  await own.post('/users', { login: 'owner', email: 'owner@example.org' });
  made = await make();
});
afterAll(async () => await app.close());

/** The call, the types of its last event, and how it ended where it was not applied. */
type Case = [title: string, call: () => Promise<unknown>, types: readonly string[], outcome?: string];

const CASES: readonly Case[] = [
  ['Watcher: a user', () => watcher('POST', '/users', { login: 'w1', password: SECRET }), ['billing.new_entity']],
  ['Watcher: a contract', () => watcher('POST', '/organizations', { title: 'W' }), ['billing.new_entity']],
  ['Watcher: enabled false', () => watcher('PUT', `/users/${made.user}`, { enabled: false }), ['billing.pause_entity']],
  [
    'Watcher: enabled false once more',
    () => watcher('PUT', `/users/${made.user}`, { enabled: false }),
    ['billing.pause_entity'],
    'no_change',
  ],
  ['Watcher: enabled true', () => watcher('PUT', `/users/${made.user}`, { enabled: true }), ['billing.unpause_entity']],
  [
    'Watcher: login and password',
    () => watcher('PUT', `/users/${made.user}`, { login: 'renamed', password: `${SECRET}-2` }),
    ['billing.update_login', 'billing.update_password'],
  ],
  [
    'Watcher: a login that is taken',
    () => watcher('PUT', `/users/${made.user}`, { login: 'w1' }),
    ['billing.update_login'],
    'rejected',
  ],
  ['Watcher: a note', () => watcher('PUT', `/users/${made.user}`, { note: 'x' }), ['billing.update_entity']],
  [
    'Watcher: a camera',
    () =>
      watcher('POST', '/cameras', { name: 'w-cam', organization_id: made.organization, stream_url: 'fake://clock' }),
    ['billing.new_camera'],
  ],
  ['Watcher: its title', () => watcher('PUT', '/cameras/w-cam', { title: 'T' }), ['billing.update_camera']],
  ['Watcher: no camera any more', () => watcher('DELETE', '/cameras/w-cam'), ['billing.delete_camera']],
  [
    'Watcher: a right on a folder',
    () =>
      watcher('PUT', `/organizations/${made.organization}/folders/${made.folder}/users/${made.user}`, { view: true }),
    ['billing.attach_camera'],
  ],
  [
    'Watcher: that right taken',
    () => watcher('DELETE', `/organizations/${made.organization}/folders/${made.folder}/users/${made.user}`),
    ['billing.detach_camera'],
  ],
  [
    'VSAAS.IO: a contract',
    () =>
      vsaas('POST', '/organizations', { organization: { title: 'V', owner: 'owner@example.org', tariff_plans: [] } }),
    ['billing.new_entity'],
  ],
  ['Forpost: a contract', () => forpost('AddAccount', ACCOUNT), ['billing.new_entity']],
  [
    'Forpost: IsActive 0',
    () => forpost('EditAccount', { ID: made.organization, IsActive: 0 }),
    ['billing.pause_entity'],
  ],
  [
    'Forpost: IsActive 1',
    () => forpost('EditAccount', { ID: made.organization, IsActive: 1 }),
    ['billing.unpause_entity'],
  ],
  [
    'Forpost: a right on a camera',
    () => forpost('UpdateUserCameraAccessRights', { UserID: made.user, CameraID: made.camera, ...RIGHTS, Review: 1 }),
    ['billing.attach_camera'],
  ],
  [
    'Forpost: that right taken',
    () => forpost('UpdateUserCameraAccessRights', { UserID: made.user, CameraID: made.camera, ...RIGHTS }),
    ['billing.detach_camera'],
  ],
  [
    'Forpost: an address',
    () => forpost('AddObject', { AccountID: made.organization, Name: 'House 1' }),
    ['billing.create_location'],
  ],
  [
    'SmartYard: a camera of a contract that nobody knew',
    () => smartyard('rights_add', { uid: 'c-1', device_id: [made.camera] }),
    ['billing.new_entity', 'billing.attach_camera'],
  ],
  [
    'SmartYard: taken again',
    () => smartyard('rights_del', { uid: 'c-1', device_id: [made.camera] }),
    ['billing.detach_camera'],
  ],
  [
    'our API: a block by the billing',
    () => own.put(`/organizations/${made.organization}/blocks/billing`, { reason: 'debt' }),
    ['billing.pause_entity'],
  ],
  [
    'our API: that block lifted',
    () => own.delete(`/organizations/${made.organization}/blocks/billing`),
    ['billing.unpause_entity'],
  ],
  [
    'our API: a password',
    () => own.patch(`/users/${made.user}`, { password: `${SECRET}-3` }),
    ['billing.update_password'],
  ],
  [
    'our API: a right on a camera',
    () => own.put(`/users/${made.user}/camera-rights/${made.camera}`, { ...NONE, live: true }),
    ['billing.attach_camera'],
  ],
  [
    'our API: that right taken',
    () => own.put(`/users/${made.user}/camera-rights/${made.camera}`, NONE),
    ['billing.detach_camera'],
  ],
  [
    'our API: a location at a code that nobody knows',
    () => own.put('/billing/locations/H-1'),
    ['billing.create_location_unknown_csa'],
    'pending',
  ],
  [
    'our API: a camera at a code that nobody knows',
    () => own.post('/billing/subscribers/c-1/cameras', { cameraId: made.camera, addressCode: 'H-2' }),
    ['billing.attach_camera_unknown_csa'],
    'pending',
  ],
  [
    'our API: a location at a code of the directory',
    async () => {
      await own.post('/address-codes', { code: 'H-3', title: 'House 3' });
      await own.put('/billing/locations/H-3');
    },
    ['billing.create_location'],
  ],
  ['our API: that location gone', () => own.delete('/billing/locations/H-3'), ['billing.delete_location']],
  [
    'our API: a contract paused',
    () => own.post('/billing/subscribers/c-1/pause', { reason: 'debt' }),
    ['billing.pause_entity'],
  ],
  ['our API: that contract goes on', () => own.post('/billing/subscribers/c-1/unpause'), ['billing.unpause_entity']],
  ['our API: that contract ended', () => own.delete('/billing/subscribers/c-1'), ['billing.terminate_entity']],
  ['VMS: a user', () => vms('POST', '/user/manage', { login: 'v1', password: SECRET }), ['billing.new_entity']],
  [
    'VMS: its new password',
    () => vms('PATCH', '/user/manage', { login: 'v1', password: `${SECRET}-4` }),
    ['billing.update_password'],
  ],
  [
    'VMS: all its cameras',
    () => vms('POST', '/user/manage/cameras', { login: 'v1', camera_ids: [made.camera] }),
    ['billing.sync_cameras'],
  ],
  [
    'VMS: its licences',
    () => vms('POST', '/user/manage/licenses', { login: 'v1', analytic_l1: 1 }),
    ['billing.set_licenses'],
  ],
  ['our API: a user gone', () => own.delete(`/users/${made.user}`), ['billing.terminate_entity']],
  [
    'Watcher: a contract gone',
    () => send('DELETE', `/vsaas/api/v2/organizations/${made.organization}`, { ...key, force: 'true' }),
    ['billing.terminate_entity'],
  ],
];

describe('each call is an event of its type', () => {
  test.each<Case>([...CASES])('%s', async (_title, call, types, outcome = 'applied') => {
    const events = await left(call);
    // A contract of VSAAS.IO is several writes: it, its owner, and its plans.
    const last = events.findLast((event) => event.types[0] === types[0]) ?? events.at(-1);
    expect(last).toMatchObject({ types, outcome });
    const { body: card } = await own.get(`/billing-events/${last.id}`);
    expect(card).toMatchObject({ id: last.id, types, address: expect.stringMatching(/127\.0\.0\.1|::1/) });
    expect(card.changes.length > 0).toBe(outcome === 'applied');
    expect(JSON.stringify(card)).not.toContain('secret');
  });
});

describe('calls that came to no write', () => {
  const twice = async (call: () => Promise<unknown>) =>
    await left(async () => {
      await call();
      await call();
    });
  const UNKNOWN: readonly (readonly [string, () => Promise<unknown>, subject: string])[] = [
    [
      'Watcher',
      () => watcher('POST', '/subscribers', { login: 'x', password: SECRET }),
      'POST /vsaas/api/v2/subscribers',
    ],
    ['VSAAS.IO', () => vsaas('PUT', '/tariffs/3', { title: 'x', password: SECRET }), 'PUT /api/v1/tariffs/3'],
    ['Forpost', () => forpost('AddPerson', { password: SECRET }), 'POST /system-api/AddPerson'],
    ['SmartYard', () => smartyard('flats_add', { uid: 1, password: SECRET }), 'POST /bill/api/flats_add/'],
    ['our API', () => own.post('/subscribers', { password: SECRET }), 'POST /api/vedette/v1/subscribers'],
  ];

  test.each([...UNKNOWN])('%s: no such method, counted on one row', async (_name, call, subject) => {
    const events = await twice(call);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      types: ['billing.unknown_type'],
      type: 'call.unknown',
      outcome: 'rejected',
      subject,
      repeats: 1,
      request: { password: '***' },
    });
    expect(JSON.stringify(events)).not.toContain('secret');
  });

  test('whoever is not known leaves nothing', async () => {
    const events = await left(async () => {
      await send('POST', '/vsaas/api/v2/subscribers', { 'x-vsaas-api-key': 'wrong' }, {});
      await send('POST', '/vsaas/api/v2/users', {}, {});
      await send('PUT', '/api/v1/tariffs/3', { ...vsaasKey, 'x-password': 'wrong' }, {});
      await forpost('AddPerson', {}, 'wrong');
      await send('POST', '/api/vedette/v1/subscribers', {}, {});
    });
    expect(events).toEqual([]);
  });

  test('what is refused before anything is looked at says what it was about', async () => {
    const { user, organization } = await make();
    const events = await left(async () => {
      await watcher('PUT', `/users/${user}`, '{"login": ');
      await own.post('/users', { login: ' ', password: SECRET, organizationId: organization });
      await forpost('AddUser', { AccountID: organization });
      await watcher('GET', '/users/0');
    });
    expect(events.map(({ types, outcome }) => [types[0], outcome])).toEqual([
      ['billing.update_entity', 'rejected'],
      ['billing.new_entity', 'rejected'],
      ['billing.new_entity', 'rejected'],
    ]);
    expect((await own.get(`/billing-events/${events[0].id}`)).body.userIds).toEqual([user]);
    expect((await own.get(`/billing-events/${events[1].id}`)).body.organizationIds).toEqual([organization]);
    expect(JSON.stringify(events)).not.toContain('secret');
  });

  test('a write that was refused leaves one event, and a wrong body of a megabyte no more than 64 KB', async () => {
    const one = await left(() => watcher('PUT', '/cameras/none-such', { title: 'x' }));
    expect(one).toHaveLength(1);
    const long = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`f${i}`, ['ы'.repeat(400), 'x']]));
    const [event] = await left(() => own.post('/no-such-thing', long));
    expect(Buffer.byteLength(JSON.stringify(event.request))).toBeLessThan(64 * 1024 + 100);
  });

  test('a client that tries one wrong path after the other gets thirty rows a minute', async () => {
    const { body } = await own.post('/session/keys-of-nobody');
    expect(body.error.code).toBe('not_found');
    const events = await left(async () => {
      for (let i = 0; i < 40; i++) await own.post(`/wrong-${i}`);
    });
    expect(events.length).toBeLessThanOrEqual(30);
    expect(events.length + Number(events.at(-1)?.repeats ?? 0)).toBeLessThanOrEqual(41);
  });
});

describe('whom they are about', () => {
  test("a user's are those of the user and of the contract, not of the neighbours", async () => {
    const { user, organization, camera } = await make();
    const neighbour = (await own.post('/users', { login: `n-${count}`, organizationId: organization })).body.id;
    await watcher('PUT', `/users/${user}`, { note: 'mine' });
    await watcher('PUT', `/users/${neighbour}`, { note: 'theirs' });
    await watcher('PUT', `/cameras/cam-${count}`, { title: 'New' });
    await own.put(`/users/${user}/camera-rights/${camera}`, { ...NONE, live: true });
    const typesOf = async (query: string) =>
      (await own.get(`/billing-events?${query}`)).body.items.map(({ types }: Json) => types[0]).reverse();
    expect(await typesOf(`userId=${user}`)).toEqual([
      'billing.new_entity',
      'billing.new_entity',
      'billing.new_camera',
      'billing.update_entity',
      'billing.update_camera',
      'billing.attach_camera',
    ]);
    expect((await typesOf(`organizationId=${organization}`)).length).toBe(8);
    expect(await typesOf(`userId=${user}&type=billing.attach_camera`)).toEqual(['billing.attach_camera']);
    expect((await own.get(`/billing-events?userId=${user}&count=true`)).body.total).toBe(6);
  });

  test("another provider's events, users and contracts are nobody's here", async () => {
    const { user } = await make();
    const [domain] = await app.core.sql<{ id: number }[]>`insert into domain (title) values ('other') returning id`;
    const [foreign] = await app.core.sql<{ id: number }[]>`
      insert into billing_event (domain_id, request_id, dialect, type, types, outcome, user_ids)
      values (${domain?.id ?? 0}, 'r', 'api', 'user.change', '{billing.update_entity}', 'applied', ${[user]}::int[]) returning id`;
    expect((await own.get(`/billing-events/${foreign?.id}`)).status).toBe(404);
    const { items } = (await own.get(`/billing-events?userId=${user}&limit=1000`)).body;
    expect(items.map(({ id }: Json) => id)).not.toContain(foreign?.id);
    const [event] = await left(() => forpost('EditUser', { ID: user, AccountID: 2_000_000_000 }));
    expect((await own.get(`/billing-events/${event.id}`)).body.organizationIds).toEqual([]);
  });
});

describe('the list', () => {
  test('is filtered by who asked, how, when and what came of it, and is a table as well', async () => {
    const admin = await signedIn(app, ADMIN.login, ADMIN.password);
    const { body: sources } = await admin.get('/billing-events/sources');
    expect(sources.dialects).toEqual(expect.arrayContaining(['api', 'forpost', 'smartyard', 'vsaas-io', 'watcher']));
    expect(sources.types).toContain('billing.attach_camera_unknown_csa');
    const billing = sources.clients.find(({ name }: Json) => name === 'billing');
    const { items } = (await admin.get(`/billing-events?client=${billing.id}&dialect=forpost&limit=1000`)).body;
    expect(items.length).toBeGreaterThan(4);
    expect(new Set(items.map(({ client, dialect }: Json) => `${client} ${dialect}`))).toEqual(
      new Set(['billing forpost']),
    );
    const at = items[0].at;
    const later = await admin.get(`/billing-events?client=${billing.id}&from=${at}&to=2100-01-01T00:00:00Z`);
    expect(later.body.items.map(({ id }: Json) => id)).toContain(items[0].id);
    expect((await admin.get(`/billing-events?to=2020-01-01T00:00:00Z`)).body.items).toEqual([]);
    expect((await admin.get('/billing-events?client=nobody')).body.items).toEqual([]);
    await own.post('/organizations/0');
    await own.post('/users', { login: '=cmd()', password: SECRET });
    const cookie = await fetch(`${app.url}/api/vedette/v1/billing-events.csv?type=billing.new_entity`, {
      headers: { authorization: `Bearer ${ADMIN.apiKey}` },
    });
    const table = await cookie.text();
    expect(table).toContain("'=cmd()");
    expect(table.split('\r\n')[0]).toContain('id,request_id,at,types');
    expect(table).not.toContain('secret');
  });
});
