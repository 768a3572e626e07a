import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { call, post } from './support.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ env: { CORS_ORIGINS: 'https://cabinet.example' } });
});
afterAll(async () => await app.close());

const SIGNED = `AdminLogin=${ADMIN.login}&AdminPassword=${ADMIN.password}`;
const url = (path: string) => `${app.url}/system-api/${path}`;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('the wire', () => {
  test.each(['GetRecordTypes', 'getrecordtypes', 'GETRECORDTYPES', 'GetRecordTypes/', '/GetRecordTypes'])(
    'knows %s',
    async (path) => {
      const response = await fetch(url(path), { method: 'POST', headers: FORM, body: SIGNED });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(await response.json()).toContainEqual({ ID: 1, Name: 'Постоянная' });
    },
  );

  test('takes a multipart form', async () => {
    const form = new FormData();
    form.set('AdminLogin', ADMIN.login);
    form.set('AdminPassword', ADMIN.password);
    const response = await fetch(url('GetRecordTypes'), { method: 'POST', body: form });
    expect(await response.json()).toHaveLength(4);
  });

  test('takes the query beside the body, whatever the case of the names; the body counts', async () => {
    const response = await fetch(url(`GetRecordTypes?adminlogin=${ADMIN.login}&adminpassword=wrong`), {
      method: 'POST',
      headers: FORM,
      body: `ADMINPASSWORD=${ADMIN.password}`,
    });
    expect(await response.json()).toHaveLength(4);
  });

  test('takes the last of two equal fields', async () => {
    const body = `AdminPassword=wrong&${SIGNED}`;
    const response = await fetch(url('GetRecordTypes'), { method: 'POST', headers: FORM, body });
    expect(await response.json()).toHaveLength(4);
  });

  test('answers XML with items as elements, also for errors', async () => {
    const list = await post(app, 'GetRecordTypes', { format: 'XML' });
    expect(list.body).toEqual({ Item: expect.arrayContaining([{ ID: '1', Name: 'Постоянная' }]) });
    const error = await post(app, 'GetRecordTypes', { Format: 'xml', AdminPassword: 'wrong' });
    expect(error.status).toBe(200);
    expect(error.body).toEqual({ ErrorCode: '3', Error: 'Доступ запрещен' });
  });

  test.each(['HLS', 'JPG', 'json', ''])('answers JSON for Format=%s', async (Format) => {
    expect(await call(app, 'GetRecordTypes', { Format })).toHaveLength(4);
  });

  test('says 404 with ErrorCode 1 to a method that does not exist', async () => {
    for (const path of ['Nothing', 'constructor', '__proto__', 'a/b', '']) {
      const response = await fetch(url(path), { method: 'POST', headers: FORM, body: SIGNED });
      expect(response.status, path).toBe(404);
      expect(await response.json()).toMatchObject({ ErrorCode: 1, Error: expect.stringMatching(/^Неизвестный метод/) });
    }
  });

  test('says 405 to whatever is no POST', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      const response = await fetch(url(`GetRecordTypes?${SIGNED}`), { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
      expect(await response.json()).toMatchObject({ ErrorCode: 2 });
    }
  });

  test('refuses a body of 2 MiB, broken multipart and an empty body in its own form', async () => {
    const big = await fetch(url('GetRecordTypes'), {
      method: 'POST',
      headers: FORM,
      body: 'a'.repeat(2 * 1024 * 1024),
    });
    expect(big.status).toBe(200);
    expect(await big.json()).toMatchObject({ ErrorCode: 2 });
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const broken = await fetch(url('GetRecordTypes'), { method: 'POST', headers, body: '--x\r\nnonsense' });
    expect(broken.status).toBe(200);
    expect(await broken.json()).toMatchObject({ ErrorCode: 2 });
    const empty = await fetch(url('GetRecordTypes'), { method: 'POST', headers: { authorization: 'Basic Og==' } });
    expect(await empty.json()).toEqual({ ErrorCode: 3, Error: 'Доступ запрещен' });
  });

  test('lets the listed origins read the answer, and no others', async () => {
    const origin = async (origin: string) =>
      (await fetch(url('GetRecordTypes'), { method: 'POST', headers: { ...FORM, origin }, body: SIGNED })).headers.get(
        'access-control-allow-origin',
      );
    expect(await origin('https://cabinet.example')).toBe('https://cabinet.example');
    expect(await origin('https://other.example')).toBeNull();
  });

  test('never logs the password', () => {
    expect(JSON.stringify(app.logged)).not.toContain(ADMIN.password);
  });
});
