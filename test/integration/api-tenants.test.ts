import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let b: Tenant;
let owner: Client;
let viewer: Client;
let admin: Client;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  // Ids of the other contract are like no other number.
  for (const [i, table] of [
    'organization',
    'app_user',
    'folder',
    'preset',
    'door',
    'access_key',
    'door_code',
  ].entries())
    await app.core.sql.unsafe(`alter table ${table} alter column id restart with ${8_100_000 + i * 10_000}`);
  await app.core.sql`alter sequence device_id restart with 8200000`;
  b = await tenant(app, 'bob');
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
  admin = await administrator(app);
});
afterAll(async () => await app.close());

type Call = (at: { tenant: Tenant; own: Tenant }) => [keyof Client, string, unknown?];
const NOBODY = 2_000_000;
/** Ids of a contract that does not exist. */
const nowhere: Tenant = {
  organization: NOBODY,
  owner: NOBODY + 1,
  ownerLogin: '',
  viewer: NOBODY + 2,
  viewerLogin: '',
  root: NOBODY + 3,
  folder: NOBODY + 4,
  preset: NOBODY + 5,
  camera: NOBODY + 6,
  cameraName: '',
  lock: NOBODY + 7,
  door: NOBODY + 8,
  key: NOBODY + 9,
  guest: NOBODY + 10,
};

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

