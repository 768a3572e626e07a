import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp } from '../../support/app.ts';
import { MobileBed, OFF } from './mobile-bed.ts';
import { ANNA } from './mobile-support.ts';
import { send } from './support.ts';

let bed: MobileBed;
beforeAll(async () => {
  bed = await MobileBed.start();
});
afterAll(async () => await bed.app.close());

const ask: MobileBed['ask'] = (...call) => bed.ask(...call);

describe("what is another's is not there", () => {
  const period = { from: '2026-01-01 10:00:00', to: '2026-01-01 10:01:00' };

  test.each(['20', '30', '999', '0', "1' or '1'='1"])('contract %s', async (uid) => {
    for (const path of ['cctv/all', 'cctv/camMap', 'address/plogDays', 'address/intercom']) {
      const { status, json } = await ask(path, { houseId: uid, flatId: uid, day: '2026-01-01' });
      expect([status, json], path).toEqual([404, OFF]);
    }
    for (const path of ['address/plog', 'address/openDoor', 'cctv/door']) {
      const body = { houseId: uid, flatId: uid, day: '2026-01-01', doorId: bed.a.door, domophoneId: bed.a.lock };
      const { status, text } = await ask(path, body);
      expect([status, text], path).toEqual([404, '']);
    }
  });

  test('cameras of another contract, of another domain, and none', async () => {
    for (const id of [bed.b.camera, bed.foreign.camera, 999_999, 0, 'x', bed.a.lock]) {
      const ranges = await ask('cctv/ranges', { cameraId: id });
      const piece = await ask('cctv/recPrepare', { id, ...period });
      expect([ranges.status, piece.status], String(id)).toEqual([404, 404]);
      expect(ranges.json).toEqual({ code: 404, name: 'Not Found', message: 'Не найдено' });
    }
  });

  test('doors of another contract, of another domain, and none', async () => {
    for (const [domophoneId, doorId] of [
      [bed.b.lock, bed.b.door],
      [bed.foreign.lock, bed.foreign.door],
      [bed.a.lock, bed.b.door],
      [bed.b.lock, bed.a.door],
      [0, bed.a.door],
      [bed.a.lock, 0],
      [999_999, 999_999],
    ]) {
      for (const houseId of [undefined, '10', '101']) {
        const opened = await ask('address/openDoor', { domophoneId, doorId, houseId });
        expect([opened.status, opened.text], `${domophoneId} ${doorId}`).toEqual([404, '']);
      }
      expect((await ask('cctv/door', { houseId: '10', domophoneId, doorId })).status).toBe(404);
    }
    expect(
      (await ask('address/openDoor', { domophoneId: bed.a2.lock, doorId: bed.a2.door, houseId: '10' })).status,
    ).toBe(404);
    expect((await ask('address/openDoor', {})).status).toBe(422);
  });

  test('a piece of the archive that somebody else asked for', async () => {
    const [mine] = await bed.app.core.sql<{ id: number }[]>`
      insert into archive_request (user_id, camera_id, from_time, to_time)
      select id, ${bed.a.camera}, now() - interval '1 minute', now() from app_user where sign_in_phone = ${ANNA} returning id`;
    for (const id of [mine?.id, 999_999, 0])
      expect((await ask('cctv/recDownload', { id }, bed.bob)).status, String(id)).toBe(404);
  });
});

describe('beside other APIs', () => {
  test('nothing of theirs is shadowed', async () => {
    const own = await send(bed.app, '/api/vedette/v1/session', { method: 'GET' });
    expect(own.json.error.code).toBe('unauthenticated');
    const missing = await send(bed.app, '/api/vedette/v1/none', { method: 'POST' });
    expect(missing.json.error).toBeDefined();
    // The API of VSAAS.IO has a form of its own.
    expect((await send(bed.app, '/api/v1/user')).json).toMatchObject({ error: expect.any(String) });
    for (const path of ['/api/v2/user/ping', '/api/nothing/here'])
      expect((await send(bed.app, path)).json.error.code, path).toBe('not_found');
  });

  test('scripts of a page that the provider named may call', async () => {
    const named = await testApp({ env: { CORS_ORIGINS: 'https://cabinet.example.net' } });
    const headers = { origin: 'https://cabinet.example.net', 'access-control-request-method': 'POST' };
    const asked = await send(named, '/api/user/ping', { method: 'OPTIONS', headers });
    expect(asked.status).toBe(204);
    expect(asked.headers['access-control-allow-origin']).toBe('https://cabinet.example.net');
    expect(asked.headers['access-control-allow-headers']).toContain('authorization');
    const other = await send(named, '/api/user/ping', {
      method: 'OPTIONS',
      headers: { origin: 'https://other.example' },
    });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
    await named.close();
  });

  test('and may read every answer, those that say that nothing is there too; not those of other APIs', async () => {
    const origin = 'https://cabinet.example.net';
    const named = await testApp({ env: { CORS_ORIGINS: origin } });
    const seenBy = async (method: string, path: string, more: object = {}) => {
      const headers = { origin, ...(method === 'OPTIONS' ? { 'access-control-request-method': 'POST' } : {}) };
      const { status, headers: answered } = await send(named, path, { method, headers, ...more });
      return [status, answered['access-control-allow-origin']];
    };
    for (const path of [
      'cctv/overview',
      'inbox/inbox',
      'user/checkPhone',
      'cctv/youtube',
      'geo/address',
      'nothing/here',
      'x',
    ]) {
      expect(await seenBy('OPTIONS', `/api/${path}`), path).toEqual([204, origin]);
      expect(await seenBy('POST', `/api/${path}`), path).toEqual([path === 'cctv/overview' ? 422 : 404, origin]);
      expect(await seenBy('GET', `/api/${path}`), path).toEqual([404, origin]);
    }
    expect(await seenBy('POST', '/api/user/ping', { body: '{"broken' })).toEqual([expect.any(Number), origin]);
    expect(await seenBy('POST', '/api/user/ping%00')).toEqual([expect.any(Number), origin]);
    for (const path of [
      '/api/vedette/v1/session',
      '/api/vedette/v1/none',
      '/api/v1/tariff_plans',
      '/vsaas/api/v2/cameras',
      '/bill/api/x',
    ])
      for (const method of ['OPTIONS', 'POST'])
        expect((await seenBy(method, path))[1], `${method} ${path}`).toBeUndefined();
    await named.close();
  });
});
