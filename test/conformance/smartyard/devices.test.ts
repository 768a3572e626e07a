import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { DEVICE, DOOR } from './cases.ts';
import { bill, writes } from './support.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => await app.close());

const UUID = '8ee703fe-5e92-4f6e-a6bb-e194a8825be4';
type Device = Record<string, unknown> & { device_id: number };
const devices = async (): Promise<Device[]> => (await bill(app, 'devices_list')).json.devices;
const device = async (id: number): Promise<Device> => {
  const found = (await devices()).find(({ device_id }) => device_id === id);
  if (!found) throw new Error(`There is no device ${id}`);
  return found;
};
const add = async (body: object): Promise<number> => {
  const answer = await bill(app, 'devices_add', body);
  if (answer.status !== 200) throw new Error(answer.text);
  return Number(answer.headers['x-device-id']);
};
const mod = async (body: object) => await bill(app, 'devices_mod', body);
const door = async (id: number) =>
  (await bill(app, 'doors_list')).json.doors.find((one: { id: number }) => one.id === id);

describe('a device', () => {
  let id = 0;

  test("comes back as the document's own example was sent, with its credentials", async () => {
    id = await add({ ...DEVICE, device_uuid: UUID, colour: 'red' });
    const { device_type, ...rest } = DEVICE;
    expect(await device(id)).toEqual({ ...rest, device_id: id, device_type: 'cam', monitorid: null });
    const [row] = await app.core.sql`select name, uuid, organization_id, extra from camera where id = ${id}`;
    expect(row).toEqual({
      name: UUID,
      uuid: UUID,
      organizationId: 1,
      extra: { smartyard: { url: 'vd.sait.ru', colour: 'red', device_type: 'cam' } },
    });
  });

  test("of the document's own example is taken as it stands there, and nothing is connected to", async () => {
    const example = { ...DEVICE, stream: 'rtsp://ip:port/url', camshot: 'url camshot', domophoneid: 99 };
    const made = await add(example);
    const { device_type, ...rest } = example;
    expect(await device(made)).toMatchObject(rest);
    const [row] = await app.core.sql`select stream_url, thumbnails_url from camera where id = ${made}`;
    expect(row).toEqual({ streamUrl: '', thumbnailsUrl: '' });
    await mod({ device_id: made, stream: 'rtsp://10.20.0.8/1', camshot: 'None' });
    expect(await device(made)).toMatchObject({ stream: 'rtsp://10.20.0.8/1', camshot: null });
    await mod({ device_id: made, stream: 'None' });
    expect(await device(made)).toMatchObject({ stream: null });
    await bill(app, 'devices_del', { device_id: made });
  });

  test('of the same device_uuid, domophoneid or monitorid is refused by name, and nothing of it stays', async () => {
    await mod({ device_id: id, monitorid: 7 });
    const before = await writes(app);
    const same = { device_type: 2, title: 'Другой' };
    for (const [name, value] of Object.entries({ device_uuid: UUID, domophoneid: 1, monitorid: 7 })) {
      const answer = await bill(app, 'devices_add', { ...same, [name]: value });
      expect(answer.status).toBe(422);
      expect(answer.text).toBe(`Ошибка запроса: Параметр ${name}: уже занят устройством ${id}`);
    }
    expect(await writes(app)).toBe(before);
    expect(await devices()).toHaveLength(1);
  });

  test('is changed in the fields that are named alone', async () => {
    const before = await device(id);
    expect(await mod({ device_id: String(id), title: 'Новое имя', record_days: '3', longitude: '46,5' })).toMatchObject(
      {
        status: 200,
        text: '',
      },
    );
    expect(await device(id)).toEqual({ ...before, title: 'Новое имя', record_days: 3, longitude: 46.5 });
    await mod({ device_id: id });
    expect((await device(id)).title).toBe('Новое имя');
  });

  test("loses what is sent as 'None', null or ''", async () => {
    await mod({ device_id: id, url: 'None', longitude: 'None', latitude: null, dtmf: '', panelpasswd: 'None' });
    await mod({ device_id: id, domophoneid: 'None', monitorid: null, camshot: '', address: 'None', colour: 'None' });
    expect(await device(id)).toMatchObject({
      url: null,
      longitude: null,
      latitude: null,
      dtmf: null,
      panelpasswd: null,
      domophoneid: null,
      monitorid: null,
      camshot: null,
      address: '',
      sippassword: 'Passwd',
      stream: DEVICE.stream,
    });
    const [row] = await app.core.sql`select extra from camera where id = ${id}`;
    expect(row?.extra).toEqual({ smartyard: { device_type: 'cam' } });
  });

  test('of one coordinate alone has none', async () => {
    expect((await mod({ device_id: id, latitude: 55 })).text).toMatch(/longitude/);
    expect((await mod({ device_id: id, latitude: '55.5', longitude: 37 })).status).toBe(200);
    expect(await device(id)).toMatchObject({ latitude: 55.5, longitude: 37 });
    await mod({ device_id: id, latitude: 'None' });
    expect(await device(id)).toMatchObject({ latitude: null, longitude: null });
  });

  test('of type 2 is a mewcam, of type 1 a camera again without a panel', async () => {
    await mod({ device_id: id, device_type: 2 });
    expect(await device(id)).toMatchObject({ device_type: 'mewcam', paneltype: 1, panelip: '192.168.1.1' });
    await mod({ device_id: id, device_type: '1', domophoneid: 'None' });
    expect(await device(id)).toMatchObject({ device_type: 'cam', paneltype: null, panelip: null, sippassword: null });
    expect(await app.core.sql`select from panel`).toHaveLength(0);
    await mod({ device_id: id, device_type: 'newcam', paneltype: 'Sokol', dtmf: '012*' });
    expect(await device(id)).toMatchObject({ device_type: 'mewcam', paneltype: 2, dtmf: '012*' });
  });

  test('says by is_active whether the billing holds it shut', async () => {
    for (const [sent, shown] of [
      [false, false],
      ['True', true],
      ['False', false],
      ['None', false],
      ['1', true],
    ]) {
      await mod({ device_id: id, is_active: sent });
      expect((await device(id)).is_active).toBe(shown);
    }
    const blocks = await app.core.sql`select source from block`;
    expect(blocks).toEqual([]);
  });

  test('keeps its uuid', async () => {
    expect((await mod({ device_id: id, device_uuid: UUID.toUpperCase() })).status).toBe(200);
    expect((await mod({ device_id: id, device_uuid: 'None' })).status).toBe(200);
    expect((await mod({ device_id: id, device_uuid: crypto.randomUUID() })).text).toContain('device_uuid');
  });

  test('is deleted, twice as well as once', async () => {
    expect(await bill(app, 'devices_del', { device_id: id })).toMatchObject({ status: 200, text: '' });
    expect(await devices()).toEqual([]);
    expect(await bill(app, 'devices_del', { device_id: id })).toMatchObject({ status: 200, text: '' });
    expect(await mod({ device_id: id, title: 'x' })).toMatchObject({ status: 200, text: '' });
  });
});