/** Every route with an id in it, and every body that names one: `tenant` is foreign or unknown, `own` is the caller's. */
const CALLS: Record<string, Call> = {
  'read a camera': ({ tenant: t }) => ['get', `/cameras/${t.camera}`],
  'change a camera': ({ tenant: t }) => ['patch', `/cameras/${t.camera}`, { title: 'mine' }],
  'delete a camera': ({ tenant: t }) => ['delete', `/cameras/${t.camera}`],
  'list deleted cameras of an organization': ({ tenant: t }) => [
    'get',
    `/deleted-cameras?count=true&organizationId=${t.organization}`,
  ],
  'read a deleted camera': ({ tenant: t }) => ['get', `/deleted-cameras/${t.camera}`],
  'restore a camera': ({ tenant: t, own }) => [
    'post',
    `/deleted-cameras/${t.camera}/restore`,
    { organizationId: own.organization },
  ],
  'delete the archive of a deleted camera': ({ tenant: t }) => ['delete', `/deleted-cameras/${t.camera}/archive`],
  'delete a camera for good': ({ tenant: t }) => ['delete', `/deleted-cameras/${t.camera}`],
  'restore many cameras': ({ tenant: t }) => ['post', '/deleted-cameras/bulk', { action: 'restore', ids: [t.camera] }],
  'mark a camera': ({ tenant: t }) => ['put', `/cameras/${t.camera}/favorite`],
  'unmark a camera': ({ tenant: t }) => ['delete', `/cameras/${t.camera}/favorite`],
  'block a camera': ({ tenant: t }) => ['put', `/cameras/${t.camera}/blocks/owner`, {}],
  'block a camera as the billing': ({ tenant: t }) => ['put', `/cameras/${t.camera}/blocks/billing`, {}],
  'unblock a camera': ({ tenant: t }) => ['delete', `/cameras/${t.camera}/blocks/owner`],
  'ask who sees a camera': ({ tenant: t }) => ['get', `/cameras/${t.camera}/access`],
  "ask for somebody's access": ({ tenant: t, own }) => ['get', `/cameras/${own.camera}/access?userId=${t.viewer}`],
  "read a camera's history": ({ tenant: t }) => ['get', `/cameras/${t.camera}/history`],
  "read a camera's days": ({ tenant: t }) => ['get', `/cameras/${t.camera}/archive/days?month=2026-01`],
  'set a camera up': ({ tenant: t }) => ['post', `/cameras/${t.camera}/synchronize`],
  "read a contract's plans": ({ tenant: t }) => ['get', `/organizations/${t.organization}/plans`],
  "read a contract's usage": ({ tenant: t }) => [
    'get',
    `/organizations/${t.organization}/usage?from=2026-01-01&to=2026-01-02`,
  ],
  "export a contract's usage": ({ tenant: t }) => [
    'get',
    `/organizations/${t.organization}/usage.csv?from=2026-01-01&to=2026-01-02`,
  ],
  "read a contract's days": ({ tenant: t }) => [
    'get',
    `/organizations/${t.organization}/usage/days?from=2026-01-01&to=2026-01-02`,
  ],
  "read a contract's balance": ({ tenant: t }) => ['get', `/organizations/${t.organization}/balance`],
  "read a contract's requisites": ({ tenant: t }) => ['get', `/organizations/${t.organization}/requisites`],
  "set a contract's requisites": ({ tenant: t }) => [
    'put',
    `/organizations/${t.organization}/requisites`,
    { name: 'mine' },
  ],
  "list a contract's invoices": ({ tenant: t }) => ['get', `/invoices?organizationId=${t.organization}`],
  "export a contract's invoices": ({ tenant: t }) => [
    'get',
    `/invoices.csv?month=2026-01&organizationId=${t.organization}`,
  ],
  "preview a contract's invoice": ({ tenant: t }) => ['get', `/organizations/${t.organization}/invoice-preview`],
  "print a contract's preview": ({ tenant: t }) => ['get', `/organizations/${t.organization}/invoice-preview.pdf`],
  'invoice a contract': ({ tenant: t }) => ['post', `/organizations/${t.organization}/invoices`, { month: '2026-01' }],
  "list a contract's sites": ({ tenant: t }) => ['get', `/organizations/${t.organization}/sites`],
  "list a contract's devices": ({ tenant: t }) => ['get', `/organizations/${t.organization}/devices`],
  'give a contract a device': ({ tenant: t, own }) => ['put', `/organizations/${t.organization}/devices/${own.camera}`],
  'give a device of another': ({ tenant: t, own }) => ['put', `/organizations/${own.organization}/devices/${t.camera}`],
  'give a lock of another': ({ tenant: t, own }) => ['put', `/organizations/${own.organization}/devices/${t.lock}`],
  'take a device away': ({ tenant: t, own }) => ['delete', `/organizations/${t.organization}/devices/${own.camera}`],
  'take a device of another away': ({ tenant: t, own }) => [
    'delete',
    `/organizations/${own.organization}/devices/${t.lock}`,
  ],
  'list locks of an organization': ({ tenant: t }) => ['get', `/locks?count=true&organizationId=${t.organization}`],
  'read a lock': ({ tenant: t }) => ['get', `/locks/${t.lock}`],
  'change a lock': ({ tenant: t }) => ['patch', `/locks/${t.lock}`, { title: 'mine' }],
  'delete a lock': ({ tenant: t }) => ['delete', `/locks/${t.lock}`],
  'block a lock': ({ tenant: t }) => ['put', `/locks/${t.lock}/blocks/owner`, {}],
  'unblock a lock': ({ tenant: t }) => ['delete', `/locks/${t.lock}/blocks/owner`],
  'ask who opens a lock': ({ tenant: t, own }) => ['get', `/locks/${t.lock}/access?userId=${own.viewer}`],
  'add a lock to an organization': ({ tenant: t }) => ['post', '/locks', { organizationId: t.organization }],
  'list doors of an organization': ({ tenant: t }) => ['get', `/doors?count=true&organizationId=${t.organization}`],
  'list doors of a lock': ({ tenant: t }) => ['get', `/doors?count=true&lockId=${t.lock}`],
  'list doors of a camera': ({ tenant: t }) => ['get', `/doors?count=true&cameraId=${t.camera}`],
  'read a door': ({ tenant: t }) => ['get', `/doors/${t.door}`],
  'change a door': ({ tenant: t }) => ['patch', `/doors/${t.door}`, { name: 'mine' }],
  'delete a door': ({ tenant: t }) => ['delete', `/doors/${t.door}`],
  'add a door': ({ tenant: t }) => ['post', '/doors', { lockId: t.lock, cameraId: t.camera }],
  "read a camera's panel": ({ tenant: t }) => ['get', `/cameras/${t.camera}/panel`],
  "set a camera's panel": ({ tenant: t }) => ['put', `/cameras/${t.camera}/panel`, { login: 'mine' }],
  "remove a camera's panel": ({ tenant: t }) => ['delete', `/cameras/${t.camera}/panel`],
  'read an intercom': ({ tenant: t }) => ['get', `/intercoms/${t.camera}`],
  'change an intercom': ({ tenant: t }) => ['patch', `/intercoms/${t.camera}`, { doorSeconds: 3 }],
  "tell a panel its door's seconds": ({ tenant: t }) => ['post', `/intercoms/${t.camera}/door-seconds`],
  'list flats of an intercom': ({ tenant: t }) => ['get', `/intercoms/${t.camera}/flats`],
  'change a flat of an intercom': ({ tenant: t }) => ['patch', `/intercoms/${t.camera}/flats/1`, { calls: false }],
  'link a flat': ({ tenant: t, own }) => [
    'post',
    `/intercoms/${t.camera}/links`,
    { organizationId: own.organization, flat: '1' },
  ],
  'unlink a flat': ({ tenant: t, own }) => ['delete', `/intercoms/${t.camera}/links/${own.organization}`],
  'list keys of an intercom': ({ tenant: t }) => ['get', `/intercoms/${t.camera}/keys`],
  'remove keys of an intercom': ({ tenant: t }) => ['post', `/intercoms/${t.camera}/keys/removal`, { keyIds: [t.key] }],
  'compare keys of a panel': ({ tenant: t }) => ['post', `/intercoms/${t.camera}/keys/comparison`],
  'synchronize keys of a panel': ({ tenant: t }) => ['post', `/intercoms/${t.camera}/keys/synchronization`, {}],
  'collect keys at an intercom': ({ tenant: t }) => [
    'put',
    `/intercoms/${t.camera}/key-collection`,
    { until: new Date(Date.now() + 60_000).toISOString() },
  ],
  'list collected keys': ({ tenant: t }) => ['get', `/intercoms/${t.camera}/collected-keys`],
  'give a collected key away': ({ tenant: t, own }) => [
    'put',
    `/intercoms/${t.camera}/collected-keys/aa11/holder`,
    { organizationId: own.organization },
  ],
  'discard a collected key': ({ tenant: t }) => ['delete', `/intercoms/${t.camera}/collected-keys/aa11`],
  'read the access log of an intercom': ({ tenant: t }) => ['get', `/intercoms/${t.camera}/events`],
  'export the access log of an intercom': ({ tenant: t }) => ['get', `/intercoms/${t.camera}/events.csv`],
  'read when a panel was away': ({ tenant: t }) => ['get', `/intercoms/${t.camera}/outages`],
  'open a door': ({ tenant: t }) => ['post', `/doors/${t.door}/open`],
  'open a door in the name of another': ({ tenant: t, own }) => [
    'post',
    `/doors/${own.door}/open`,
    { organizationId: t.organization },
  ],
  'read what happened at a door': ({ tenant: t }) => ['get', `/doors/${t.door}/events`],
  "list a contract's guests": ({ tenant: t }) => ['get', `/guests?organizationId=${t.organization}`],
  'let a guest in for a contract': ({ tenant: t, own }) => [
    'post',
    '/guests',
    { organizationId: t.organization, name: 'x', until: tomorrow(), doorIds: [own.door] },
  ],
  'let a guest in by a door': ({ tenant: t, own }) => [
    'post',
    '/guests',
    { organizationId: own.organization, name: 'x', until: tomorrow(), doorIds: [t.door] },
  ],
  'take a guest back': ({ tenant: t }) => ['delete', `/guests/${t.guest}`],
  "read a contract's choices of its doors": ({ tenant: t }) => [
    'get',
    `/organizations/${t.organization}/intercom-settings`,
  ],
  "change a contract's choices of its doors": ({ tenant: t }) => [
    'patch',
    `/organizations/${t.organization}/intercom-settings`,
    { doorCode: true },
  ],
  "renew a contract's code": ({ tenant: t }) => [
    'post',
    `/organizations/${t.organization}/intercom-settings/door-code`,
  ],
  "list a contract's keys": ({ tenant: t }) => ['get', `/organizations/${t.organization}/keys`],
  'give a contract a key': ({ tenant: t }) => ['post', `/organizations/${t.organization}/keys`, { digits: 'ff' }],
  'change a key': ({ tenant: t }) => ['patch', `/organizations/${t.organization}/keys/${t.key}`, { comment: 'mine' }],
  'change a key of another': ({ tenant: t, own }) => [
    'patch',
    `/organizations/${own.organization}/keys/${t.key}`,
    { comment: 'mine' },
  ],
  'take a key away': ({ tenant: t }) => ['delete', `/organizations/${t.organization}/keys/${t.key}`],
  'take a key of another away': ({ tenant: t, own }) => ['delete', `/organizations/${own.organization}/keys/${t.key}`],
  'list keys of a panel': ({ tenant: t }) => ['get', `/cameras/${t.camera}/panel/keys`],
  'try keys of a panel again': ({ tenant: t }) => ['post', `/cameras/${t.camera}/panel/keys/retry`],
  'look at a table of keys': ({ tenant: t }) => ['post', `/cameras/${t.camera}/panel/key-table`, {}],
  'take a table of keys': ({ tenant: t }) => ['post', `/cameras/${t.camera}/panel/key-table/${'0'.repeat(64)}/commit`],
  'download keys of a panel': ({ tenant: t }) => ['get', `/cameras/${t.camera}/panel/keys.xlsx`],
  'add a site': ({ tenant: t }) => ['post', `/organizations/${t.organization}/sites`, { name: 'Yard' }],
  "list a user's cameras with their state": ({ tenant: t }) => ['get', `/users/${t.viewer}/cameras-seen?count=true`],
  "list a user's intercoms": ({ tenant: t }) => ['get', `/users/${t.viewer}/intercoms`],
  "list a user's sub-users": ({ tenant: t }) => ['get', `/users?count=true&parentId=${t.owner}`],
  'synchronize the cameras of a user': ({ tenant: t }) => ['post', `/users/${t.viewer}/synchronize`],
  'log in as a user': ({ tenant: t }) => ['post', `/users/${t.viewer}/support`, { mode: 'view', reason: 'x' }],
  "read a user's rights": ({ tenant: t }) => ['get', `/users/${t.viewer}/camera-rights`],
  "read a contract's statement": ({ tenant: t }) => ['get', `/organizations/${t.organization}/statement`],
  'set rights on a camera of another': ({ tenant: t, own }) => [
    'put',
    `/users/${own.viewer}/camera-rights/${t.camera}`,
    { live: true, archive: true, download: true, snapshot: true, ptz: false, edit: false },
  ],
  'set rights of somebody of another': ({ tenant: t, own }) => [
    'put',
    `/users/${t.viewer}/camera-rights/${own.camera}`,
    { live: true, archive: true, download: true, snapshot: true, ptz: false, edit: false },
  ],
  'list cameras of an organization': ({ tenant: t }) => ['get', `/cameras?count=true&organizationId=${t.organization}`],
  'list cameras of a folder': ({ tenant: t }) => ['get', `/cameras?count=true&folderId=${t.root}`],
  'list cameras of a preset': ({ tenant: t }) => ['get', `/cameras?count=true&presetId=${t.preset}`],
  'add a camera to an organization': ({ tenant: t }) => ['post', '/cameras', { organizationId: t.organization }],
  'add a camera to a folder': ({ tenant: t }) => ['post', '/cameras', { folderId: t.folder }],
  'add a camera to a folder across': ({ tenant: t, own }) => [
    'post',
    '/cameras',
    { organizationId: own.organization, folderId: t.folder },
  ],
  'add a camera with a preset': ({ tenant: t, own }) => [
    'post',
    '/cameras',
    { organizationId: own.organization, presetId: t.preset },
  ],
  'move a camera away': ({ tenant: t, own }) => ['patch', `/cameras/${own.camera}`, { organizationId: t.organization }],
  'move a camera to a folder': ({ tenant: t, own }) => ['patch', `/cameras/${own.camera}`, { folderId: t.folder }],
  'give a camera a preset': ({ tenant: t, own }) => ['patch', `/cameras/${own.camera}`, { presetId: t.preset }],
  'read an organization': ({ tenant: t }) => ['get', `/organizations/${t.organization}`],
  "lock an organization's sign-in": ({ tenant: t }) => ['put', `/organizations/${t.organization}/sign-in-lock`, {}],
  "unlock an organization's sign-in": ({ tenant: t }) => ['delete', `/organizations/${t.organization}/sign-in-lock`],
  'list shares': ({ tenant: t }) => ['get', `/organizations/${t.organization}/shares`],
  'share a foreign folder': ({ tenant: t, own }) => [
    'put',
    `/organizations/${t.organization}/folders/${t.folder}/shares/${own.organization}`,
  ],
  'share a foreign folder as an own one': ({ tenant: t, own }) => [
    'put',
    `/organizations/${own.organization}/folders/${t.folder}/shares/${own.organization}`,
  ],
  'share a folder with a foreign organization': ({ tenant: t, own }) => [
    'put',
    `/organizations/${own.organization}/folders/${own.folder}/shares/${t.organization}`,
  ],
  'take a share back': ({ tenant: t, own }) => [
    'delete',
    `/organizations/${t.organization}/folders/${t.folder}/shares/${own.organization}`,
  ],
  'change an organization': ({ tenant: t }) => ['patch', `/organizations/${t.organization}`, { title: 'mine' }],
  'take an organization': ({ tenant: t, own }) => ['patch', `/organizations/${t.organization}`, { ownerId: own.owner }],
  'give an organization away': ({ tenant: t, own }) => [
    'patch',
    `/organizations/${own.organization}`,
    { ownerId: t.viewer },
  ],
  'delete an organization': ({ tenant: t }) => ['delete', `/organizations/${t.organization}?force=true`],
  'block an organization': ({ tenant: t }) => ['put', `/organizations/${t.organization}/blocks/owner`, {}],
  'list members': ({ tenant: t }) => ['get', `/organizations/${t.organization}/members`],
  'join an organization': ({ tenant: t, own }) => ['put', `/organizations/${t.organization}/members/${own.viewer}`, {}],
  'take a member in': ({ tenant: t, own }) => ['put', `/organizations/${own.organization}/members/${t.viewer}`, {}],
  'remove a member': ({ tenant: t }) => ['delete', `/organizations/${t.organization}/members/${t.viewer}`],
  'remove a member across': ({ tenant: t, own }) => [
    'delete',
    `/organizations/${own.organization}/members/${t.viewer}`,
  ],
  'list folders': ({ tenant: t }) => ['get', `/organizations/${t.organization}/folders`],
  'add a folder': ({ tenant: t }) => ['post', `/organizations/${t.organization}/folders`, { title: 'mine' }],
  'add a folder below': ({ tenant: t, own }) => [
    'post',
    `/organizations/${own.organization}/folders`,
    { title: 'mine', parentId: t.folder },
  ],
  'change a folder': ({ tenant: t }) => [
    'patch',
    `/organizations/${t.organization}/folders/${t.folder}`,
    { title: 'mine' },
  ],
  'change a folder across': ({ tenant: t, own }) => [
    'patch',
    `/organizations/${own.organization}/folders/${t.folder}`,
    { title: 'mine' },
  ],
  'move a folder across': ({ tenant: t, own }) => [
    'patch',
    `/organizations/${own.organization}/folders/${own.folder}`,
    { parentId: t.root },
  ],
  'delete a folder across': ({ tenant: t, own }) => [
    'delete',
    `/organizations/${own.organization}/folders/${t.folder}`,
  ],
  'list grants': ({ tenant: t }) => ['get', `/organizations/${t.organization}/folders/${t.root}/grants`],
  'list grants across': ({ tenant: t, own }) => ['get', `/organizations/${own.organization}/folders/${t.root}/grants`],
  'grant a folder': ({ tenant: t, own }) => [
    'put',
    `/organizations/${t.organization}/folders/${t.root}/grants/${own.viewer}`,
    {},
  ],
  'grant a folder across': ({ tenant: t, own }) => [
    'put',
    `/organizations/${own.organization}/folders/${t.root}/grants/${own.viewer}`,
    {},
  ],
  'grant a folder to somebody': ({ tenant: t, own }) => [
    'put',
    `/organizations/${own.organization}/folders/${own.root}/grants/${t.viewer}`,
    {},
  ],
  'take a grant away': ({ tenant: t, own }) => [
    'delete',
    `/organizations/${own.organization}/folders/${own.root}/grants/${t.viewer}`,
  ],
  "list an organization's presets": ({ tenant: t }) => ['get', `/organizations/${t.organization}/presets`],
  'link a preset': ({ tenant: t, own }) => ['put', `/organizations/${own.organization}/presets/${t.preset}`],
  'unlink a preset': ({ tenant: t }) => ['delete', `/organizations/${t.organization}/presets/${t.preset}`],
  "list a user's analytics cases": ({ tenant: t }) => ['get', `/analytics/cases?userId=${t.viewer}`],
  "list what happened in a user's cases": ({ tenant: t }) => ['get', `/analytics/events?userId=${t.viewer}`],
  'have a camera of another analysed': ({ tenant: t }) => [
    'post',
    '/analytics/cases',
    { title: 'mine', type: 'motion', cameraIds: [t.camera] },
  ],
  "read a user's licences": ({ tenant: t }) => ['get', `/users/${t.viewer}/licences`],
  "set a user's licences": ({ tenant: t }) => ['put', `/users/${t.viewer}/licences`, { licences: [] }],
  'pause a contract': ({ tenant: t }) => ['post', `/billing/subscribers/uid-${t.organization}/pause`, {}],
  'unpause a contract': ({ tenant: t }) => ['post', `/billing/subscribers/uid-${t.organization}/unpause`],
  'terminate a contract': ({ tenant: t }) => ['delete', `/billing/subscribers/uid-${t.organization}`],
  'attach a camera': ({ tenant: t, own }) => [
    'post',
    `/billing/subscribers/uid-${t.organization}/cameras`,
    { cameraId: own.camera },
  ],
  'detach a camera': ({ tenant: t, own }) => [
    'delete',
    `/billing/subscribers/uid-${t.organization}/cameras/${own.camera}`,
  ],
  "read a user's permissions": ({ tenant: t }) => ['get', `/users/${t.viewer}/permissions`],
  "set a user's permissions": ({ tenant: t }) => ['put', `/users/${t.viewer}/permissions`, { own: [] }],
  'clone a user': ({ tenant: t }) => ['post', `/users/${t.viewer}/clone`, { login: 'clone' }],
  'list the sub-users of a user': ({ tenant: t }) => ['get', `/users?count=true&parentId=${t.viewer}`],
  'read a user': ({ tenant: t }) => ['get', `/users/${t.viewer}`],
  'change a user': ({ tenant: t }) => ['patch', `/users/${t.viewer}`, { password: 'taken over' }],
  'delete a user': ({ tenant: t }) => ['delete', `/users/${t.viewer}`],
  'block a user': ({ tenant: t }) => ['put', `/users/${t.viewer}/blocks/owner`, {}],
  'unblock a user': ({ tenant: t }) => ['delete', `/users/${t.viewer}/blocks/owner`],
  'sign a user out': ({ tenant: t }) => ['delete', `/users/${t.viewer}/sessions`],
  "list a user's cameras": ({ tenant: t }) => ['get', `/users/${t.viewer}/cameras?count=true`],
  "read a user's history": ({ tenant: t }) => ['get', `/users/${t.viewer}/history`],
  'list users of an organization': ({ tenant: t }) => ['get', `/users?count=true&organizationId=${t.organization}`],
  'add a user to an organization': ({ tenant: t }) => [
    'post',
    '/users',
    { login: 'smuggled', organizationId: t.organization },
  ],
  'add a sub-user': ({ tenant: t }) => ['post', '/users', { login: 'smuggled', parentId: t.viewer }],
  'read a preset': ({ tenant: t }) => ['get', `/presets/${t.preset}`],
  'change a preset': ({ tenant: t }) => ['patch', `/presets/${t.preset}`, { archiveDays: 300 }],
  'delete a preset': ({ tenant: t }) => ['delete', `/presets/${t.preset}`],
  'delete many cameras': ({ tenant: t }) => ['post', '/cameras/bulk', { action: 'delete', ids: [t.camera] }],
  'block many cameras': ({ tenant: t }) => [
    'post',
    '/cameras/bulk',
    { action: 'block', ids: [t.camera], source: 'owner' },
  ],
  'change many cameras': ({ tenant: t }) => [
    'post',
    '/cameras/bulk',
    { action: 'change', ids: [t.camera], change: { sound: false } },
  ],
  'give many cameras a preset': ({ tenant: t, own }) => [
    'post',
    '/cameras/bulk',
    { action: 'change', ids: [own.camera], change: { presetId: t.preset } },
  ],
  'move many cameras away': ({ tenant: t, own }) => [
    'post',
    '/cameras/bulk',
    { action: 'change', ids: [own.camera], change: { organizationId: t.organization } },
  ],
  'delete many users': ({ tenant: t }) => ['post', '/users/bulk', { action: 'delete', ids: [t.viewer] }],
  'block many users': ({ tenant: t }) => ['post', '/users/bulk', { action: 'block', ids: [t.viewer], source: 'owner' }],
  'give rights on many cameras': ({ tenant: t, own }) => [
    'post',
    '/cameras/bulk',
    { action: 'rights', ids: [t.camera], userId: own.viewer, rights: { live: true }, join: true },
  ],
  'give somebody rights on many cameras': ({ tenant: t, own }) => [
    'post',
    '/cameras/bulk',
    { action: 'rights', ids: [own.camera], userId: t.viewer, rights: { live: true } },
  ],
  'give many users a folder': ({ tenant: t, own }) => [
    'post',
    '/users/bulk',
    { action: 'rights', ids: [own.viewer], organizationId: t.organization, folderId: t.folder, grant: {} },
  ],
  'take many users a folder away': ({ tenant: t, own }) => [
    'post',
    '/users/bulk',
    { action: 'rights', ids: [t.viewer], organizationId: own.organization, folderId: own.folder, grant: null },
  ],
  'move many users': ({ tenant: t, own }) => [
    'post',
    '/users/bulk',
    { action: 'change', ids: [own.viewer], change: { homeOrganizationId: t.organization } },
  ],
  'delete all cameras that match': ({ tenant: t }) => [
    'post',
    '/cameras/bulk',
    { action: 'delete', filter: { organizationId: t.organization }, expected: 100 },
  ],
  'block all users that match': ({ tenant: t }) => [
    'post',
    '/users/bulk',
    { action: 'block', source: 'owner', filter: { organizationId: t.organization }, expected: 100 },
  ],
  'list ids of cameras': ({ tenant: t }) => ['get', `/cameras/ids?count=true&organizationId=${t.organization}`],
  'list ids of users': ({ tenant: t }) => ['get', `/users/ids?count=true&organizationId=${t.organization}`],
  'ask which presets cameras may have': ({ tenant: t }) => ['post', '/cameras/bulk/presets', { ids: [t.camera] }],
  'book a payment of the bank to an organization': ({ tenant: t }) => [
    'post',
    '/bank-payments/1/assign',
    { organizationId: t.organization },
  ],
  'read a payment provider': ({ tenant: t }) => ['get', `/payments/gateways/${t.organization}`],
  'read a bank statement': ({ tenant: t }) => ['get', `/bank-statements/${t.organization}`],
  'list payments of a bank statement': ({ tenant: t }) => ['get', `/bank-payments?statementId=${t.organization}`],
  'list viewings of a camera': ({ tenant: t }) => ['get', `/viewings?cameraId=${t.camera}`],
  'list viewings of a user': ({ tenant: t }) => ['get', `/viewings?userId=${t.viewer}`],
  'read a webhook': ({ tenant: t }) => ['get', `/webhooks/${t.organization}`],
  'change a webhook': ({ tenant: t }) => ['patch', `/webhooks/${t.organization}`, { enabled: false }],
  "replace a webhook's secret": ({ tenant: t }) => ['post', `/webhooks/${t.organization}/rotate`],
  'try a webhook': ({ tenant: t }) => ['post', `/webhooks/${t.organization}/test`],
  "read a webhook's log": ({ tenant: t }) => ['get', `/webhooks/${t.organization}/deliveries`],
  'read a delivery': ({ tenant: t }) => ['get', `/webhooks/${t.organization}/deliveries/${t.camera}`],
  'send a delivery again': ({ tenant: t }) => ['post', `/webhooks/${t.organization}/deliveries/${t.camera}/resend`],
  'send deliveries again': ({ tenant: t }) => [
    'post',
    `/webhooks/${t.organization}/resend`,
    { since: '2026-01-01T00:00:00Z' },
  ],
  'delete a webhook': ({ tenant: t }) => ['delete', `/webhooks/${t.organization}`],
  'cut a viewing': ({ tenant: t }) => ['delete', `/viewings/viewing-of-${t.camera}`],
};

