import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { call, cameras, foreign, subscriber } from './support.ts';

interface Case {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  /** The fields that are wrong, all of them. */
  readonly errors?: readonly string[];
  readonly response?: unknown;
}
const cases = JSON.parse(readFileSync(new URL('./contract.json', import.meta.url), 'utf8')) as readonly Case[];

let app: TestApp;
let camera: number;
beforeAll(async () => {
  app = await testApp();
  [camera = 0] = await cameras(app, 'known', 1);
  await subscriber(app, 'known');
  await foreign(app);
});
afterAll(async () => await app.close());

test.each(cases)('$title: $status', async ({ method, path, body, status, errors, response }) => {
  const answer = await call(app, method, path, body);
  expect([answer.status, answer.text]).toEqual([status, expect.anything()]);
  if (errors) {
    expect(Object.keys(answer.body.errors)).toEqual(errors);
    for (const [said] of Object.values(answer.body.errors) as string[][]) expect(said).toMatch(/./);
  }
  if (status >= 400) expect(answer.body.message).toMatch(/./);
  if (response !== undefined) expect(answer.body).toEqual(response);
  if (status === 204) expect(answer.text).toBe('');
});

/** Values that no parameter expects; none of them may be an error of the server's. */
const ODD: readonly unknown[] = [
  ...[null, '', ' ', 'x', '1', '-1', '1e9', 0, -1, 1.5, 2 ** 31, 2 ** 53, true, false],
  ...[[], [null], [[]], [{}], ['x'], [1, 1], {}, { a: 1 }, { camera_id: [] }, [{ camera_id: {} }], [{ type: [] }]],
  ...['a\u0000b', '\ud800', 'я'.repeat(5000), '../..', "' or 1=1 --", 'None', '[]', '1,2,3'],
];
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  'PATCH /v1/billing/user/manage': [
    ...['login', 'password', 'name', 'type', 'status', 'can_update_password', 'billing_info', 'properties'],
    ...['billing_properties', 'permissions_to_attach', 'permissions_to_detach', 'unknown'],
  ],
  'POST /v1/billing/user/manage': ['login', 'password', 'billing_info'],
  'POST /v1/billing/user/manage/cameras': [
    ...['login', 'camera_ids', 'camera_external_ids', 'public_group_external_ids', 'private_group_external_ids'],
  ],
  'POST /v1/billing/user/manage/intercoms': ['login', 'sync'],
  'POST /v1/billing/user/manage/licenses': ['login', 'analytic_l1', 'analytic_l2', 'analytic_l3'],
  'POST /v1/billing/user/manage/licenses/check': ['login', 'analytic_l1'],
  'POST /v2/billing/cameras': [
    ...['name', 'mac', 'serial_number', 'external_id', 'service', 'group_type', 'group_id', 'group_external_id'],
    ...[
      'folder_id',
      'folder_key',
      'is_user_owner',
      'latitude',
      'longitude',
      'onvif_credentials',
      'streams',
      'log_extra',
    ],
  ],
};

describe.each(Object.entries(PARAMETERS))('odd values of %s', (call_, names) => {
  const [method = '', path = ''] = call_.split(' ');
  test.each(names)('%s are refused or taken, and never an error of the server', async (name) => {
    const base = { login: 'known', password: 'secret-1', name: 'c', camera_ids: [camera], sync: [] };
    for (const value of ODD) {
      const answer = await call(app, method, path, { ...base, [name]: value });
      expect([value, answer.status]).toEqual([value, expect.toSatisfy((status: number) => status < 500)]);
      if (answer.status === 422) expect(Object.keys(answer.body).sort()).toEqual(['errors', 'message']);
    }
    expect(app.logged.filter(({ event }) => event === 'request failed')).toEqual([]);
  });
});
