import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { caller, signedIn } from './client.ts';

type Call = ReturnType<typeof caller>;
interface Ids {
  organization: number;
  user: number;
  member: number;
  folder: number;
  preset: number;
  mosaic: number;
  camera: string;
}

let app: TestApp;
let asKey: Call;
let mine: Ids;
let theirs: Ids;
let owner: Call;
let viewer: Call;

beforeAll(async () => {
  app = await testApp();
  asKey = caller(app);
  mine = await tenant('a');
  theirs = await tenant('b');
  owner = await signedIn(app, 'owner-a', 'secret-1');
  viewer = await signedIn(app, 'viewer-a', 'secret-1');
});
afterAll(async () => {
  await app.close();
});

/** An organization with an owner, a viewer, a camera and the rest. */
async function tenant(letter: string): Promise<Ids> {
  const make = async (path: string, body: object) => (await asKey('POST', path, body)).body as { id: number };
  const organization = (await make('/organizations', { title: `Org ${letter}` })).id;
  const user = (await make('/users', { login: `owner-${letter}`, password: 'secret-1', organization_id: organization }))
    .id;
  const member = (
    await make('/users', { login: `viewer-${letter}`, password: 'secret-1', organization_id: organization })
  ).id;
  await asKey('PUT', `/organizations/${organization}`, { owner_id: user });
  const preset = (
    await make('/presets', { title: `P ${letter}`, organization_id: organization, is_adjustable: false, dvr_depth: 2 })
  ).id;
  const camera = `cam-${letter}`;
  const { body } = await asKey('POST', '/cameras', {
    name: camera,
    stream_url: 'fake://clock',
    organization_id: organization,
    preset_id: preset,
  });
  const folder = Number(body.folder_id);
  await make(`/organizations/${organization}/folders/${folder}/users`, { user_id: member });
  await asKey('PUT', `/organizations/${organization}/folders/${folder}`, {
    map_file: { b64_content: 'R0lGODlhAQABAAAAACw=' },
  });
  const mosaic = (await make('/mosaics', { title: `M ${letter}`, organization_id: organization, cameras: [camera] }))
    .id;
  return { organization, user, member, folder, preset, mosaic, camera };
}

const UNKNOWN: Ids = {
  organization: 777_777,
  user: 777_777,
  member: 777_777,
  folder: 777_777,
  preset: 777_777,
  mosaic: 777_777,
  camera: 'cam-z',
};