/** An answer with the ids and all that differs by request taken out. */
function plain(answer: { status: number; body: { error?: { requestId?: string } } }, ids: Tenant): string {
  let text = JSON.stringify({ status: answer.status, body: { ...answer.body, requestId: undefined } });
  text = text.replace(/"requestId":"[^"]*"/g, '');
  for (const [name, id] of Object.entries(ids))
    if (typeof id === 'number') text = text.replace(new RegExp(`\\b${id}\\b`, 'g'), `<${name}>`);
  return text;
}

describe.each(['an owner', 'a viewer'])(
  "%s gets the same answer for another contract's id and for an unknown one",
  (who) => {
    test.each(Object.keys(CALLS))('to %s', async (name) => {
      const call = CALLS[name] as Call;
      const client = who === 'an owner' ? owner : viewer;
      // A foreign viewing is there to be found.
      await app.core.sql`
      insert into viewing (id, viewer_kind, viewer_id, camera_id, kind, protocol, address, since, seen_at)
      values (${`viewing-of-${b.camera}`}, 'user', ${b.viewer}, ${b.camera}, 'live', 'mse', '10.9.9.9', now(), now())
      on conflict (id) do update set seen_at = now()`;
      const send = async (ids: Tenant) => {
        const [method, path, body] = call({ tenant: ids, own: a });
        const answer =
          method === 'get' || method === 'delete' ? await client[method](path) : await client[method](path, body);
        return plain(answer, ids);
      };
      expect(await send(b)).toBe(await send(nowhere));
    });
  },
);

