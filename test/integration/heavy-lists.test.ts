import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../../src/core/errors.ts';
import { presetById } from '../../src/core/presets/operations.ts';
import { openSql } from '../../src/db/sql.ts';
import { withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => await app.close());

test.each(['audit', 'billing-events'])(
  'a search of %s reads a million rows at once and goes on below them',
  async (path) => {
    const { sql } = app.core;
    if (path === 'audit') {
      const row = { domainId: 1, actorKind: 'system', actor: 'x', dialect: 'x', requestId: 'x', action: 'change' };
      const rows = [5, 3_000_000].map((id) => ({ ...row, id, objectKind: 'camera', objectId: 1, changes: '{}' }));
      await sql`insert into audit_change ${sql(rows)}`;
      await sql`update audit_change set actor = 'needle' where id = 5`;
    } else {
      const row = { domainId: 1, requestId: 'x', clientId: 1, dialect: 'x', type: 'x', outcome: 'applied' };
      await sql`insert into billing_event ${sql([5, 3_000_000].map((id) => ({ ...row, id, subject: `at ${id}` })))}`;
      await sql`update billing_event set subject = 'needle' where id = 5`;
    }
    const client = withKey(app, ADMIN.apiKey);
    const found: number[] = [];
    let pages = 0;
    for (let after = ''; after !== 'end'; pages++) {
      const { body } = await client.get(`/${path}?search=needle${after === '' ? '' : `&after=${after}`}`);
      found.push(...body.items.map(({ id }: { id: number }) => id));
      after = body.next ?? 'end';
    }
    expect(found).toEqual([5]);
    expect(pages).toBe(3);
    expect((await client.get(`/${path}?limit=1`)).body.items).toHaveLength(1);
  },
);

test('lists are not waited for without end, and say so', async () => {
  const [row] = await app.core.lists<{ statementTimeout: string }[]>`show statement_timeout`;
  expect(row?.statementTimeout).toBe('10s');
  const database = await testDatabase();
  const hurried = openSql(database.url, { max: 1, statementTimeoutMs: 20, arrays: false });
  const refused = refusalOf(await hurried`select pg_sleep(5)`.catch((error: unknown) => error), app.core);
  expect(refused).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('narrow the search') });
  const bad = refusalOf(await hurried`select ${'\u0000'}::text`.catch((error: unknown) => error), app.core);
  expect(bad).toMatchObject({ kind: 'invalid' });
  await hurried.end();
  await database.drop();
});

test('cameras of a preset are counted for our own pages alone', async () => {
  const client = withKey(app, ADMIN.apiKey);
  const preset = (await client.post('/presets', { title: 'counted' })).body;
  await client.post('/cameras', { title: 'one', presetId: preset.id });
  expect((await client.get(`/presets/${preset.id}`)).body).toMatchObject({ cameraCount: 1 });
  const listed = (await client.get('/presets')).body.items.find(({ id }: { id: number }) => id === preset.id);
  expect(listed).toMatchObject({ cameraCount: 1 });
  expect(await presetById(app.core, app.system, preset.id)).not.toHaveProperty('cameraCount');
});