/** Every route, filled with somebody's ids. `own` is what belongs to the one who asks. */
const ROUTES: [method: string, path: (of: Ids, own: Ids) => string, body?: (of: Ids, own: Ids) => object][] = [
  ['GET', (of) => `/cameras/${of.camera}`],
  ['PUT', (of) => `/cameras/${of.camera}`, () => ({ title: 'x' })],
  ['DELETE', (of) => `/cameras/${of.camera}`],
  ['POST', (of) => `/cameras/${of.camera}/user_attributes`, () => ({ favorite: 1 })],
  ['PUT', (of) => `/cameras/${of.camera}/ptz`, () => ({ left: 1 })],
  ['POST', (of) => `/cameras/${of.camera}/agent-disconnect`, () => ({})],
  ['GET', (of) => `/cameras/${of.camera}/agent`],
  ['POST', () => '/cameras', (of) => ({ title: 'x', stream_url: 'fake://clock', organization_id: of.organization })],
  ['POST', () => '/cameras', (of) => ({ title: 'x', stream_url: 'fake://clock', folder_id: of.folder })],
  [
    'POST',
    () => '/cameras',
    (of, own) => ({ title: 'x', stream_url: 'fake://clock', organization_id: own.organization, preset_id: of.preset }),
  ],
  ['PUT', (_of, own) => `/cameras/${own.camera}`, (of) => ({ organization_id: of.organization })],
  ['PUT', (_of, own) => `/cameras/${own.camera}`, (of) => ({ folder_id: of.folder })],
  ['PUT', (_of, own) => `/cameras/${own.camera}`, (of) => ({ preset_id: of.preset })],
  ['GET', (of) => `/users/${of.user}`],
  ['PUT', (of) => `/users/${of.user}`, () => ({ note: 'x' })],
  ['DELETE', (of) => `/users/${of.user}`],
  ['GET', (of) => `/users/${of.user}/cameras`],
  ['POST', () => '/users', (of) => ({ login: 'new', organization_id: of.organization })],
  ['GET', (of) => `/organizations/${of.organization}`],
  ['PUT', (of) => `/organizations/${of.organization}`, () => ({ title: 'x' })],
  ['DELETE', (of) => `/organizations/${of.organization}`],
  ['GET', (of) => `/organizations/${of.organization}/users`],
  ['POST', (of) => `/organizations/${of.organization}/users`, (_of, own) => ({ user_id: own.member })],
  ['POST', (_of, own) => `/organizations/${own.organization}/users`, (of) => ({ user_id: of.member })],
  [
    'POST',
    (_of, own) => `/organizations/${own.organization}/users`,
    (of, own) => ({ user_id: own.member, folders_permissions: [of.folder] }),
  ],
  [
    'PUT',
    (_of, own) => `/organizations/${own.organization}/users/${own.member}`,
    (of) => ({ folders_permissions: [of.folder] }),
  ],
  ['DELETE', (of) => `/organizations/${of.organization}/users/${of.member}`],
  ['DELETE', (of, own) => `/organizations/${own.organization}/users/${of.member}`],
  ['GET', (of) => `/organizations/${of.organization}/presets`],
  ['POST', (of) => `/organizations/${of.organization}/presets`, (_of, own) => ({ preset_id: own.preset })],
  ['GET', (of, own) => `/organizations/${own.organization}/presets/${of.preset}`],
  ['GET', (of) => `/organizations/${of.organization}/folders`],
  ['POST', (of) => `/organizations/${of.organization}/folders`, () => ({ title: 'x' })],
  ['POST', (_of, own) => `/organizations/${own.organization}/folders`, (of) => ({ title: 'x', parent_id: of.folder })],
  ['GET', (of, own) => `/organizations/${own.organization}/folders/${of.folder}`],
  ['GET', (of) => `/organizations/${of.organization}/folders/${of.folder}/map_file`],
  ['GET', (of, own) => `/organizations/${own.organization}/folders/${of.folder}/map_file`],
  ['PUT', (of, own) => `/organizations/${own.organization}/folders/${of.folder}`, () => ({ title: 'x' })],
  ['DELETE', (of, own) => `/organizations/${own.organization}/folders/${of.folder}`],
  ['GET', (of, own) => `/organizations/${own.organization}/folders/${of.folder}/users`],
  [
    'POST',
    (of, own) => `/organizations/${own.organization}/folders/${of.folder}/users`,
    (_of, own) => ({ user_id: own.member }),
  ],
  [
    'POST',
    (_of, own) => `/organizations/${own.organization}/folders/${own.folder}/users`,
    (of) => ({ user_id: of.member }),
  ],
  ['DELETE', (of) => `/organizations/${of.organization}/folders/${of.folder}/users/${of.member}`],
  ['GET', (of) => `/presets/${of.preset}`],
  ['GET', (of) => `/mosaics/${of.mosaic}`],
  ['PUT', (of) => `/mosaics/${of.mosaic}`, () => ({ title: 'x' })],
  ['DELETE', (of) => `/mosaics/${of.mosaic}`],
  ['POST', () => '/mosaics', (of) => ({ title: 'x', organization_id: of.organization })],
  ['POST', () => '/mosaics', (of) => ({ title: 'x', cameras: [of.camera] })],
];

/** The answer with names and numbers taken out: a foreign one must read like an unknown one. */
const said = (answer: { status: number; body: unknown }): string =>
  `${answer.status} ${JSON.stringify(answer.body).replace(/cam-[abz]|\d+/g, '#')}`;

describe.each(['owner', 'viewer'])('an %s of one organization gets nothing of another', (who) => {
  test.each(
    ROUTES.map(([method, path, body], i) => [`${method} ${path(UNKNOWN, UNKNOWN)} #${i}`, method, path, body] as const),
  )('%s: a foreign id is answered like an unknown one', async (_title, method, path, body) => {
    const ask = who === 'owner' ? owner : viewer;
    const of = (ids: Ids) => ask(method, path(ids, mine), body?.(ids, mine));
    const foreign = await of(theirs);
    const unknown = await of(UNKNOWN);
    expect([400, 403, 404]).toContain(foreign.status);
    expect(said(foreign)).toBe(said(unknown));
  });

  test('lists hold nothing of another organization', async () => {
    const ask = who === 'owner' ? owner : viewer;
    for (const path of [
      '/cameras',
      '/users',
      '/organizations',
      '/presets',
      '/mosaics',
      '/cameras?search=cam-b',
      '/users?search=b',
      `/cameras?organization_id=${theirs.organization}`,
      `/users?organization_id=${theirs.organization}`,
    ]) {
      const { status, body } = await ask('GET', path);
      expect(status, path).toBe(200);
      expect(JSON.stringify(body), path).not.toMatch(/cam-b|owner-b|viewer-b|Org b|P b|M b/);
    }
  });

  test('nothing of the provider is seen or changed', async () => {
    const ask = who === 'owner' ? owner : viewer;
    for (const [method, path, body] of [
      ['GET', '/settings'],
      ['PUT', '/settings', { brand_name: 'x' }],
      ['POST', '/settings/email/test', {}],
      ['GET', '/streamers'],
      ['POST', '/presets', { title: 'x' }],
      ['PUT', `/presets/${mine.preset}`, { dvr_depth: 99 }],
      ['DELETE', `/presets/${mine.preset}`],
      ['POST', '/organizations', { title: 'x' }],
      ['POST', '/cameras/import', [{ name: 'x', stream_url: 'fake://clock' }]],
      ['POST', '/users/import', [{ login: 'x' }]],
      ['POST', '/auth/generate-autologin-token', { login: 'admin' }],
      ['POST', `/organizations/${mine.organization}/presets`, { preset_id: 1 }],
    ] as const) {
      expect((await ask(method, path, body)).status, `${method} ${path}`).toBe(403);
    }
  });
});