test("a foreign user's sessions stay open", async () => {
  const foreign = await signedIn(app, b.viewerLogin, PASSWORD);
  expect((await owner.delete(`/users/${b.viewer}/sessions`)).status).toBe(404);
  expect((await foreign.get('/session')).status).toBe(200);
  expect((await admin.delete(`/users/${b.viewer}/sessions`)).status).toBe(200);
  expect((await foreign.get('/session')).status).toBe(401);
});

test('and nothing of the other contract was changed', async () => {
  expect((await admin.get(`/cameras/${b.camera}`)).body).toMatchObject({ title: 'bob gate', blocks: [] });
  expect((await admin.get(`/organizations/${b.organization}`)).body).toMatchObject({
    title: 'bob',
    owner: { id: b.owner },
    cameraCount: 1,
    userCount: 2,
    blocks: [],
  });
  expect((await admin.get(`/presets/${b.preset}`)).body.archiveDays).toBe(7);
  expect((await admin.get(`/locks/${b.lock}`)).body).toMatchObject({ title: 'bob lock', blocks: [] });
  expect((await admin.get(`/organizations/${b.organization}/keys`)).body.items).toMatchObject([{ digits: 'c0ffee' }]);
  expect((await admin.get(`/doors/${b.door}`)).body).toMatchObject({ name: 'bob door', camera: { id: b.camera } });
  expect((await admin.get(`/organizations/${b.organization}/devices`)).body.items).toEqual([]);
  expect((await signedIn(app, b.viewerLogin, PASSWORD).then((c) => c.get('/cameras'))).body.items).toHaveLength(1);
  expect((await admin.get('/users?search=smuggled')).body.items).toEqual([]);
});

