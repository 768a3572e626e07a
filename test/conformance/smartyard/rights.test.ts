import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOrganization } from '../../../src/core/organizations/operations.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { bill, writes } from './support.ts';

const WRITERS = 64;
let app: TestApp;
let ids: number[];
beforeAll(async () => {
  app = await testApp();
  ids = [];
  for (let i = 0; i < WRITERS; i++) {
    const { headers } = await bill(app, 'devices_add', { device_type: (i % 3) + 1, title: `Устройство ${i}` });
    ids.push(Number(headers['x-device-id']));
  }
});
afterAll(async () => await app.close());

const rights = async (uid: unknown): Promise<number[]> =>
  (await bill(app, 'rights_list', { uid })).json.rights.map((right: { device_id: number }) => right.device_id);

describe(`${WRITERS} writers at once`, () => {
  test('on a contract that nobody knew make one, and lose nothing', async () => {
    const answers = await Promise.all(ids.map((id) => bill(app, 'rights_add', { uid: 'new', device_id: id })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['200 ']));
    expect(await rights('new')).toEqual(ids);
    const made = await app.core.sql`select title from organization where outside_uid = 'new'`;
    expect(made).toEqual([{ title: 'Договор new' }]);
    const audits = await app.core
      .sql`select from audit_change where object_kind = 'organization' and action = 'create'`;
    expect(audits).toHaveLength(1);
    const events = await app.core.sql`select from billing_event where type = 'contract.give' and outcome = 'applied'`;
    expect(events).toHaveLength(WRITERS);
  });

  test('that add and take lose nothing of either', async () => {
    const odd = ids.filter((_, i) => i % 2 === 1);
    await Promise.all(
      ids.map((id, i) => bill(app, i % 2 ? 'rights_del' : 'rights_add', { uid: 'new', device_id: id })),
    );
    expect(await rights('new')).toEqual(ids.filter((id) => !odd.includes(id)));
  });

  test('that all add everything add it once', async () => {
    await Promise.all(ids.map(() => bill(app, 'rights_add', { uid: 'new', device_id: ids })));
    expect(await rights('new')).toEqual(ids);
    const before = await writes(app);
    await bill(app, 'rights_add', { uid: 'new', device_id: ids });
    expect(await writes(app)).toBe(before);
  });
});

test('a device that is deleted hides none of the others', async () => {
  await bill(app, 'rights_add', { uid: 9, device_id: ids.slice(0, 3) });
  await bill(app, 'devices_del', { device_id: ids[1] });
  expect(await rights('9')).toEqual([ids[0], ids[2]]);
});

test('a contract that was there under its uid is taken over, with its name', async () => {
  const { id } = await createOrganization(app.core, app.system, { title: 'Иванов' });
  await app.core.sql`update organization set outside_uid = '31' where id = ${id}`;
  await bill(app, 'rights_add', { uid: 31, device_id: ids[0] });
  expect(await app.core.sql`select id, title from organization where outside_uid = '31'`).toEqual([
    { id, title: 'Иванов' },
  ]);
});

test('asking makes nothing', async () => {
  const before = await writes(app);
  expect(await rights('never')).toEqual([]);
  await bill(app, 'rights_del', { uid: 'never', device_id: ids[0] });
  expect(await app.core.sql`select from organization where outside_uid = 'never'`).toEqual([]);
  expect(await writes(app)).toBe(before);
});
