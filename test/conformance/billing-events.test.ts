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
  made = await make();
});
afterAll(async () => await app.close());

/** The call, the types of its last event, and how it ended where it was not applied. */
type Case = readonly [title: string, call: () => Promise<unknown>, types: readonly string[], outcome?: string];

const CASES: readonly Case[] = [
  ['Watcher: a user', () => watcher('POST', '/users', { login: 'w1', password: SECRET }), ['billing.new_entity']],
  ['Watcher: a contract', () => watcher('POST', '/organizations', { title: 'W' }), ['billing.new_entity']],
  [
    'Watcher: enabled false',
    () => watcher('PUT', `/users/${made.user}`, { enabled: false }),
    ['billing.pause_entity'],
  ],
  [
    'Watcher: enabled false once more',
    () => watcher('PUT', `/users/${made.user}`, { enabled: false }),
    ['billing.pause_entity'],
    'no_change',
  ],
  [
    'Watcher: enabled true',
    () => watcher('PUT', `/users/${made.user}`, { enabled: true }),
    ['billing.unpause_entity'],
  ],
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
    () => watcher('POST', '/cameras', { name: 'w-cam', organization_id: made.organization, stream_url: 'fake://clock' }),
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
  ['VSAAS.IO: a contract', () => vsaas('POST', '/organizations', { title: 'V' }), ['billing.new_entity']],
  [
    'Forpost: a contract',
    () => forpost('AddAccount', { Name: 'F', MaxCameraCount: 1, MaxLoginCount: 3 }),
    ['billing.new_entity'],
  ],
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
    () => forpost('UpdateUserCameraAccessRights', { UserID: made.user, CameraID: made.camera, IsLiveAccess: 1 }),
    ['billing.attach_camera'],
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
    () => own.put(`/users/${made.user}/cameras/${made.camera}`, { live: true }),
    ['billing.attach_camera'],
  ],
  [
    'our API: that right taken',
    () => own.delete(`/users/${made.user}/cameras/${made.camera}`),
    ['billing.detach_camera'],
  ],
  ['our API: a user gone', () => own.delete(`/users/${made.user}`), ['billing.terminate_entity']],
  [
    'Watcher: a contract gone',
    () => watcher('DELETE', `/organizations/${made.organization}?force=true`),
    ['billing.terminate_entity'],
  ],
];

describe('each call is an event of its type', () => {
  test.each(CASES)('%s', async (_title, call, types, outcome = 'applied') => {
    const events = await left(call);
    const last = events.at(-1);
    expect(last).toMatchObject({ types, outcome });
    const { body: card } = await own.get(`/billing-events/${last.id}`);
    expect(card).toMatchObject({ id: last.id, types, address: expect.stringMatching(/127\.0\.0\.1|::1/) });
    expect(card.changes.length > 0).toBe(outcome === 'applied');
    expect(JSON.stringify(card)).not.toContain('secret');
  });
});