test("lists hold one's own contract alone", async () => {
  const ids = async (path: string) => (await owner.get(path)).body.items.map((item: { id: number }) => item.id);
  expect(await ids('/cameras')).toEqual([a.camera]);
  expect(await ids('/organizations')).toEqual([a.organization]);
  expect(await ids('/users')).toEqual([a.owner, a.viewer]);
  expect(await ids('/presets')).not.toContain(b.preset);
  expect(await ids('/doors/mine')).toEqual([a.door]);
  expect((await owner.get('/cameras?search=bob')).body.items).toEqual([]);
  expect((await owner.get('/users?search=bob')).body.items).toEqual([]);
  expect((await owner.get('/overview')).body).toMatchObject({ cameras: { total: 1 }, organizations: 1, users: 2 });
});

test("what the billing knows things by is not the subscriber's to set", async () => {
  const camera = { externalId: 'of somebody else' };
  expect((await owner.patch(`/cameras/${a.camera}`, camera)).status).toBe(403);
  expect((await owner.post('/cameras', { ...camera, organizationId: a.organization })).status).toBe(403);
  expect((await owner.patch(`/users/${a.viewer}`, camera)).status).toBe(403);
  expect((await owner.patch(`/organizations/${a.organization}`, camera)).status).toBe(403);
  expect((await owner.patch(`/cameras/${a.camera}`, { externalId: null })).status).toBe(200);
});

