import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Log } from '../../../src/core/core.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { bill } from './support.ts';

/** Logged at any level. */
const lines: string[] = [];
let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  const note = (fields: object, event: string) =>
    void lines.push(
      `${event} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? `${value.stack}` : value))}`,
    );
  const log: Log = { debug: note, info: note, warn: note, error: note };
  Object.assign(app.core, { log });
});
afterAll(async () => await app.close());

const CANARY = 'canary';
const DEVICE = {
  device_type: 2,
  stream: `rtsp://user:${CANARY}@10.20.0.7/live?token=${CANARY}`,
  camshot: `http://user:${CANARY}@10.20.0.7/snap.jpg?pwd=${CANARY}`,
  panelip: '10.20.0.8',
  panellogin: 'root',
  panelpasswd: CANARY,
  sippassword: CANARY,
  some_password: CANARY,
  link: `http://user:${CANARY}@10.20.0.9/`,
};
const OPEN = `http://root:${CANARY}@10.20.0.8/relay/1/open?password=${CANARY}`;

/** Every row of every table, but for the sealed columns. */
async function stored(): Promise<string> {
  const tables = await app.core.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const rows = await Promise.all(
    tables.map(({ name }) => app.core.sql`select row_to_json(t)::text as row from ${app.core.sql(name)} t`),
  );
  return JSON.stringify(rows);
}

test('no secret of a device or a door is in the database, in what is logged, or in a refusal', async () => {
  const answers: string[] = [];
  const call = async (method: string, body: object): Promise<number> => {
    const answer = await bill(app, method, body);
    answers.push(answer.text);
    return Number(answer.headers['x-device-id'] ?? answer.headers['x-door-id'] ?? answer.status);
  };
  const camera = await call('devices_add', { ...DEVICE, domophoneid: 5 });
  const lock = await call('devices_add', { ...DEVICE, device_type: 3 });
  const door = await call('doors_add', { device_id: lock, cam: camera, open: OPEN });
  await call('devices_mod', {
    ...DEVICE,
    device_id: camera,
    panelpasswd: `${CANARY}2`,
    stream: `rtsp://u:${CANARY}2@10.20.0.7/`,
  });
  await call('devices_mod', { ...DEVICE, device_id: lock });
  await call('doors_mod', { doors_id: door, open: OPEN.replace('root', 'admin') });
  const refused = [
    await call('devices_add', { ...DEVICE, domophoneid: 5 }),
    await call('devices_add', { ...DEVICE, stream: `rtsp://user:${CANARY}@127.0.0.1/` }),
    await call('devices_add', { ...DEVICE, stream: `user:${CANARY}@10.0.0.1` }),
    await call('devices_add', { ...DEVICE, camshot: `user:${CANARY}@10.0.0.1` }),
    await call('devices_add', { ...DEVICE, panelip: `http://user:${CANARY}@10.0.0.1` }),
    await call('devices_mod', { ...DEVICE, device_id: camera, panelpasswd: CANARY.repeat(100) }),
    await call('doors_add', { device_id: lock, open: `ftp://user:${CANARY}@10.0.0.1/` }),
    await call('doors_mod', { doors_id: door, open: `http://user:${CANARY}@127.0.0.1/` }),
    await call('doors_add', { device_id: 999_999, open: OPEN }),
    await call('auth', { username: 'x', password: CANARY }),
  ];
  expect(refused).toEqual([...Array<number>(9).fill(422), 200]);
  for (const [where, text] of Object.entries({ answers: answers.join(), lines: lines.join(), stored: await stored() }))
    expect(
      text.includes(CANARY) ? `${where}: ${text.slice(text.indexOf(CANARY) - 300, text.indexOf(CANARY) + 50)}` : '',
    ).toBe('');
  // They are kept all the same.
  const list = await bill(app, 'devices_list');
  expect(list.json.devices[0]).toMatchObject({
    panelpasswd: `${CANARY}2`,
    sippassword: CANARY,
    camshot: DEVICE.camshot,
  });
  expect((await bill(app, 'doors_list')).json.doors[0].open).toBe(OPEN.replace('root', 'admin'));
});

test('each call is logged with who, what and how it went', () => {
  expect(
    lines.some((line) =>
      /billing call.*"method":"devices_mod","status":200.*"client":"bill_api".*"device_id":"\d+"/.test(line),
    ),
  ).toBe(true);
});

test('by setting lists show *** for them, and what comes back so stays', async () => {
  const masked = await testApp({ env: { BILL_API_SHOW_SECRETS: 'false' } });
  await bill(masked, 'devices_add', DEVICE);
  await bill(masked, 'devices_add', { device_type: 3 });
  const [camera, lock] = (await bill(masked, 'devices_list')).json.devices;
  await bill(masked, 'doors_add', { device_id: lock.device_id, open: OPEN });
  const [door] = (await bill(masked, 'doors_list')).json.doors;
  expect(JSON.stringify([camera, door])).not.toContain(CANARY);
  expect(await bill(masked, 'devices_mod', { ...camera, title: 'Новое' })).toMatchObject({ status: 200, text: '' });
  expect(await bill(masked, 'doors_mod', { ...door, name: 'Новое' })).toMatchObject({ status: 200, text: '' });
  expect((await bill(masked, 'devices_list')).json.devices[0]).toEqual({ ...camera, title: 'Новое' });
  const [row] = await masked.core
    .sql`select stream_url_sealed, password_sealed from camera join panel on camera_id = id`;
  expect(masked.core.sealer.open(`camera.streamUrl:${camera.device_id}`, row?.streamUrlSealed)).toBe(DEVICE.stream);
  expect(masked.core.sealer.open(`panel.password:${camera.device_id}`, row?.passwordSealed)).toBe(CANARY);
  await masked.close();
});
