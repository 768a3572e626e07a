import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insideOnly } from '../../../src/dialects/smartyard/network.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { send } from './support.ts';

const LIST = '/bill/api/types_list/';
/** Spellings that lead to a handler, or to none; none of them past the guard. */
const SPELLINGS = [
  LIST,
  '/bill/api/types_list',
  '//bill//api///types_list//',
  '/%62ill/api/types_list',
  '/bill/%61pi/types%5flist/',
  '/bill/api/types%5Flist/?x=/../..',
  '/bill/api/%74%79%70%65%73%5F%6C%69%73%74',
  '/bill/api/nothing',
  '/bill/api/a/b/c/d',
];
/** Never ours, so that nobody's guard is asked. */
const ELSEWHERE = [
  '/bill/api/',
  '/Bill/api/types_list',
  '/bill/API/types_list',
  '/x/../bill/api/types_list',
  '/x/%2e%2e/bill/api/types_list',
  '/bill%2Fapi/types_list',
];

describe('from the connection itself', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ env: { BILL_API_NETWORKS: '127.0.0.2, 10.0.0.0/8' } });
  });
  afterAll(async () => await app.close());

  test.each(SPELLINGS)('POST %s is for the allowed networks alone', async (path) => {
    const outside = await send(app, path);
    expect(outside).toMatchObject({ status: 403, json: { code: 403, error: expect.stringContaining('127.0.0.1') } });
    expect(outside.json.error).toContain('BILL_API_NETWORKS');
    expect([200, 404]).toContain((await send(app, path, { from: '127.0.0.2' })).status);
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('so is %s', async (method) => {
    expect((await send(app, LIST, { method })).status).toBe(403);
    expect([200, 405]).toContain((await send(app, LIST, { method, from: '127.0.0.2' })).status);
  });

  test.each(ELSEWHERE)('%s is no path of ours', async (path) => {
    for (const from of ['127.0.0.1', '127.0.0.2']) {
      const answer = await send(app, path, { from });
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain('types');
    }
  });

  test('an address that a header names counts for nothing, and refuses', async () => {
    for (const name of ['x-forwarded-for', 'X-Real-IP', 'Forwarded', 'via', 'x-forwarded-proto']) {
      for (const from of ['127.0.0.1', '127.0.0.2']) {
        const answer = await send(app, LIST, { from, headers: { [name]: 'for=10.0.0.1' } });
        expect(answer).toMatchObject({ status: 403, json: { error: expect.stringContaining('TRUSTED_PROXIES') } });
      }
    }
  });

  test('no body is read of whoever is outside', async () => {
    const answer = await send(app, '/bill/api/devices_add', { body: 'x'.repeat(2_000_000) });
    expect(answer.status).toBe(403);
  });
});

describe('behind a trusted proxy', () => {
  let app: TestApp;
  beforeAll(async () => {
    const env = { BILL_API_NETWORKS: '127.0.0.1, 10.0.0.0/8, fc00::/7', TRUSTED_PROXIES: '127.0.0.2, 127.0.0.4' };
    app = await testApp({ env });
  });
  afterAll(async () => await app.close());
  const through = async (headers: Record<string, string>, from = '127.0.0.2') =>
    (await send(app, LIST, { from, headers })).status;

  test.each([
    ['10.1.2.3', 200],
    ['::ffff:10.1.2.3', 200],
    ['10.1.2.3, 127.0.0.4', 200],
    ['203.0.113.5', 403],
    ['10.1.2.3, 203.0.113.5', 403],
    ['203.0.113.5, 127.0.0.4', 403],
    ['unknown', 403],
    ['', 403],
    ['10.1.2.3:99', 403],
  ])('X-Forwarded-For: %s is %s', async (chain, status) => {
    expect(await through({ 'x-forwarded-for': chain })).toBe(status);
  });

  test.each([
    [{ 'x-real-ip': '10.1.2.3' }, 200],
    [{ 'x-real-ip': '203.0.113.5' }, 403],
    [{ 'x-real-ip': 'x' }, 403],
    [{ forwarded: 'for=203.0.113.5, for=10.1.2.3;proto=http' }, 200],
    [{ forwarded: 'For="[fc00::1]:4711"' }, 200],
    [{ forwarded: 'for=203.0.113.5' }, 403],
    [{ forwarded: 'for=_hidden' }, 403],
    [{ forwarded: 'proto=http' }, 403],
  ])('%j is %s', async (headers, status) => {
    expect(await through(headers as Record<string, string>)).toBe(status);
  });

  test('all that is named has to be inside: a header that only came through opens nothing', async () => {
    expect(await through({ 'x-forwarded-for': '203.0.113.5', 'x-real-ip': '10.1.2.3' })).toBe(403);
    expect(await through({ 'x-forwarded-for': '10.1.2.3', 'x-real-ip': '203.0.113.5' })).toBe(403);
    expect(await through({ 'x-forwarded-for': '10.1.2.3', forwarded: 'for=203.0.113.5' })).toBe(403);
    expect(await through({ 'x-forwarded-for': '10.1.2.3', 'x-real-ip': '10.1.2.3' })).toBe(200);
  });

  test('a proxy that does not say whose call it is passes nothing on', async () => {
    const answer = await send(app, LIST, { from: '127.0.0.2', headers: { 'x-forwarded-proto': 'https' } });
    expect(answer).toMatchObject({ status: 403, json: { error: expect.stringContaining('X-Forwarded-For') } });
  });

  test('a stranger between is no proxy, and a direct call counts by itself', async () => {
    expect(await through({ 'x-forwarded-for': '10.1.2.3' }, '127.0.0.3')).toBe(403);
    expect(await through({}, '127.0.0.1')).toBe(200);
    expect(await through({}, '127.0.0.3')).toBe(403);
  });
});

test('the defaults let loopback in; an empty list nobody', async () => {
  const open = await testApp();
  expect((await send(open, LIST)).status).toBe(200);
  await open.close();
  const shut = await testApp({ env: { BILL_API_NETWORKS: '' } });
  expect((await send(shut, LIST)).status).toBe(403);
  await shut.close();
  const wrong = { networks: ['everywhere'], trustedProxies: [], setting: 'BILL_API_NETWORKS' };
  expect(() => insideOnly(wrong)).toThrow(/BILL_API_NETWORKS/);
});
