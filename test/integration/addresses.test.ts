import { afterAll, beforeAll, expect, test } from 'vitest';
import { caller } from '../conformance/watcher/client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

let app: TestApp;
let billing: ReturnType<typeof caller>;
beforeAll(async () => {
  app = await testApp();
  billing = caller(app);
});
afterAll(async () => await app.close());

const own = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${app.url}/api/vedette/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${ADMIN.apiKey}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

/** All that is kept, as text: what is not in here was stored nowhere. */
async function everythingStored(): Promise<string> {
  const { sql } = app.core;
  const tables = await sql<
    { name: string }[]
  >`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;
  const rows = await Promise.all(
    tables.map(async ({ name }) => await sql`select row_to_json(t)::text as row from ${sql(name)} t`),
  );
  return JSON.stringify(rows);
}

const TORN = ['12#c4n4ry', '12/c4n4ry', '12?c4n4ry', '123456#c4n4ry', 'c4n4ry/x', 'x@/c4n4ry'];

test.each(TORN)('a password that tears its URL (%s) is refused readably, and kept nowhere', async (password) => {
  const url = `rtsp://admin:${password}@10.1.1.1/a`;
  const answers = [
    await billing('POST', '/cameras', { name: 'torn', stream_url: url }),
    await billing('POST', '/cameras', { name: 'torn', substream_url: `rtsp://10.1.1.1/a;${url}` }),
    await billing('POST', '/cameras', { name: 'torn', onvif_url: url.replace('rtsp', 'http') }),
    await billing('POST', '/cameras/import', [{ name: 'torn', stream_url: url }]),
    await own('POST', '/cameras', { name: 'torn', title: 't', sourceUrl: url }),
    await own('PATCH', '/settings', { authBackendUrl: url.replace('rtsp', 'http') }),
  ];
  for (const { body } of answers) {
    expect(JSON.stringify(body)).toMatch(/write # as %23/);
    expect(JSON.stringify(body)).not.toContain('c4n4ry');
  }
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 200, 400, 400]);
  expect((await billing('GET', '/cameras/torn')).status).toBe(404);
  expect(await everythingStored()).not.toContain('c4n4ry');
  const escaped = `rtsp://admin:${encodeURIComponent(password)}@10.1.1.1/a`;
  expect((await billing('POST', '/cameras', { name: 'torn', stream_url: escaped })).body.stream_url).toBe(escaped);
  await billing('DELETE', '/cameras/torn');
});

test('spaces around an address are no part of it', async () => {
  const made = await billing('POST', '/cameras', { name: 'spaced', stream_url: ' rtsp://u:p@10.1.1.2/a\n' });
  expect(made.body.stream_url).toBe('rtsp://u:p@10.1.1.2/a');
  const changed = await billing('PUT', '/cameras/spaced', { stream_url: '\trtsp://10.1.1.3/a ', onvif_url: ' ' });
  expect(changed.body).toMatchObject({ stream_url: 'rtsp://10.1.1.3/a' });
  const csv = 'name,stream_url\nspaced," rtsp://10.1.1.4/a "\nspaced-2," rtsp://10.1.1.5/a "\n';
  expect((await billing('POST', '/cameras/import', csv, { 'content-type': 'text/csv' })).body).toEqual({
    created: 1,
    updated: 1,
    deleted: 0,
    errors: {},
  });
  expect((await billing('GET', '/cameras/spaced')).body.stream_url).toBe('rtsp://10.1.1.4/a');
  expect((await billing('GET', '/cameras/spaced-2')).body.stream_url).toBe('rtsp://10.1.1.5/a');
  const settings = await own('PATCH', '/settings', { authBackendUrl: ' http://10.1.1.6/auth ' });
  expect(settings.body.authBackendUrl).toBe('http://10.1.1.6/auth');
});

test('an address that carries another one is refused when it is given, as it would be when it is connected to', async () => {
  for (const host of ['::127.0.0.1', '2002:7f00:1::', '64:ff9b:1::7f00:1', 'fec0::1', '2001::1']) {
    const { status, body } = await billing('POST', '/cameras', { name: 'v6', stream_url: `rtsp://[${host}]/a` });
    expect([status, body.error_message], host).toEqual([400, expect.stringContaining('may not be reached from here')]);
  }
});

test('an address that was taken with a torn password before shows nothing of it', async () => {
  await billing('POST', '/cameras', { name: 'former', title: 'Former', stream_url: 'rtsp://10.1.1.1/a' });
  await app.core.sql`update camera set stream_url = 'rtsp://admin:12#c4n4ry@10.1.1.1/a' where name = 'former'`;
  const { body } = await own('GET', '/cameras?search=former');
  expect(body.items).toMatchObject([{ source: { url: 'rtsp://***@10.1.1.1/a', hasCredentials: true } }]);
});
