import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServiceAdministrator } from '../../src/core/clients/administrators.ts';
import { type Client, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

/**
 * What one dialect writes, every other reads: 10,000 pairs of a random write through one of the dialects and a read of
 * the same field through another, over the same few accounts, cameras and users, so that writes meet each other.
 */
const PAIRS = 10_000;
const AT_ONCE = 8;
const FORPOST = { AdminLogin: 'billing', AdminPassword: 'billing-secret' };

let app: TestApp;
let own: Client;
const accounts: number[] = [];
const cameras: { id: number; name: string }[] = [];
const users: number[] = [];
/** Made by the VMS billing API, each with a contract of its own. */
const subscribers: { id: number; login: string; contract: number }[] = [];

type Row = Record<string, unknown>;
type Value = string | number | boolean;

/** A field as the dialects write and read it. */
interface Field {
  readonly values: fc.Arbitrary<Value>;
  readonly objects: () => number;
  readonly writers: readonly ((index: number, value: Value) => Promise<unknown>)[];
  readonly readers: readonly ((index: number) => Promise<unknown>)[];
}

async function forpost(method: string, params: Record<string, unknown>): Promise<Row> {
  const form = new URLSearchParams({ ...FORPOST });
  for (const [name, value] of Object.entries(params)) form.set(name, String(value));
  const response = await fetch(`${app.url}/system-api/${method}`, { method: 'POST', body: form });
  const answer = (await response.json()) as Row | Row[];
  const row = Array.isArray(answer) ? (answer[0] ?? {}) : answer;
  if ('ErrorCode' in row) throw new Error(`${method} ${form}: ${JSON.stringify(row)}`);
  return row;
}

async function watcher(method: string, path: string, body?: Row): Promise<Row> {
  const response = await fetch(`${app.url}/vsaas/api/v2${path}`, {
    method,
    headers: { 'x-vsaas-api-key': ADMIN.apiKey, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Row;
}

async function vms(body: Row): Promise<Row> {
  const response = await fetch(`${app.url}/api/v1/billing/user/manage`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${ADMIN.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${JSON.stringify(body)}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Row;
}

async function smartyard(method: string, body: Row): Promise<Row> {
  const response = await fetch(`${app.url}/bill/api/${method}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${method} ${JSON.stringify(body)}: ${response.status} ${answer}`);
  return answer === '' ? {} : (JSON.parse(answer) as Row);
}

async function device(index: number): Promise<Row> {
  const { devices } = (await smartyard('devices_list', {})) as { devices: Row[] };
  return devices.find((one) => one.device_id === camera(index).id) ?? {};
}

async function api(method: 'get' | 'patch' | 'put' | 'delete', path: string, body?: Row): Promise<Row> {
  const answer = method === 'get' || method === 'delete' ? await own[method](path) : await own[method](path, body);
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as Row;
}

const text = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'Двор №7 "A&B" <yard> é😀-_') });
const title = text.filter((value) => value.trim() === value);
const flag = (value: unknown) => (value ? 1 : 0);
const camera = (index: number) => cameras[index] ?? { id: 0, name: '' };
const subscriber = (index: number) => subscribers[index] ?? { id: 0, login: '', contract: 0 };
const uid = (index: number) => `${5000 + index}`;
/** Each contract is given each camera, or has it taken. */
const right = (index: number) => ({
  contract: index % accounts.length,
  camera: camera(Math.floor(index / accounts.length)).id,
});
const rightPath = (index: number) => `/organizations/${accounts[right(index).contract]}/devices/${right(index).camera}`;
const given = async (index: number) => {
  const { items } = (await api('get', `/organizations/${accounts[right(index).contract]}/devices`)) as { items: Row[] };
  return items.some(({ deviceId }) => deviceId === right(index).camera);
};
const block = async (path: string, on: unknown) =>
  on ? await api('delete', `${path}/blocks/billing`) : await api('put', `${path}/blocks/billing`, {});

const FIELDS: Readonly<Record<string, Field>> = {
  'camera title': {
    values: title,
    objects: () => cameras.length,
    writers: [
      (index, value) => forpost('EditCamera', { ID: camera(index).id, Name: value }),
      (index, value) => watcher('PUT', `/cameras/${camera(index).name}`, { title: value }),
      (index, value) => smartyard('devices_mod', { device_id: camera(index).id, title: value }),
      (index, value) => api('patch', `/cameras/${camera(index).id}`, { title: value }),
    ],
    readers: [
      async (index) => (await forpost('GetCameras', { ID: camera(index).id })).Name,
      async (index) => (await watcher('GET', `/cameras/${camera(index).name}`)).title,
      async (index) => (await device(index)).title,
      async (index) => (await api('get', `/cameras/${camera(index).id}`)).title,
    ],
  },
  'camera switched on': {
    values: fc.boolean(),
    objects: () => cameras.length,
    writers: [
      (index, value) => forpost('EditCamera', { ID: camera(index).id, IsActive: flag(value) }),
      (index, value) => watcher('PUT', `/cameras/${camera(index).name}`, { enabled: value }),
      (index, value) => smartyard('devices_mod', { device_id: camera(index).id, is_active: value }),
      (index, value) => block(`/cameras/${camera(index).id}`, value),
    ],
    readers: [
      async (index) => (await forpost('GetCameras', { ID: camera(index).id })).IsActive === 1,
      async (index) => (await watcher('GET', `/cameras/${camera(index).name}`)).enabled,
      async (index) => (await device(index)).is_active,
      async (index) => (await api('get', `/cameras/${camera(index).id}`)).enabled,
    ],
  },
  'camera archive depth': {
    values: fc.integer({ min: 1, max: 60 }),
    objects: () => cameras.length,
    writers: [
      (index, value) => forpost('EditCamera', { ID: camera(index).id, Quota: Number(value) * 86_400 }),
      (index, value) => watcher('PUT', `/cameras/${camera(index).name}`, { dvr_depth: value }),
      (index, value) => smartyard('devices_mod', { device_id: camera(index).id, record_days: value }),
      (index, value) => api('patch', `/cameras/${camera(index).id}`, { archiveDays: value }),
    ],
    readers: [
      async (index) => Number((await forpost('GetCameras', { ID: camera(index).id })).Quota) / 86_400,
      async (index) => (await watcher('GET', `/cameras/${camera(index).name}`)).dvr_depth,
      async (index) => (await device(index)).record_days,
    ],
  },
  'right of a contract on a camera': {
    values: fc.boolean(),
    objects: () => accounts.length * cameras.length,
    writers: [
      (index, value) =>
        smartyard(value ? 'rights_add' : 'rights_del', {
          uid: uid(right(index).contract),
          device_id: [right(index).camera],
        }),
      async (index, value) => {
        if (value || (await given(index))) await api(value ? 'put' : 'delete', rightPath(index));
      },
    ],
    readers: [
      async (index) => {
        const { rights } = (await smartyard('rights_list', { uid: uid(right(index).contract) })) as { rights: Row[] };
        return rights.some((one) => one.device_id === right(index).camera);
      },
      given,
    ],
  },
  'account name': {
    values: title,
    objects: () => accounts.length,
    writers: [
      (index, value) => forpost('EditAccount', { ID: accounts[index], Name: value }),
      (index, value) => watcher('PUT', `/organizations/${accounts[index]}`, { title: value }),
      (index, value) => api('patch', `/organizations/${accounts[index]}`, { title: value }),
    ],
    readers: [
      async (index) => (await forpost('FindAccounts', { ID: accounts[index] })).Name,
      async (index) => (await watcher('GET', `/organizations/${accounts[index]}`)).title,
      async (index) => (await api('get', `/organizations/${accounts[index]}`)).title,
    ],
  },
  'account camera limit': {
    values: fc.integer({ min: 0, max: 1000 }),
    objects: () => accounts.length,
    writers: [
      (index, value) => forpost('EditAccount', { ID: accounts[index], MaxCameraCount: value }),
      (index, value) => watcher('PUT', `/organizations/${accounts[index]}`, { camera_limit: value }),
      (index, value) => api('patch', `/organizations/${accounts[index]}`, { cameraLimit: value }),
    ],
    readers: [
      async (index) => (await forpost('FindAccounts', { ID: accounts[index] })).MaxCameraCount,
      async (index) => (await watcher('GET', `/organizations/${accounts[index]}`)).camera_limit,
      async (index) => (await api('get', `/organizations/${accounts[index]}`)).cameraLimit,
    ],
  },
  'user e-mail': {
    values: fc.integer({ min: 1, max: 1_000_000 }).map((n) => `u${n}@example.net`),
    objects: () => users.length,
    writers: [
      (index, value) => forpost('EditUser', { ID: users[index], Email: value }),
      (index, value) => api('patch', `/users/${users[index]}`, { email: value }),
    ],
    readers: [
      async (index) => (await forpost('GetAccountUsers', { ID: users[index] })).Email,
      async (index) => (await api('get', `/users/${users[index]}`)).email,
    ],
  },
  'user switched on': {
    values: fc.boolean(),
    objects: () => users.length,
    writers: [
      (index, value) => forpost('EditUser', { ID: users[index], IsActive: flag(value) }),
      (index, value) => watcher('PUT', `/users/${users[index]}`, { enabled: value }),
      (index, value) => block(`/users/${users[index]}`, value),
    ],
    readers: [
      async (index) => (await forpost('GetAccountUsers', { ID: users[index] })).IsActive === 1,
      async (index) => (await watcher('GET', `/users/${users[index]}`)).enabled,
      async (index) => ((await api('get', `/users/${users[index]}`)).blocks as unknown[]).length === 0,
    ],
  },
  'subscriber name': {
    values: title,
    objects: () => subscribers.length,
    writers: [
      (index, value) => vms({ login: subscriber(index).login, name: value }),
      (index, value) => watcher('PUT', `/users/${subscriber(index).id}`, { name: value }),
      (index, value) => api('patch', `/users/${subscriber(index).id}`, { name: value }),
    ],
    readers: [
      async (index) => (await vms({ login: subscriber(index).login })).name,
      async (index) => (await watcher('GET', `/users/${subscriber(index).id}`)).name,
      async (index) => (await api('get', `/users/${subscriber(index).id}`)).name,
    ],
  },
  'subscriber telephone': {
    values: fc.integer({ min: 1, max: 9_999_999 }).map((n) => `+7999${n}`),
    objects: () => subscribers.length,
    writers: [
      (index, value) => vms({ login: subscriber(index).login, properties: [{ type: 'phone', value }] }),
      (index, value) => api('patch', `/users/${subscriber(index).id}`, { phone: value }),
    ],
    readers: [
      async (index) => {
        const { billing_properties } = await vms({ login: subscriber(index).login });
        return (billing_properties as Row[])[0]?.value;
      },
      async (index) => (await api('get', `/users/${subscriber(index).id}`)).phone,
    ],
  },
  'subscriber switched on': {
    values: fc.boolean(),
    objects: () => subscribers.length,
    writers: [
      (index, value) => vms({ login: subscriber(index).login, status: value ? 'active' : 'blocked' }),
      (index, value) => forpost('EditAccount', { ID: subscriber(index).contract, IsActive: flag(value) }),
      (index, value) => block(`/organizations/${subscriber(index).contract}`, value),
    ],
    readers: [
      async (index) => (await vms({ login: subscriber(index).login })).status === 'active',
      async (index) => (await forpost('FindAccounts', { ID: subscriber(index).contract })).IsActive === 1,
      async (index) => {
        const { blocks } = await api('get', `/organizations/${subscriber(index).contract}`);
        return (blocks as unknown[]).length === 0;
      },
    ],
  },
};

beforeAll(async () => {
  app = await testApp();
  own = withKey(app, ADMIN.apiKey);
  const { core, system } = app;
  // What a machine client blocks is the billing's, whichever client it is.
  await createServiceAdministrator(core, system, { login: FORPOST.AdminLogin, password: FORPOST.AdminPassword });
  const preset = await own.post('/presets', { title: 'Free', archiveDays: 7, adjustable: true });
  for (let i = 0; i < 4; i++) {
    const windows = ['Online', 'Archival', 'UserOnline', 'UserArchival'];
    const limits = Object.fromEntries(windows.map((kind) => [`MaxCamera${kind}TranslationCount`, 2]));
    const account = { Name: `Account ${i}`, MaxCameraCount: 9, MaxLoginCount: 9, Quota: 86_400, ...limits };
    accounts.push(Number((await forpost('AddAccount', account)).ID));
    await own.patch(`/organizations/${accounts[i]}`, { outsideUid: uid(i) });
    for (let k = 0; k < 2; k++) {
      const name = `camera-${i}-${k}`;
      const row = { name, stream_url: 'fake://clock', organization_id: accounts[i], preset_id: preset.body.id };
      await watcher('POST', '/cameras', row);
      const { items } = (await own.get(`/cameras?search=${name}`)).body;
      cameras.push({ id: items[0].id, name });
      const login = `user-${i}-${k}`;
      users.push(
        Number((await forpost('AddUser', { AccountID: accounts[i], Login: login, Password: 'secret-77' })).ID),
      );
    }
    const login = `subscriber-${i}`;
    const made = await fetch(`${app.url}/api/v1/billing/user/manage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ login, password: 'secret-77', billing_info: { billing_id: `${7000 + i}` } }),
    });
    const { id } = (await made.json()) as { id: number };
    const home = (await own.get(`/users/${id}`)).body.home;
    subscribers.push({ id, login, contract: home.id });
  }
});
afterAll(async () => await app.close());

test('what one dialect writes, another reads, field by field', { timeout: 600_000 }, async () => {
  const names = Object.keys(FIELDS);
  const pair = fc.constantFrom(...names).chain((name) =>
    fc.record({
      name: fc.constant(name),
      value: FIELDS[name]?.values ?? fc.constant(0),
      object: fc.nat(),
      writer: fc.nat(),
      reader: fc.nat(),
    }),
  );
  const pairs = fc.sample(pair, { numRuns: PAIRS, seed: 20_261_122 });
  // Each object's pairs go one after the other; those of different fields and objects meet.
  const lines = new Map<string, (() => Promise<void>)[]>();
  for (const { name, value, object, writer, reader } of pairs) {
    const field = FIELDS[name];
    if (!field) continue;
    const index = object % field.objects();
    const write = field.writers[writer % field.writers.length];
    const read = field.readers[reader % field.readers.length];
    const key = `${name.split(' ')[0]} ${index}`;
    const line = lines.get(key) ?? [];
    lines.set(key, line);
    line.push(async () => {
      await write?.(index, value);
      expect([name, await read?.(index)]).toEqual([name, value]);
    });
  }
  const waiting = [...lines.values()];
  let done = 0;
  const work = async () => {
    for (let line = waiting.shift(); line; line = waiting.shift())
      for (const step of line) {
        await step();
        done++;
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(done).toBe(PAIRS);
});