describe('a lock', () => {
  const NONE = Object.fromEntries(Object.keys(DEVICE).map((name) => [name, 'None']));
  let id = 0;

  test("is made of its title and address, the rest being 'None'", async () => {
    id = await add({
      ...NONE,
      device_type: 3,
      device_uuid: UUID,
      title: 'Замок',
      address: 'Лесная, 1',
      is_active: true,
    });
    expect(await device(id)).toMatchObject({ device_type: 'lock', title: 'Замок', address: 'Лесная, 1', stream: null });
    const [row] = await app.core.sql`select uuid, extra from lock where id = ${id}`;
    expect(row?.uuid).toBe(UUID);
    const same = await bill(app, 'devices_add', { device_type: 'lock', device_uuid: UUID });
    expect(same.text).toBe(`Ошибка запроса: Параметр device_uuid: уже занят устройством ${id}`);
  });

  test('keeps what a camera alone has beside it, without passwords', async () => {
    const other = await add({ ...DEVICE, device_type: 3 });
    expect(await device(other)).toMatchObject({ device_type: 'lock', title: DEVICE.title, stream: null, url: null });
    const [row] = await app.core.sql<{ extra: object }[]>`select extra from lock where id = ${other}`;
    expect(row?.extra).toMatchObject({
      smartyard: { url: 'vd.sait.ru', stream: 'rtsp://***@10.20.0.7:554/url', panelpasswd: '***', sippassword: '***' },
    });
    await bill(app, 'devices_del', { device_id: other });
  });

  test('is no camera, nor does a camera become one', async () => {
    expect((await mod({ device_id: id, device_type: 1 })).text).toContain('device_type');
    const camera = await add({ device_type: 1 });
    expect((await mod({ device_id: camera, device_type: 'lock' })).text).toContain('device_type');
    await bill(app, 'devices_del', { device_id: camera });
  });

  test('is changed and shut', async () => {
    await mod({ ...NONE, device_id: id, device_type: 3, title: 'Ворота', is_active: 'False' });
    expect(await device(id)).toMatchObject({ title: 'Ворота', address: '', is_active: false });
  });

  test('takes its doors with it', async () => {
    const camera = await add({ device_type: 1, title: 'У двери' });
    const made = await bill(app, 'doors_add', { ...DOOR, device_id: id, cam: camera });
    const doorId = Number(made.headers['x-door-id']);
    expect(await door(doorId)).toEqual({ ...DOOR, id: doorId, device_id: id, cam: camera });
    await bill(app, 'devices_del', { device_id: id });
    expect((await bill(app, 'doors_list')).json).toEqual({ doors: [] });
  });
});

