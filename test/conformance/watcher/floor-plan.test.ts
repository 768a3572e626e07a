import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { caller, signedIn } from './client.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

let app: TestApp;
let call: ReturnType<typeof caller>;
let at = '';
let root = 0;

beforeAll(async () => {
  app = await testApp();
  call = caller(app);
  const organization = (await call('POST', '/organizations', { title: 'Birch 7' })).body.id;
  at = `/organizations/${organization}/folders`;
  root = ((await call('GET', at)).body as unknown as { id: number }[])[0]?.id ?? 0;
  for (const login of ['owner', 'viewer', 'nobody'])
    await call('POST', '/users', { login, password: 'secret', organization_id: organization });
  await call('PUT', `/organizations/${organization}`, { owner_id: (await profile('owner')).id });
  await call('POST', `${at}/${root}/users`, { user_id: (await profile('viewer')).id });
});
afterAll(async () => await app.close());

const profile = async (login: string) => (await call('GET', '/profile', undefined, { 'x-vsaas-user': login })).body;
const plan = (content: Buffer, more: object = {}) => ({
  map_file: { b64_content: content.toString('base64'), ...more },
});
const urlOf = (body: Record<string, unknown>) => (body.map_file as { url: string } | undefined)?.url;
const picture = async (url: string, headers: Record<string, string> = { 'x-vsaas-api-key': ADMIN.apiKey }) => {
  const answer = await fetch(url, { headers });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    bytes: Buffer.from(await answer.arrayBuffer()),
  };
};

test("a folder's floor plan is set, shown by its URL, changed and taken away", async () => {
  const made = await call('POST', at, {
    title: 'Floor 1',
    map_topleft: '55.1 37.2',
    ...plan(PNG, { mime_type: 'image/png' }),
  });
  expect(made.status).toBe(200);
  const first = urlOf(made.body) ?? '';
  expect(first).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+\/vsaas\/api\/v2\/organizations\/\d+\/folders\/\d+\/map_file\?v=\w{16}$/,
  );
  expect(await picture(first)).toEqual({ status: 200, type: 'image/png', bytes: PNG });

  const one = `${at}/${made.body.id}`;
  expect(urlOf((await call('PUT', one, { title: 'Floor 2' })).body)).toBe(first);
  expect(urlOf((await call('PUT', one, { map_file: { url: first } })).body), 'what was shown says nothing').toBe(first);
  expect(urlOf((await call('PUT', one, plan(PNG))).body)).toBe(first);
  const data = `data:image/gif;base64,${GIF.toString('base64')}`;
  const second = urlOf((await call('PUT', one, { map_file: { b64_content: data } })).body) ?? '';
  expect(second).not.toBe(first);
  expect(await picture(second)).toEqual({ status: 200, type: 'image/gif', bytes: GIF });

  expect((await call('PUT', one, { map_file: { delete: '1' } })).body).not.toHaveProperty('map_file');
  const gone = await picture(second);
  expect([gone.status, gone.type]).toEqual([404, 'application/json; charset=utf-8']);
  const notes = await app.core.sql<{ plan: unknown }[]>`
    select changes -> 'floorPlan' as plan from audit_change
    where object_kind = 'folder' and object_id = ${Number(made.body.id)} and changes ? 'floorPlan' order by id`;
  expect(notes.map(({ plan: versions }) => (versions as unknown[]).map((v) => v !== null))).toEqual([
    [false, true],
    [true, true],
    [true, false],
  ]);
  expect(JSON.stringify(await app.core.sql`select request from billing_event`)).not.toContain('iVBOR');
  await call('PUT', one, plan(PNG));
  expect((await call('DELETE', one)).body).toEqual({ success: true });
});

test('what is no picture, or too large, is refused and named; a plan of 5 MB is taken', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  for (const file of [plan(svg, { mime_type: 'image/png' }).map_file, { b64_content: '<svg>' }, 'picture', [1]]) {
    const answer = await call('PUT', `${at}/${root}`, { map_file: file });
    expect([answer.status, Object.keys(answer.body.errors as object)]).toEqual([400, ['map_file']]);
  }
  const whole = Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024 - PNG.length)]);
  expect((await call('PUT', `${at}/${root}`, plan(whole))).status).toBe(200);
  const more = await call('PUT', `${at}/${root}`, plan(Buffer.concat([whole, PNG])));
  expect([more.status, Object.keys(more.body.errors as object)]).toEqual([400, ['map_file']]);
  expect((await call('PUT', `${at}/${root}`, plan(Buffer.alloc(7 * 1024 * 1024)))).status).toBe(413);
});

test('whoever sees the folder sees its plan, whoever edits it sets it', async () => {
  const url = urlOf((await call('PUT', `${at}/${root}`, plan(PNG))).body) ?? '';
  const [owner, viewer, nobody] = await Promise.all(
    ['owner', 'viewer', 'nobody'].map((login) => signedIn(app, login, 'secret')),
  );
  expect((await owner?.('PUT', `${at}/${root}`, plan(GIF)))?.status).toBe(200);
  expect((await viewer?.('PUT', `${at}/${root}`, plan(PNG)))?.status).toBe(403);
  expect(urlOf((await viewer?.('GET', `${at}/${root}`))?.body ?? {})).toMatch(/map_file/);
  expect((await nobody?.('GET', `${at}/${root}/map_file`))?.status).toBe(404);
  expect((await picture(url, {})).status).toBe(403);
  const session = (await caller(app, {})('POST', '/auth/login', { login: 'viewer', password: 'secret' })).body.session;
  expect((await picture(url, { 'x-vsaas-session': String(session) })).bytes).toEqual(GIF);
  expect((await picture(url, { cookie: `vedette_session=${session}` })).status).toBe(200);
});

test('a camera has its place on the plan', async () => {
  const body = { name: 'cam', stream_url: 'fake://clock', folder_coordinates: '0.25 0.75' };
  expect((await call('POST', '/cameras', body)).body).toMatchObject({ folder_coordinates: '0.25 0.75' });
  const rows = [
    { name: 'b', stream_url: 'fake://clock', folder_coordinates: '1 1' },
    { name: 'c', stream_url: 'fake://clock' },
  ];
  expect((await call('POST', '/cameras/import', rows)).body).toMatchObject({ created: 2, errors: {} });
  expect((await call('GET', '/cameras/b')).body).toMatchObject({ folder_coordinates: '1 1' });
  expect((await call('GET', '/cameras/c')).body).not.toHaveProperty('folder_coordinates');
  expect((await call('PUT', '/cameras/cam', { folder_coordinates: '' })).body).not.toHaveProperty('folder_coordinates');
});
