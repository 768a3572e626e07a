import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeCamera } from '../../../src/core/cameras/change/change.ts';
import { giveDevices } from '../../../src/core/contracts/devices.ts';
import { MobileBed, OFF, OK, UNPAID } from './mobile-bed.ts';
import { ANNA, house } from './mobile-support.ts';
import { send } from './support.ts';

let bed: MobileBed;
beforeAll(async () => {
  bed = await MobileBed.start();
});
afterAll(async () => await bed.app.close());

const ask: MobileBed['ask'] = (...call) => bed.ask(...call);

describe('cctv', () => {
  test('all has the cameras of a contract with our URL and a token that plays them', async () => {
    const { json } = await ask('cctv/all', { houseId: '10' });
    expect(json).toEqual({
      ...OK,
      data: [
        {
          id: bed.a.camera,
          name: 'Подъезд 10',
          lat: '55.75',
          lon: '37.61',
          url: `${bed.app.url}/${bed.a.cameraName}`,
          token: expect.stringMatching(/^1\./),
          serverType: 'flussonic',
        },
      ],
    });
    const all = await ask('cctv/all');
    expect(all.json.data.map(({ id }: { id: number }) => id)).toEqual([bed.a.camera, bed.a2.camera]);
  });

  test('a camera without coordinates has none, and one of a name with slashes a URL that leads there', async () => {
    const { camera } = await house(bed.app, '1010');
    await changeCamera(bed.app.core, bed.app.system, { id: camera }, { coordinates: '' });
    bed.billing.phones.set(ANNA, ['10', '101', '1010']);
    const { json } = await ask('cctv/all', { houseId: '1010' });
    expect(json.data[0]).toMatchObject({ lat: '', lon: '' });
    bed.billing.phones.set(ANNA, ['10', '101']);
    expect((await ask('cctv/all', { houseId: '1010' })).json).toEqual(OFF);
  });

  test('a second device and a second house leave the token of the first alone', async () => {
    const token = (await ask('cctv/all', { houseId: '10' })).json.data[0].token;
    await ask('cctv/all', { houseId: '101' });
    await ask('cctv/camMap', {});
    expect((await bed.access(token, bed.a.cameraName)).status).toBe(200);
  });

  test.each(['cctv/all', 'cctv/camMap', 'address/plogDays'])('%s: not paid is 402, not ordered 404', async (path) => {
    const body = { houseId: '10', flatId: '10' };
    await bed.whileBilling('10', 'unpaid', async () => {
      const { status, json } = await ask(path, body);
      expect([status, json]).toEqual([402, UNPAID]);
    });
    await bed.whileBilling('10', 'off', async () => {
      const { status, json } = await ask(path, body);
      expect([status, json]).toEqual([404, OFF]);
    });
    expect((await ask(path, body)).status).toBe(200);
  });

  test('without a house those are shown that are open', async () => {
    await bed.whileBilling('10', 'unpaid', async () => {
      const { json } = await ask('cctv/all');
      expect(json.data.map(({ id }: { id: number }) => id)).toEqual([bed.a2.camera]);
    });
  });

  test('without a house, and with none that is open, it is told why', async () => {
    for (const path of ['cctv/all', 'cctv/camMap']) {
      await bed.whileBilling('20', 'unpaid', async () => {
        const { status, json } = await ask(path, {}, bed.bob);
        expect([status, json]).toEqual([402, UNPAID]);
      });
      await bed.whileBilling('20', 'off', async () => {
        const { status, json } = await ask(path, {}, bed.bob);
        expect([status, json]).toEqual([404, OFF]);
      });
    }
  });

  test('a player is cut off, and let in again, with what the billing says', async () => {
    const token = (await ask('cctv/all', { houseId: '10' })).json.data[0].token;
    await bed.whileBilling('10', 'unpaid', async () => {
      await ask('cctv/all', { houseId: '10' });
      expect((await bed.access(token, bed.a.cameraName)).status).toBe(403);
    });
    expect((await bed.access(token, bed.a.cameraName)).status).toBe(200);
  });

  test('a camera whose own tariff is not paid, or off, has an address that says so', async () => {
    const { camera } = await house(bed.app, '102');
    await giveDevices(bed.app.core, bed.app.system, { uid: '10' }, [camera]);
    bed.billing.byDevice = true;
    try {
      for (const [state, status] of [
        ['unpaid', 402],
        ['off', 404],
      ] as const) {
        bed.billing.devices.set(camera, state);
        const { json } = await ask('cctv/all', { houseId: '10' });
        expect(json.data.map(({ id }: { id: number }) => id)).toEqual([bed.a.camera, camera]);
        expect(json.data[0].token).not.toBe('');
        expect(json.data[1]).toMatchObject({ url: `${bed.app.url}/api/${status}`, token: '' });
        const player = await send(bed.app, `/api/${status}/index.m3u8?token=`, { method: 'GET' });
        expect(player.status).toBe(status);
      }
    } finally {
      bed.billing.byDevice = false;
      bed.billing.devices.clear();
      await ask('cctv/all', { houseId: '10' });
    }
  });

  test('ranges are those of our archive, as deep as it is sold', async () => {
    const { json } = await ask('cctv/ranges', { cameraId: bed.a.camera });
    expect(json).toEqual({
      ...OK,
      data: [{ stream: bed.a.cameraName, ranges: [{ from: expect.any(Number), duration: expect.any(Number) }] }],
    });
    expect(json.data[0].ranges[0].duration).toBeGreaterThan(50);
  });

  test.each([
    ['2026-01-01 10:00:00', '2026-01-01 10:15:01'],
    ['2026-01-01 10:00:00', '2026-01-02 10:00:10'],
  ])('recPrepare from %s to %s is too long', async (from, to) => {
    const { status, json } = await ask('cctv/recPrepare', { id: bed.a.camera, from, to });
    expect(status).toBe(403);
    expect(json).toEqual({ code: 403, name: 'Set less than 15 min.', message: 'Установите менее 15 мин.' });
  });

  test.each([
    [{ from: '2026-01-01 10:00:00', to: '2026-01-01 10:00:00' }],
    [{ from: '2026-01-01', to: '2026-01-01 10:00:00' }],
    [{ from: '2026-01-01 10:00:00' }],
    [{ from: '2026-02-30 10:00:00', to: '2026-02-30 10:01:00' }],
  ])('recPrepare of %j is no form', async (body) => {
    expect((await ask('cctv/recPrepare', { id: bed.a.camera, ...body })).status).toBe(422);
  });

  test('camMap and door lead to the camera that sees the door', async () => {
    const map = await ask('cctv/camMap', { houseId: '10' });
    expect(map.json.data).toEqual([
      {
        id: String(bed.a.camera),
        url: `${bed.app.url}/${bed.a.cameraName}`,
        token: expect.stringMatching(/^1\./),
        frs: 'f',
        serverType: 'flussonic',
      },
    ]);
    const door = await ask('cctv/door', { houseId: '10', doorId: bed.a.door });
    expect(door.json.data).toMatchObject({
      doorId: bed.a.door,
      name: 'Подъезд 10',
      url: `${bed.app.url}/${bed.a.cameraName}`,
    });
    expect((await bed.access(door.json.data.token, bed.a.cameraName)).status).toBe(200);
  });
});