test("whoever manages users gets no hold of the organization's owner", async () => {
  const manager = (await admin.post('/users', { login: 'manager', password: PASSWORD, organizationId: a.organization }))
    .body.id;
  await admin.put(`/organizations/${a.organization}/members/${manager}`, { editUsers: true });
  const client = await signedIn(app, 'manager', PASSWORD);
  expect((await client.patch(`/users/${a.viewer}`, { note: 'seen' })).status).toBe(200);
  expect((await client.patch(`/users/${a.owner}`, { password: 'taken over' })).status).toBe(403);
  expect((await client.put(`/users/${a.owner}/blocks/owner`, {})).status).toBe(403);
  expect((await client.delete(`/users/${a.owner}/sessions`)).status).toBe(403);
  expect((await client.delete(`/users/${a.owner}`)).status).toBe(403);
  await admin.delete(`/users/${manager}`);
});

describe('what a role may do', () => {
  const rows: [string, keyof Client, (t: Tenant) => string, unknown, Record<string, number>][] = [
    ['list cameras', 'get', () => '/cameras', undefined, { owner: 200, viewer: 200, reader: 200, key: 200 }],
    [
      'change a camera',
      'patch',
      (t) => `/cameras/${t.camera}`,
      { comment: 'x' },
      { owner: 200, viewer: 403, reader: 403, key: 200 },
    ],
    [
      'lock the archive depth of a fixed preset',
      'patch',
      (t) => `/cameras/${t.camera}`,
      { archiveDays: 30 },
      { owner: 403, viewer: 403, reader: 403 },
    ],
    ['delete a camera', 'delete', (t) => `/cameras/${t.camera}`, undefined, { viewer: 403, reader: 403 }],
    [
      'change the organization',
      'patch',
      (t) => `/organizations/${t.organization}`,
      { note: 'x' },
      { owner: 200, viewer: 403, reader: 403, key: 200 },
    ],
    [
      'raise its limits',
      'patch',
      (t) => `/organizations/${t.organization}`,
      { cameraLimit: 500 },
      { owner: 403, viewer: 403, reader: 403, key: 200 },
    ],
    [
      'add an organization',
      'post',
      () => '/organizations',
      { title: 'x' },
      { owner: 403, viewer: 403, reader: 403, key: 201 },
    ],
    [
      'delete the organization',
      'delete',
      (t) => `/organizations/${t.organization}`,
      undefined,
      { owner: 403, viewer: 403, reader: 403 },
    ],
    [
      'list members',
      'get',
      (t) => `/organizations/${t.organization}/members`,
      undefined,
      { owner: 200, viewer: 403, reader: 403, key: 200 },
    ],
    [
      'add a folder',
      'post',
      (t) => `/organizations/${t.organization}/folders`,
      { title: 'x' },
      { owner: 201, viewer: 403, reader: 403, key: 201 },
    ],
    [
      'see grants',
      'get',
      (t) => `/organizations/${t.organization}/folders/${t.root}/grants`,
      undefined,
      { owner: 200, viewer: 403, reader: 403, key: 200 },
    ],
    [
      'link a preset',
      'put',
      (t) => `/organizations/${t.organization}/presets/${t.preset}`,
      undefined,
      { owner: 403, viewer: 403, reader: 403, key: 200 },
    ],
    ['add a preset', 'post', () => '/presets', { title: 'x' }, { owner: 403, viewer: 403, reader: 403, key: 201 }],
    [
      'make an administrator',
      'patch',
      (t) => `/users/${t.viewer}`,
      { administrator: true },
      { owner: 403, viewer: 403, reader: 403 },
    ],
    [
      'change a member',
      'patch',
      (t) => `/users/${t.viewer}`,
      { note: 'x' },
      { viewer: 403, reader: 403, owner: 200, key: 200 },
    ],
    [
      "set the billing's block",
      'put',
      (t) => `/users/${t.viewer}/blocks/billing`,
      {},
      { owner: 403, viewer: 403, reader: 403 },
    ],
    [
      'see the system key',
      'get',
      () => '/api-key',
      undefined,
      { owner: 403, viewer: 403, reader: 403, key: 200, admin: 200 },
    ],
    ['change the system key', 'post', () => '/api-key/rotate', undefined, { owner: 403, viewer: 403, reader: 403 }],
    [
      'see the settings',
      'get',
      () => '/settings',
      undefined,
      { owner: 403, viewer: 403, reader: 403, key: 200, admin: 200 },
    ],
    [
      'see their contracts',
      'get',
      () => '/me/contracts',
      undefined,
      { owner: 200, viewer: 200, reader: 200, key: 403 },
    ],
    [
      'see how the billing that is asked does',
      'get',
      () => '/connector',
      undefined,
      { owner: 403, viewer: 403, reader: 403, key: 200, admin: 200 },
    ],
    [
      'ask the billing',
      'post',
      () => '/connector/ask',
      { phone: '89103523378' },
      { owner: 403, viewer: 403, reader: 403, key: 503, admin: 503 },
    ],
    [
      'change the settings',
      'patch',
      () => '/settings',
      { title: 'x' },
      { owner: 403, viewer: 403, reader: 403, admin: 200 },
    ],
    [
      'read the audit',
      'get',
      () => '/audit',
      undefined,
      { owner: 403, viewer: 403, reader: 200, key: 200, admin: 200 },
    ],
    [
      'read billing events',
      'get',
      () => '/billing-events',
      undefined,
      { owner: 403, viewer: 403, reader: 200, key: 200 },
    ],
    [
      'read who asked for what',
      'get',
      () => '/billing-events/sources',
      undefined,
      { owner: 403, viewer: 403, reader: 200, key: 200 },
    ],
    [
      'open a billing event',
      'get',
      () => '/billing-events/999999999',
      undefined,
      { owner: 403, viewer: 403, reader: 404, key: 404 },
    ],
    ['read what was sent', 'get', () => '/messages', undefined, { owner: 403, viewer: 403, reader: 200, key: 200 }],
    ['see the overview', 'get', () => '/overview', undefined, { owner: 200, viewer: 200, reader: 200, key: 200 }],
    ['list locks', 'get', () => '/locks', undefined, { owner: 403, viewer: 403, reader: 200, key: 200, admin: 200 }],
    ['list doors', 'get', () => '/doors', undefined, { owner: 403, viewer: 403, reader: 200, key: 200, admin: 200 }],
    ['list own doors', 'get', () => '/doors/mine', undefined, { owner: 200, viewer: 200, reader: 200, key: 200 }],
    ['add a lock', 'post', () => '/locks', {}, { owner: 403, viewer: 403, reader: 403, key: 201, admin: 201 }],
    [
      'change a door',
      'patch',
      (t) => `/doors/${t.door}`,
      { entrance: 2 },
      { owner: 403, viewer: 403, reader: 403, key: 200, admin: 200 },
    ],
    [
      'make an intercom',
      'put',
      (t) => `/cameras/${t.camera}/panel`,
      { login: 'x' },
      { owner: 403, viewer: 403, reader: 403, key: 200, admin: 200 },
    ],
    [
      'give a device',
      'put',
      (t) => `/organizations/${t.organization}/devices/${t.lock}`,
      undefined,
      { owner: 403, viewer: 403, reader: 403, key: 200, admin: 200 },
    ],
    [
      'open a door, where no panels are asked',
      'post',
      (t) => `/doors/${t.door}/open`,
      undefined,
      { owner: 503, viewer: 503, reader: 403, key: 503, admin: 503 },
    ],
    ['read events of doors', 'get', () => '/doors/mine/events', undefined, { owner: 200, viewer: 200, reader: 200 }],
    ['list guests', 'get', () => '/guests', undefined, { owner: 200, viewer: 200, reader: 200, key: 200, admin: 200 }],
    [
      'choose that calls ring',
      'patch',
      (t) => `/organizations/${t.organization}/intercom-settings`,
      { calls: true },
      { owner: 200, viewer: 200, reader: 403, key: 200, admin: 200 },
    ],
    ['list keys', 'get', (t) => `/organizations/${t.organization}/keys`, undefined, { owner: 200, viewer: 200 }],
    [
      'give a key',
      'post',
      (t) => `/organizations/${t.organization}/keys`,
      { digits: 'ab' },
      { owner: 403, viewer: 403, reader: 403, key: 201, admin: 201 },
    ],
    [
      'list keys of a panel',
      'get',
      (t) => `/cameras/${t.camera}/panel/keys`,
      undefined,
      { owner: 403, viewer: 403, reader: 200, key: 200, admin: 200 },
    ],
    ['see who watches', 'get', () => '/viewings', undefined, { owner: 200, viewer: 200, reader: 200, key: 200 }],
  ];
  let clients: Record<string, Client>;
  beforeAll(async () => {
    await admin.post('/users', { login: 'reader', password: PASSWORD, administrator: true, readonly: true });
    clients = {
      owner,
      viewer,
      admin,
      key: withKey(app, ADMIN.apiKey),
      reader: await signedIn(app, 'reader', PASSWORD),
    };
  });

  test.each(rows)('%s', async (_what, method, path, body, expected) => {
    const got: Record<string, number> = {};
    for (const role of Object.keys(expected)) {
      const client = clients[role] as Client;
      const at = path(a);
      const answer =
        method === 'get' || method === 'delete' ? await client[method](at) : await client[method](at, body);
      got[role] = answer.status;
    }
    expect(got).toEqual(expected);
  });

  test('a read-only owner changes nothing', async () => {
    await admin.patch(`/users/${a.owner}`, { readonly: true });
    expect((await owner.get('/session')).body.organizations[0]).toMatchObject({ owner: true, editCameras: false });
    for (const [method, path, body] of [
      ['patch', `/cameras/${a.camera}`, { title: 'x' }],
      ['post', '/cameras', { organizationId: a.organization }],
      ['patch', `/organizations/${a.organization}`, { title: 'x' }],
      ['post', `/organizations/${a.organization}/folders`, { title: 'x' }],
      ['post', '/users', { login: 'x', organizationId: a.organization }],
      ['post', '/users', { login: 'x', parentId: a.owner }],
      ['patch', `/users/${a.viewer}`, { name: 'x' }],
      ['patch', '/session/preferences', { theme: 'dark' }],
      ['post', '/session/password', { current: PASSWORD, next: 'x' }],
      ['put', `/cameras/${a.camera}/blocks/owner`, {}],
    ] as const)
      expect([method, path, (await owner[method](path, body)).status]).toEqual([method, path, 403]);
    await admin.patch(`/users/${a.owner}`, { readonly: false });
  });
});