describe('a door', () => {
  let lock = 0;
  let camera = 0;
  let id = 0;
  beforeAll(async () => {
    lock = await add({ device_type: 3 });
    camera = await add({ device_type: 2 });
    const made = await bill(app, 'doors_add', {
      device_id: String(lock),
      cam: camera,
      icon: 'None',
      open_trait: 'None',
    });
    id = Number(made.headers['x-door-id']);
  });

  test('is opened by GET, and an entrance, unless it says otherwise', async () => {
    const bare = {
      device_id: lock,
      cam: camera,
      entrance: null,
      name: '',
      open: '',
      icon: 'entrance',
      open_trait: 'GET',
    };
    expect(await door(id)).toEqual({ id, ...bare });
  });

  test('is changed by doors_id or id, in what is named alone', async () => {
    await bill(app, 'doors_mod', { doors_id: id, ...DOOR, open_trait: 'put', icon: 'Gate' });
    expect(await door(id)).toEqual({ ...DOOR, icon: 'gate', id, device_id: lock, cam: camera });
    await bill(app, 'doors_mod', { id, name: 'Калитка', cam: 'None', device_id: 'None' });
    expect(await door(id)).toEqual({ ...DOOR, icon: 'gate', id, device_id: lock, cam: null, name: 'Калитка' });
    expect((await bill(app, 'doors_del', { id })).status).toBe(200);
    expect(await door(id)).toBeUndefined();
  });
});

describe('the policy of where cameras may lead', () => {
  test.each([
    ['stream', 'rtsp://127.0.0.1:554/x'],
    ['stream', 'rtsp://u:canary@169.254.169.254/latest'],
    ['camshot', 'http://[::1]/snap.jpg'],
    ['panelip', '127.0.0.1:8080'],
    ['panelip', 'http://localhost'],
  ])('refuses %s %s in words, and writes nothing', async (name, url) => {
    const before = await writes(app);
    const answer = await bill(app, 'devices_add', { device_type: 2, title: 'x', [name]: url });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(new RegExp(`Параметр ${name}: адрес недоступен`));
    expect(answer.text).not.toContain('canary');
    expect(await writes(app)).toBe(before);
    expect((await devices()).filter(({ title }) => title === 'x')).toEqual([]);
  });

  test("an organization's networks hold too", async () => {
    await app.core.sql`update organization set networks = '{10.0.0.0/8}' where is_default`;
    const outside = await bill(app, 'devices_add', { device_type: 1, stream: 'rtsp://192.168.7.7/1' });
    expect(outside.text).toMatch(/stream: адрес вне сетей/);
    await app.core.sql`update organization set networks = '{}' where is_default`;
  });
});

test('a camera of no url of its own is told to be at our own', async () => {
  const other = await testApp({ env: { PUBLIC_URL: 'https://video.example.net' } });
  await bill(other, 'devices_add', { device_type: 1 });
  expect((await bill(other, 'devices_list')).json.devices[0].url).toBe('https://video.example.net');
  await other.close();
});