describe('accessfl', () => {
  test('is an empty 200 for the stream of the token, by name and by uuid', async () => {
    const token = (await ask('cctv/all', { houseId: '10' })).json.data[0].token;
    const yes = await bed.access(token, bed.a.cameraName);
    expect([yes.status, yes.text]).toEqual([200, '']);
    const [camera] = await bed.app.core.sql<{ uuid: string }[]>`select uuid from camera where id = ${bed.a.camera}`;
    expect((await bed.access(token, camera?.uuid ?? '')).status).toBe(200);
  });

  test('refuses all else alike', async () => {
    const token = (await ask('cctv/all', { houseId: '10' })).json.data[0].token;
    const [other] = await bed.app.core.sql<{ uuid: string }[]>`select uuid from camera where id = ${bed.b.camera}`;
    const refused = [
      await bed.access(token, bed.b.cameraName),
      await bed.access(token, other?.uuid ?? ''),
      await bed.access(token, 'none'),
      await bed.access(token, '00000000-0000-4000-8000-000000000000'),
      await bed.access(`${token.slice(0, -2)}AA`, bed.a.cameraName),
      await bed.access(token, bed.a.cameraName, '&mode=publish'),
      await bed.access(token, ''),
    ];
    for (const one of refused)
      expect([one.status, one.json]).toEqual([403, { code: 403, name: 'Forbidden', message: 'Не верный токен' }]);
    const none = await send(bed.app, `/api/accessfl?name=${bed.a.cameraName}`, { method: 'GET' });
    expect(none.json).toEqual({ code: 403, name: 'Forbidden', message: 'Нет токена' });
  });
});
