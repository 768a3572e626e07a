import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeviceControl } from '../../../src/core/cameras/source/device-control.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { CONDITIONAL, type Fixtures, HAPPY } from './cases.ts';
import { makeFixtures } from './fixtures.ts';
import { call, post, writes } from './support.ts';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}
interface Contract {
  readonly method: string;
  readonly isList: boolean;
  readonly request: readonly Field[];
  readonly response: readonly Field[];
}

const CONTRACT = JSON.parse(readFileSync(new URL('./contract.json', import.meta.url), 'utf8')) as readonly Contract[];

let app: TestApp;
let fixtures: Fixtures;
beforeAll(async () => {
  app = await testApp();
  const devices: DeviceControl = { synchronize: async () => ({ model: 'Acme', bitrateLimit: undefined }) };
  Object.assign(app.core, { devices });
  fixtures = await makeFixtures(app);
});
afterAll(async () => await app.close());

describe.each(CONTRACT.filter(({ method }) => HAPPY[method]))('$method', (contract) => {
  const params = () => HAPPY[contract.method]?.(fixtures) ?? {};

  test('answers with the fields and types of the document', async () => {
    const { status, body } = await post(app, contract.method, params());
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('ErrorCode');
    if (contract.isList) expect(Array.isArray(body)).toBe(true);
    for (const item of [body].flat()) expectFields(item as object, contract.response);
  });

  test('answers the same as XML', async () => {
    const { status, type, text } = await post(app, contract.method, { ...params(), Format: 'xml' });
    expect(status).toBe(200);
    expect(type).toBe('text/xml; charset=utf-8');
    expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?><Response>/);
  });

  const required = contract.request
    .filter((field) => field.required && !CONDITIONAL[contract.method]?.includes(field.name))
    .map(({ name }) => name);
  test.each(required)('refuses a call without %s and changes nothing', async (name) => {
    const before = await writes(app);
    const answer = await call(app, contract.method, { ...params(), [name]: undefined });
    expect(answer).toMatchObject({ ErrorCode: 2, Error: expect.stringContaining(name) });
    expect(await writes(app)).toBe(before);
  });

  // Their names alone: tests are named before anything is made.
  const sent = HAPPY[contract.method]?.({} as Fixtures) ?? {};
  const numbers = contract.request.filter(({ name, type }) => type === 'Число' && name in sent).map(({ name }) => name);
  test.each(numbers)('refuses a text as %s and changes nothing', async (name) => {
    const before = await writes(app);
    const answer = await call(app, contract.method, { ...params(), [name]: 'много' });
    expect(answer).toMatchObject({ ErrorCode: 2, Error: expect.stringContaining(name) });
    expect(await writes(app)).toBe(before);
  });

  test('refuses a wrong administrator and none alike', async () => {
    const before = await writes(app);
    // A login of its own: many wrong passwords of one are slowed down.
    const stranger = { AdminLogin: `stranger-${contract.method}`, AdminPassword: 'wrong' };
    const wrong = await call(app, contract.method, { ...params(), ...stranger });
    expect(wrong).toEqual({ ErrorCode: 3, Error: 'Доступ запрещен' });
    expect(await call(app, contract.method, { ...params(), AdminLogin: undefined })).toEqual(wrong);
    expect(await writes(app)).toBe(before);
  });
});

/** Every required field of its type; optional ones of it or absent. */
function expectFields(item: object, fields: readonly Field[]): void {
  for (const { name, type, required } of fields) {
    const value = (item as Record<string, unknown>)[name];
    if (value === undefined || value === null) {
      expect(required ? name : undefined, `${name} is missing`).toBeUndefined();
      continue;
    }
    const is = Array.isArray(value) ? 'array' : typeof value;
    if (type !== '') expect(`${name}: ${is}`).toBe(`${name}: ${type}`);
  }
}

test('every method of the document, its other names and what clients call beside it are answered and in this table', async () => {
  expect(CONTRACT.filter(({ method }) => !HAPPY[method]).map(({ method }) => method)).toEqual([]);
  const others = ['GetAccounts', 'GetRtspTransport', 'GetPTZType'];
  const beside = ['FindCameras', 'GetCameraState', 'GetUnavailableCameras', 'GetTranslationURL', 'GetDownloadURL'];
  for (const method of [...others, ...beside, 'GetCameraLastRecordTime', 'GetStreamers'])
    expect([method, (await post(app, method)).status]).toEqual([method, 200]);
  expect(CONTRACT).toHaveLength(48);
});
