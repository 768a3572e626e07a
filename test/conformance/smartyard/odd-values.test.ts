import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { CASES, type Fixtures } from './cases.ts';
import { makeFixtures } from './fixtures.ts';
import { bill } from './support.ts';

let app: TestApp;
let fixtures: Fixtures;
beforeAll(async () => {
  app = await testApp();
  fixtures = await makeFixtures(app);
});
afterAll(async () => await app.close());

const ODD: readonly unknown[] = [
  ...[true, -1, 1.5, 1e308, 2 ** 31, 2 ** 53, [], [[]], [null], {}, { a: 1 }],
  ...[
    '"',
    '[',
    '[1',
    'NaN',
    '1e5',
    '\u0000',
    '\ud800',
    '💥'.repeat(300),
    'x'.repeat(5000),
    "'; --",
    '<b>',
    '__proto__',
  ],
];
const BESIDE = {
  keys_list: { uid: 1 },
  keys_add: { uid: 1, key: 'ab', comment: 'c' },
  keys_del: { uid: 1, key: 'ab' },
  address_devices_list: { address: 'a' },
  address_devices_update: { data: [] },
  'users/clients/create': { uid: 1 },
};

test.each([...Object.keys(CASES), ...Object.keys(BESIDE)])(
  '%s answers any value of any parameter, and never 500',
  async (method) => {
    const beside: Record<string, object> = BESIDE;
    const happy = { ...(beside[method] ?? CASES[method]?.happy(fixtures, 5000)), unheard_of: 1 };
    const odd = Object.keys(happy).flatMap((name) => ODD.map((value) => ({ ...happy, [name]: value })));
    const inData =
      method === 'address_devices_update' ? ODD.map((value) => ({ data: [{ device_id: 1, latitude: value }] })) : [];
    for (const body of [...odd, ...inData]) {
      const answer = await bill(app, method, body);
      expect([200, 422], `${JSON.stringify(body).slice(0, 300)}: ${answer.text.slice(0, 300)}`).toContain(
        answer.status,
      );
      if (String(answer.headers['content-type']).startsWith('text/html')) expect(answer.text).not.toContain('<b>');
    }
    expect(app.logged.filter(({ level }) => level === 'error')).toEqual([]);
  },
);
