import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { caller, signedIn } from './client.ts';

let app: TestApp;
let call: ReturnType<typeof caller>;
beforeAll(async () => {
  app = await testApp();
  call = caller(app);
});
afterAll(async () => await app.close());

const KEY = { 'x-vsaas-api-key': ADMIN.apiKey };
const TITLE = 'Двор дома 5';
const csvOf = (name: string) => `name;title;stream_url\r\n${name};${TITLE};fake://clock\r\n`;
const table = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, i) => i));
const windows1251 = (text: string): Buffer => Buffer.from([...text].map((sign) => table.indexOf(sign)));
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

async function post(path: string, body: Buffer | string | FormData, type?: string) {
  const response = await fetch(`${app.url}/vsaas/api/v2${path}`, {
    method: 'POST',
    headers: { ...KEY, ...(type === undefined ? {} : { 'content-type': type }) },
    body: Buffer.isBuffer(body) ? new Uint8Array(body) : body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const formOf = (bytes: Buffer): FormData => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'text/csv' }), 'cameras.csv');
  return form;
};

const ONE = { deleted: 0, updated: 0, errors: {}, created: 1 };

test.each([
  ['declared', (name: string) => windows1251(csvOf(name)), 'text/csv; charset=windows-1251'],
  ['undeclared', (name: string) => windows1251(csvOf(name)), 'text/csv'],
  ['as curl sends a file', (name: string) => windows1251(csvOf(name)), 'application/x-www-form-urlencoded'],
  ['utf-16', (name: string) => utf16(csvOf(name)), 'text/csv'],
  ['utf-8', (name: string) => Buffer.from(csvOf(name)), 'text/csv; charset=utf-8'],
  ['sep', (name: string) => Buffer.from(`sep=;\r\n${csvOf(name)}`), 'text/csv'],
] as const)(
  'what the programs of the market save as CSV is read as it was written: %s',
  async (kind, bytesOf, type) => {
    const name = `csv-${kind.replaceAll(' ', '-')}`;
    expect((await post('/cameras/import', bytesOf(name), type)).body).toEqual(ONE);
    expect((await call('GET', `/cameras/${name}`)).body.title).toBe(TITLE);
    expect((await post('/cameras/import', formOf(bytesOf(`${name}-file`)))).body).toEqual(ONE);
    expect((await call('GET', `/cameras/${name}-file`)).body.title).toBe(TITLE);
  },
);

test.each([
  ['an error page', '<html><body>\n<h1>502 Bad Gateway</h1>\n<hr>\nnginx\n</body></html>\n', 'text/csv'],
  ['an error page that says what it is', '<html><body>\n<h1>502 Bad Gateway</h1>\n</body></html>\n', 'text/html'],
  ['no header', 'rtsp://10.0.0.1/1;Yard\nrtsp://10.0.0.2/1;Gate\n', 'text/csv'],
  ['bytes of nothing', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0x98, 0x81, 0, 10, 10]), 'text/csv'],
  ['another charset than it says', windows1251(csvOf('lie')), 'text/csv; charset=utf-8'],
  ['nothing', '', 'text/csv'],
  ['half of a list', '[{"name":"half","stream_url":"fake://clock"}', 'application/json'],
] as const)('a body that is no list makes no cameras: %s', async (_, body, type) => {
  for (const path of ['/cameras/import', '/users/import', '/domains/1/cameras/import']) {
    const { status, body: answer } = await post(path, body, type);
    expect([status, answer.success]).toEqual([400, false]);
    expect(answer.error_message).toEqual(expect.any(String));
    // A form's file says nothing of its charset.
    if (body !== '' && !type.includes('charset'))
      expect((await post(path, formOf(Buffer.from(body)))).status).toBe(400);
  }
  expect((await call('GET', '/cameras?search=cam-')).body).toEqual([]);
});