describe('fields that somebody has no say in', () => {
  test('an owner makes no administrator, of others or of itself, and moves nobody to another domain', async () => {
    for (const change of [
      { is_admin: true },
      { can_edit_settings: true },
      { can_edit_organizations: 1 },
      { can_view_organizations: 1 },
      { authorized_ip: '127.0.0.1' },
      { monitoring: true },
    ]) {
      expect((await owner('PUT', `/users/${mine.member}`, change)).status, JSON.stringify(change)).toBe(403);
      expect((await owner('PUT', '/profile', change)).status, JSON.stringify(change)).toBe(403);
      const created = await owner('POST', '/users', {
        login: `new-${Object.keys(change)[0]}`,
        organization_id: mine.organization,
        ...change,
      });
      expect(created.status, JSON.stringify(change)).toBe(403);
    }
    const { body } = await owner('PUT', `/users/${mine.member}`, {
      domain_id: 2,
      id: 1,
      epoch: 9,
      parent_id: 1,
      organizations: [1],
      note: 'n',
    });
    expect(body).toMatchObject({ id: mine.member, domain_id: 1, note: 'n', organizations: [mine.organization] });
  });

  test('an owner lifts no limit of its organization and gives it to nobody', async () => {
    for (const change of [{ camera_limit: 9 }, { user_limit: 9 }, { dvr_limit: 9 }, { owner_id: mine.member }])
      expect((await owner('PUT', `/organizations/${mine.organization}`, change)).status, JSON.stringify(change)).toBe(
        403,
      );
    expect(
      (await owner('PUT', `/organizations/${mine.organization}`, { title: 'Org a2', is_default: true })).body,
    ).toMatchObject({ title: 'Org a2', is_default: false });
  });

  test('a preset that is not adjustable keeps its archive depth from the owner, but not from the billing', async () => {
    for (const change of [
      { dvr_depth: 30 },
      { dvr_space: 100 },
      { dvr_lock_days: 3 },
      { precise_thumbnails_days: 3 },
      { vision_enabled: true },
    ])
      expect((await owner('PUT', `/cameras/${mine.camera}`, change)).status, JSON.stringify(change)).toBe(403);
    expect(
      (await owner('PUT', `/cameras/${mine.camera}`, { title: 'mine', domain_id: 2, name: 'other', id: 1 })).body,
    ).toMatchObject({ title: 'mine', name: mine.camera, dvr_depth: 2 });
    expect((await asKey('PUT', `/cameras/${mine.camera}`, { dvr_depth: 30 })).body).toMatchObject({ dvr_depth: 30 });
    await asKey('PUT', `/cameras/${mine.camera}`, { dvr_depth: null });
  });

  test('an owner sets no agent and no streamer', async () => {
    for (const change of [{ agent_key: 'k' }, { agent_serial: 's' }, { streamer_id: 1 }])
      expect((await owner('PUT', `/cameras/${mine.camera}`, change)).status, JSON.stringify(change)).toBe(403);
  });

  test('a readonly owner changes nothing', async () => {
    await asKey('PUT', `/users/${mine.user}`, { readonly: true });
    expect((await owner('PUT', `/cameras/${mine.camera}`, { enabled: true })).status).toBe(403);
    expect((await owner('PUT', `/organizations/${mine.organization}`, { title: 'x' })).status).toBe(403);
    expect((await owner('POST', '/users', { login: 'x', organization_id: mine.organization })).status).toBe(403);
    expect((await owner('GET', `/cameras/${mine.camera}`)).status).toBe(200);
    await asKey('PUT', `/users/${mine.user}`, { readonly: false });
  });

  test('what the billing switched off, the owner does not switch on', async () => {
    await asKey('PUT', `/cameras/${mine.camera}`, { enabled: false });
    expect((await owner('PUT', `/cameras/${mine.camera}`, { enabled: true })).body).toMatchObject({ enabled: false });
    expect((await asKey('PUT', `/cameras/${mine.camera}`, { enabled: true })).body).toMatchObject({ enabled: true });
  });
});

test("a user's own key is for that user and for administrators: whoever manages a user does not become it", async () => {
  const { core } = app;
  const sealed = core.sealer.seal(`app_user.key:${mine.member}`, 'k'.repeat(24));
  await core.sql`update app_user set user_key_sealed = ${sealed} where id = ${mine.member}`;
  const shown = async (call: Call, path: string) => (await call('GET', path)).body.apikey;
  expect(await shown(owner, `/users/${mine.member}`)).toBeNull();
  expect(await shown(viewer, '/profile')).toBe('k'.repeat(24));
  expect(await shown(asKey, `/users/${mine.member}`)).toBe('k'.repeat(24));
  const { body } = await owner('GET', '/users');
  expect(JSON.stringify(body)).not.toContain('k'.repeat(24));
});
