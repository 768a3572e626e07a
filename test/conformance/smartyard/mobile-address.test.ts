import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wallTime } from '../../../src/core/time.ts';
import { MobileBed, OK } from './mobile-bed.ts';
import { ANNA, row, signIn, whileDown } from './mobile-support.ts';

let bed: MobileBed;
beforeAll(async () => {
  bed = await MobileBed.start();
  bed.billing.rows.set(ANNA, [row(), row({ login: '7' })]);
});
afterAll(async () => await bed.app.close());

const ask: MobileBed['ask'] = (...call) => bed.ask(...call);

describe('address', () => {
  test('getAddressList has each contract with its doors', async () => {
    const { json } = await ask('address/getAddressList');
    expect(json).toEqual({ ...OK, data: expect.any(Array) });
    expect(json.data.map((one: { houseId: string }) => one.houseId)).toEqual(['10', '101']);
    expect(json.data[0]).toEqual({
      houseId: '10',
      address: 'г. Москва, ул. Тверская, д 1 кв. 1',
      doors: [
        { domophoneId: String(bed.a.lock), doorId: bed.a.door, entrance: '1', icon: 'entrance', name: 'Подъезд' },
      ],
      cctv: 1,
      hasPlog: 't',
      hasCctv: 't',
      hasFrs: 'f',
      hasHcs: 'f',
      hasSh: 'f',
      frsEnabled: false,
    });
  });

  test('no contract is an empty list, never a made-up house', async () => {
    const { token } = await signIn(bed.app, '89105555555');
    for (const path of ['address/getAddressList', 'address/getSettingsList', 'cctv/all', 'cctv/camMap'])
      expect((await ask(path, {}, token)).json, path).toEqual({ ...OK, data: [] });
  });

  test('getSettingsList names the contract, its services and its flat', async () => {
    const { json } = await ask('address/getSettingsList');
    expect(json.data[0]).toEqual({
      address: 'г. Москва, ул. Тверская, д 1 кв. 1',
      services: ['internet', 'cctv', 'domophone'],
      hasPlog: 't',
      hasGates: 't',
      hasConfirm: 'f',
      contractOwner: 't',
      clientId: '00101',
      contractName: 'Договор 00101',
      houseId: '10',
      flatId: '10',
      flatNumber: '12',
    });
  });

  test('a contract that is not paid is listed with its doors, one without the service without', async () => {
    await bed.whileBilling('10', 'unpaid', async () => {
      const { json } = await ask('address/getAddressList');
      expect(json.data[0]).toMatchObject({ houseId: '10', cctv: 1, doors: [{ doorId: bed.a.door }] });
    });
    await bed.whileBilling('10', 'off', async () => {
      const { json } = await ask('address/getAddressList');
      expect(json.data[0]).toMatchObject({ houseId: '10', cctv: 0, doors: [] });
    });
  });

  test('nothing known of the contracts is 503, never an empty list', async () => {
    const { token } = await signIn(bed.app, '89106666666');
    await whileDown(bed.app, bed.billing, async () => {
      for (const path of ['address/getAddressList', 'address/getSettingsList', 'cctv/all', 'cctv/camMap']) {
        const { status, json } = await ask(path, {}, token);
        expect([status, json.code], path).toEqual([503, 503]);
      }
      expect((await ask('address/getAddressList')).json.data).toHaveLength(2);
    });
  });

  test('intercom keeps whether telephones ring and whether there is a log', async () => {
    const shown = {
      allowDoorCode: 'f',
      doorCode: '',
      CMS: 'f',
      VoIP: 't',
      autoOpen: '1970-01-01 00:00:00',
      whiteRabbit: '0',
      pushPlog: 'f',
      disablePlog: 'f',
      hiddenPlog: 'f',
      FRSDisabled: 't',
    };
    expect((await ask('address/intercom', { flatId: '10' })).json).toEqual({ ...OK, data: shown });
    const off = await ask('address/intercom', { flatId: 10, settings: { ...shown, VoIP: 'f', disablePlog: true } });
    expect(off.json.data).toEqual({ ...shown, VoIP: 'f', disablePlog: 't' });
    expect((await ask('address/intercom', { flatId: '101' })).json.data).toEqual(shown);
    await ask('address/intercom', { flatId: '10', settings: { VoIP: 't', disablePlog: 'f' } });
  });

  test.each([{ CMS: 't' }, { doorCode: '12345' }, { FRSDisabled: 'f' }, { hiddenPlog: 't' }])(
    'intercom refuses %j in words, and changes nothing beside it',
    async (settings) => {
      const { status, json } = await ask('address/intercom', { flatId: '10', settings: { ...settings, VoIP: 'f' } });
      expect([status, json.code]).toEqual([501, 501]);
      expect((await ask('address/intercom', { flatId: '10' })).json.data.VoIP).toBe('t');
    },
  );

  test.each([
    { autoOpen: '2099-01-01 00:00:00' },
    { autoOpen: 'soon' },
    { whiteRabbit: '61' },
    { whiteRabbit: '-1' },
    { whiteRabbit: 'x' },
  ])('intercom takes no %j, and changes nothing beside it', async (settings) => {
    const { status, json } = await ask('address/intercom', { flatId: '10', settings: { ...settings, VoIP: 'f' } });
    expect([status, json.code]).toEqual([422, 422]);
    expect((await ask('address/intercom', { flatId: '10' })).json.data.VoIP).toBe('t');
  });

  test('intercom switches the code of the flat, which resetCode makes anew', async () => {
    const intercom = async (settings?: object) => (await ask('address/intercom', { flatId: '10', settings })).json.data;
    expect((await ask('address/resetCode', { flatId: '10' })).status).toBe(409);
    const on = await intercom({ allowDoorCode: 't' });
    expect(on).toMatchObject({ allowDoorCode: 't', doorCode: expect.stringMatching(/^[1-9]\d{4}$/) });
    expect(await intercom({ ...on, VoIP: 't' })).toEqual(on);
    const reset = await ask('address/resetCode', { flatId: '10' });
    expect(reset.json).toEqual({ ...OK, data: { code: expect.any(Number) } });
    const anew = await intercom();
    expect(anew.doorCode).toBe(String(reset.json.data.code));
    expect(anew.doorCode).not.toBe(on.doorCode);
    expect((await ask('address/intercom', { flatId: '101' })).json.data.allowDoorCode).toBe('f');
    expect(await intercom({ allowDoorCode: 'f' })).toMatchObject({ allowDoorCode: 'f', doorCode: '' });
  });

  test('intercom lets in whoever rings until a moment of the provider’s zone, and for minutes', async () => {
    const wall = wallTime('Europe/Moscow')(new Date(Date.now() + 3_600_000));
    const on = await ask('address/intercom', { flatId: '10', settings: { autoOpen: wall, whiteRabbit: 5 } });
    expect(on.json.data).toMatchObject({ autoOpen: wall, whiteRabbit: '5' });
    const off = await ask('address/intercom', {
      flatId: '10',
      settings: { autoOpen: '1970-01-01 00:00:00', whiteRabbit: '0' },
    });
    expect(off.json.data).toMatchObject({ autoOpen: '1970-01-01 00:00:00', whiteRabbit: '0' });
  });

  test('a stranger’s contract is refused like one without the service', async () => {
    for (const path of ['address/intercom', 'address/resetCode'])
      expect((await ask(path, { flatId: '20' })).status, path).toBe(404);
  });

  test('an unpaid contract gets no new code', async () => {
    await bed.whileBilling('10', 'unpaid', async () => {
      expect((await ask('address/resetCode', { flatId: '10' })).status).toBe(402);
    });
  });
});