test('a request that says nothing makes no camera', async () => {
  const before = (await call('GET', '/cameras')).body.length;
  for (const body of ['{}', 'null', '[{}]', '{"title":" "}', '{"enabled":true}'])
    expect((await call('POST', '/cameras', body)).status, body).toBe(400);
  expect((await call('POST', '/cameras')).status).toBe(400);
  const rows = [{}, { enabled: true }, { title: '' }, { name: 'said' }];
  const { body } = await call('POST', '/cameras/import', rows);
  expect(body).toMatchObject({ created: 1, updated: 0 });
  expect(Object.keys(body.errors as object)).toEqual(['0', '1', '2']);
  expect((await call('GET', '/cameras')).body.length).toBe(Number(before) + 1);
});

test('an import of which nothing was taken says so where clients of one row look', async () => {
  const one = await call('POST', '/cameras/import', [{ name: 'refused', preset_id: 999 }]);
  expect(one).toMatchObject({ status: 200, body: { deleted: 0, updated: 0, created: 0 } });
  const { refused } = one.body.errors as Record<string, string>;
  expect(one.body.error_message).toBe(`refused: ${refused}`);
  const all = await call('POST', '/users/import', [{ login: '' }, { login: 'x', organization_id: 999 }]);
  expect(all.body.error_message).toMatch(/^0: login.*; x: /);
  const old = await call('POST', '/vsaas/api/interchange/usercameras', [{ name: 'refused', preset_id: 999 }]);
  expect(old.body).toMatchObject({ success: false, error_message: `refused: ${refused}` });
  const some = await call('POST', '/cameras/import', [{ name: 'refused', preset_id: 999 }, { name: 'taken' }]);
  expect(some.body).toEqual({ deleted: 0, updated: 0, errors: { refused }, created: 1 });
  const none = await call('POST', '/cameras/import', []);
  expect(none.body).toEqual({ deleted: 0, updated: 0, errors: {}, created: 0 });
  const many = Array.from({ length: 30 }, (_, i) => ({ name: `many-${i}`, preset_id: 999 }));
  expect((await call('POST', '/cameras/import', many)).body.error_message).toMatch(/; and 20 more$/);
});

test('of two logins that differ in case alone the second row is the double', async () => {
  const csv = 'login;password;organization_id\nivan@example.org;pass-11111;1\nIvan@Example.org;pass-22222;1\n';
  const { body } = await post('/users/import', csv, 'text/csv');
  expect(body).toEqual({
    deleted: 0,
    updated: 0,
    created: 1,
    errors: { 'Ivan@Example.org': 'login: another row of this import has it too' },
  });
  const ivan = await signedIn(app, 'IVAN@example.org', 'pass-11111');
  expect((await ivan('GET', '/cameras')).status).toBe(200);
});

test('half of a character is refused, and not changed', async () => {
  const half = '"\\ud800"';
  const made = await call('POST', '/cameras', `{"name":"half","stream_url":"fake://clock","title":${half}}`);
  expect([made.status, made.body.errors]).toEqual([400, { title: [expect.stringContaining('half of a character')] }]);
  expect((await call('POST', '/cameras', `{"name":"half","odd":{"deep":[${half}]},"title":"x"}`)).status).toBe(400);
  expect((await call('POST', '/users', `{"login":"half","name":${half}}`)).status).toBe(400);
  const rows = `[{"name":"half","title":${half}},{"name":"whole","title":"\\ud83d\\ude00 \\\\ud800"}]`;
  const { body } = await call('POST', '/cameras/import', rows);
  expect(body).toMatchObject({ created: 1, errors: { half: expect.stringContaining('title: holds half') } });
  expect((await call('GET', '/cameras/whole')).body.title).toBe('😀 \\ud800');
  const own = await fetch(`${app.url}/api/vedette/v1/cameras`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN.apiKey}`, 'content-type': 'application/json' },
    body: `{"title":${half},"sourceUrl":"fake://clock"}`,
  });
  expect([own.status, ((await own.json()) as { error: { fields: object } }).error.fields]).toEqual([
    400,
    { title: expect.stringContaining('half of a character') },
  ]);
  const broken = await fetch(`${app.url}/api/vedette/v1/cameras`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN.apiKey}`, 'content-type': 'application/json' },
    body: new Uint8Array(windows1251(`{"title":"${TITLE}"}`)),
  });
  expect(broken.status).toBe(400);
});
