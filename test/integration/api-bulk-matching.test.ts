import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

/** Changes of all that match: by a list's own filter, part by part, bounded by what was confirmed. */
let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;
let owner: Client;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
});
afterAll(async () => await app.close());

/** Written straight into the table: that they are there is not what is tested. */
async function cameras(at: Tenant, title: string, count: number): Promise<number[]> {
  const rows = await app.core.sql<{ id: number }[]>`
    insert into camera (domain_id, name, title, organization_id, folder_id, preset_id)
    select ${app.system.domainId}, ${`${title}-`} || i, ${`${title} `} || i, ${at.organization}, ${at.root}, ${at.preset}
    from generate_series(1, ${count}) i returning id`;
  return rows.map(({ id }) => id);
}

const blockedIds = async (): Promise<number[]> =>
  (
    await app.core.sql<{ id: number }[]>`select subject_id as id from block where subject_kind = 'device' order by 1`
  ).map(({ id }) => id);

interface Result {
  readonly done: number;
  readonly items: { id: number; title?: string; error?: { code: string; fields?: Record<string, string> } }[];
  readonly next: string | null;
}

/** Part after part to the end; `between` runs after each part. */
async function through(
  client: Client,
  path: string,
  body: object,
  between: (part: Result, number: number) => Promise<void> = async () => undefined,
): Promise<Result[]> {
  const parts: Result[] = [];
  for (let after: string | null = ''; after !== null; after = parts.at(-1)?.next ?? null) {
    const answer = await client.post(path, after === '' ? body : { ...body, after });
    expect([answer.status, answer.body.error]).toEqual([200, undefined]);
    parts.push(answer.body);
    await between(answer.body, parts.length);
  }
  return parts;
}

test('thousands that match are blocked part by part, each once, whatever comes and goes meanwhile', async () => {
  const ids = await cameras(a, 'crowd', 2100);
  await cameras(a, 'other', 3);
  const filter = { search: 'CROWD', organizationId: a.organization };
  const first = (await admin.get(`/cameras/ids?search=crowd&organizationId=${a.organization}&count=true`)).body;
  expect([first.ids, first.next, first.total]).toEqual([ids, null, 2100]);
  const [gone = 0, late = 0] = [ids[1500], ids[2099]];
  let made: number[] = [];
  const parts = await through(
    admin,
    '/cameras/bulk',
    { action: 'block', source: 'administrator', reason: 'Roof repair', filter, expected: 2100 },
    async (_part, number) => {
      if (number !== 1) return;
      made = await cameras(a, 'crowd-later', 2);
      await app.core.sql`delete from camera where id = ${gone}`;
      await app.core.sql`update camera set title = 'nothing of that', name = 'none' where id = ${late}`;
    },
  );
  expect(parts.map(({ done }) => done)).toEqual([500, 500, 500, 500, 98]);
  const tried = parts.flatMap(({ items }) => items.map(({ id }) => id));
  expect(tried).toEqual(ids.filter((id) => id !== gone && id !== late));
  expect(await blockedIds()).toEqual(tried);
  expect(made).toHaveLength(2);
  const [{ count = 0 } = {}] = await app.core.sql<{ count: number }[]>`
    select count(*)::int as count from audit_change where object_kind = 'camera' and changes ? 'block.administrator'`;
  expect(count).toBe(tried.length);
}, 300_000);

test('a part that is sent again does nothing twice, and what leaves the filter by the change shifts none', async () => {
  const ids = await cameras(a, 'again', 7);
  const block = { action: 'block', source: 'administrator', reason: 'Debt', filter: { search: 'again' }, expected: 7 };
  await through(admin, '/cameras/bulk', block);
  const lift = {
    action: 'unblock',
    source: 'administrator',
    filter: { search: 'again', state: 'blocked' },
    expected: 7,
    limit: 3,
  };
  const parts = await through(admin, '/cameras/bulk', lift, async (part) => {
    if (part.next === null) return;
    // The answer was lost: the same part is asked for again, of which nothing is left to do.
    const [before] = await app.core.sql`select max(id) as id from audit_change`;
    const again = await admin.post('/cameras/bulk', { ...lift, ids: undefined, after: `0.${ids.at(-1)}.0` });
    expect([again.status, again.body.done, again.body.next]).toEqual([200, 0, null]);
    expect((await app.core.sql`select max(id) as id from audit_change`)[0]).toEqual(before);
  });
  expect(parts.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids);
  const twice = { action: 'block', source: 'administrator', reason: 'Debt', ids };
  await admin.post('/cameras/bulk', twice);
  const [before] = await app.core.sql`select max(id) as id from audit_change`;
  expect((await admin.post('/cameras/bulk', twice)).body).toMatchObject({ done: 7, next: null });
  expect((await app.core.sql`select max(id) as id from audit_change`)[0]).toEqual(before);
});

test('where more match than were confirmed nothing is done; that many need to be said', async () => {
  const ids = await cameras(a, 'doomed', 3);
  const remove = { action: 'delete', filter: { search: 'doomed' } };
  const unsaid = await admin.post('/cameras/bulk', remove);
  expect([unsaid.status, unsaid.body.error.fields]).toEqual([400, { expected: expect.any(String) }]);
  const fewer = await admin.post('/cameras/bulk', { ...remove, expected: 2 });
  expect([fewer.status, fewer.body.error.code, fewer.body.error.message]).toEqual([
    409,
    'conflict',
    '3 match now, and 2 were confirmed: look again',
  ]);
  expect((await admin.get('/cameras/ids?search=doomed')).body.ids).toEqual(ids);
  expect((await admin.post('/cameras/bulk', { ...remove, expected: 5 })).body).toMatchObject({ done: 3, next: null });
  expect((await admin.get('/cameras/ids?search=doomed&count=true')).body).toEqual({ ids: [], next: null, total: 0 });
});

test('a filter that the list does not know, both ways at once, none, and a made-up cursor are refused', async () => {
  const remove = { action: 'delete', expected: 100_000 };
  for (const [body, field] of [
    [{ ...remove, filter: { organisationId: a.organization } }, 'filter.organisationId'],
    [{ ...remove, filter: { organizationId: null } }, 'filter.organizationId'],
    [{ ...remove, filter: { search: 'x', limit: 1 } }, 'filter.limit'],
    [{ ...remove, filter: {}, ids: [1] }, 'filter'],
    [remove, 'ids'],
    [{ ...remove, filter: {}, after: 'MTIz' }, 'after'],
    [{ ...remove, filter: {}, after: '' }, 'after'],
  ] as const) {
    for (const path of ['/cameras/bulk', '/users/bulk']) {
      const answer = await admin.post(path, body);
      expect([answer.status, Object.keys(answer.body.error.fields)], JSON.stringify(body)).toEqual([400, [field]]);
    }
  }
  expect((await admin.get(`/cameras/${a.camera}`)).status).toBe(200);
});

test("an owner's filter holds the own contract alone; of others nothing is done, counted or named", async () => {
  const [foreign = 0] = await cameras(b, 'yard-of-bob', 2);
  const own = (await owner.get('/cameras/ids?count=true')).body;
  const known = await app.core.sql<{ id: number }[]>`
    select id from camera where organization_id = ${a.organization} order by id`;
  expect([own.ids, own.total]).toEqual([known.map(({ id }) => id), known.length]);
  for (const filter of [{ organizationId: b.organization }, { search: 'yard-of-bob' }, { folderId: b.root }]) {
    const answer = await owner.post('/cameras/bulk', { action: 'delete', filter, expected: 10 });
    expect(answer.body).toEqual({ done: 0, items: [], next: null });
  }
  for (const verb of [
    { action: 'delete' },
    { action: 'change', change: { folderId: a.folder } },
    { action: 'rights', userId: a.viewer, rights: { live: true } },
    { action: 'rights', userId: a.viewer, rights: { live: true }, join: true },
  ]) {
    const { body } = await owner.post('/cameras/bulk', { ...verb, ids: [foreign, 2_000_000] });
    expect(body.done, JSON.stringify(verb)).toBe(0);
    const [one, two] = body.items as { id: number }[];
    expect(JSON.stringify(one).replaceAll(String(one?.id), '')).toBe(
      JSON.stringify(two).replaceAll(String(two?.id), ''),
    );
    expect(JSON.stringify(body)).not.toMatch(/title|bob/);
  }
  const users = (await owner.get('/users/ids')).body.ids as number[];
  expect(users).not.toContain(b.viewer);
  const verb = { action: 'block', source: 'owner', filter: { search: 'bob' }, expected: 10 };
  expect((await owner.post('/users/bulk', verb)).body.items).toEqual([]);
  const grant = { action: 'rights', organizationId: a.organization, folderId: a.folder };
  for (const given of [{}, { join: true }, null]) {
    const { body } = await owner.post('/users/bulk', { ...grant, grant: given, ids: [b.viewer, 2_000_000] });
    const [one, two] = body.items as { id: number }[];
    expect(JSON.stringify(one).replaceAll(String(one?.id), '')).toBe(
      JSON.stringify(two).replaceAll(String(two?.id), ''),
    );
  }
  expect((await admin.get(`/cameras/${foreign}`)).body).toMatchObject({ folder: { id: b.root }, enabled: true });
});

test("another domain's cameras and users are not there, by ids and by filter", async () => {
  const { sql } = app.core;
  const [domain] = await sql<{ id: number }[]>`insert into domain (title) values ('Other') returning id`;
  const id = domain?.id ?? 0;
  const [o] = await sql<{ id: number }[]>`
    insert into organization (domain_id, title) values (${id}, 'Elsewhere') returning id`;
  const [f] = await sql<{ id: number }[]>`
    insert into folder (organization_id, title, path) values (${o?.id ?? 0}, 'Elsewhere', '{}') returning id`;
  const [p] = await sql<
    { id: number }[]
  >`insert into preset (domain_id, title) values (${id}, 'Elsewhere') returning id`;
  const [camera] = await sql<{ id: number }[]>`
    insert into camera (domain_id, name, title, organization_id, folder_id, preset_id)
    values (${id}, 'elsewhere', 'Elsewhere', ${o?.id ?? 0}, ${f?.id ?? 0}, ${p?.id ?? 0}) returning id`;
  const [user] = await sql<{ id: number }[]>`
    insert into app_user (domain_id, login, kind) values (${id}, 'elsewhere', 'subscriber') returning id`;
  for (const [path, foreign] of [
    ['/cameras', camera?.id],
    ['/users', user?.id],
  ] as const) {
    expect((await admin.get(`${path}/ids`)).body.ids).not.toContain(foreign);
    const found = await admin.post(`${path}/bulk`, { action: 'delete', filter: { search: 'elsewhere' }, expected: 9 });
    expect(found.body).toEqual({ done: 0, items: [], next: null });
    for (const verb of [{ action: 'delete' }, { action: 'block', source: 'administrator' }]) {
      const { body } = await admin.post(`${path}/bulk`, { ...verb, ids: [foreign] });
      expect([body.items[0].error.code, body.items[0].title]).toEqual(['not_found', undefined]);
    }
  }
  const choices = await admin.post('/cameras/bulk/presets', { ids: [camera?.id] });
  expect(choices.body.items).toEqual([]);
  const left =
    await sql`select from camera where domain_id = ${id} union all select from app_user where domain_id = ${id}`;
  expect(left).toHaveLength(2);
});

test('cameras move to a folder and to another contract; one that has no room takes what it has room for', async () => {
  const ids = await cameras(a, 'mover', 3);
  const change = { action: 'change', ids, change: { organizationId: a.organization, folderId: a.folder } };
  expect((await owner.post('/cameras/bulk', change)).body.done).toBe(3);
  const small = (await admin.post('/organizations', { title: 'Small', cameraLimit: 2 })).body.id;
  const { body } = await admin.post('/cameras/bulk', { action: 'change', ids, change: { organizationId: small } });
  expect([body.done, body.items[2]]).toMatchObject([2, { id: ids[2], title: 'mover 3', error: { code: 'limit' } }]);
  const where = await Promise.all(ids.map(async (id) => (await admin.get(`/cameras/${id}`)).body.organization.id));
  expect(where).toEqual([small, small, a.organization]);
  const history = (await admin.get(`/cameras/${ids[0]}/history`)).body.items;
  expect(history[0].changes).toMatchObject({ organizationId: [a.organization, small] });
});

test('rights on many cameras are added to what was given, and taken away', async () => {
  const ids = await cameras(a, 'given', 2);
  const user = (await admin.post('/users', { login: 'given-to', organizationId: a.organization })).body.id;
  const all = { live: true, archive: true, download: true, snapshot: false, ptz: true, edit: false };
  await admin.put(`/users/${user}/camera-rights/${ids[0]}`, all);
  const give = { action: 'rights', userId: user, ids, rights: { live: true, snapshot: true } };
  expect((await owner.post('/cameras/bulk', give)).body.done).toBe(2);
  const given = async () =>
    (await admin.get(`/users/${user}/camera-rights`)).body.items.map((row: { given: unknown }) => row.given);
  const none = { live: false, archive: false, download: false, snapshot: false, ptz: false, edit: false };
  expect(await given()).toEqual([
    { ...all, snapshot: true },
    { ...none, live: true, snapshot: true },
  ]);
  const [before] = await app.core.sql`select max(id) as id from audit_change`;
  expect((await owner.post('/cameras/bulk', give)).body.done).toBe(2);
  expect((await app.core.sql`select max(id) as id from audit_change`)[0]).toEqual(before);
  expect((await owner.post('/cameras/bulk', { ...give, rights: none })).body.done).toBe(2);
  expect(await given()).toEqual([]);
  const other = { ...give, ids: [...ids, b.camera] };
  const { body } = await admin.post('/cameras/bulk', other);
  expect(body.items.filter((item: { error?: unknown }) => item.error)).toMatchObject([
    { id: b.camera, title: 'bob gate', error: { code: 'invalid', fields: { cameraId: expect.any(String) } } },
  ]);
  expect((await admin.post('/cameras/bulk', { ...other, join: true })).body.done).toBe(3);
});

test('users get a folder together and lose it together, move to another contract and are deleted by a filter', async () => {
  const made = await Promise.all(
    ['one', 'two', 'three'].map((name) =>
      admin.post('/users', { login: `crew-${name}`, organizationId: a.organization }),
    ),
  );
  const ids = made.map(({ body }) => body.id as number).sort((one, two) => one - two);
  const folder = { action: 'rights', organizationId: a.organization, folderId: a.folder };
  const filter = { filter: { search: 'crew-' }, expected: 3 };
  const given = await owner.post('/users/bulk', { ...folder, grant: { archive: true }, ...filter });
  expect(given.body).toMatchObject({ done: 3, items: ids.map((id) => ({ id })) });
  const held = async () =>
    (await admin.get(`/organizations/${a.organization}/folders/${a.folder}/grants`)).body.items.map(
      (one: { userId: number; archive: boolean }) => [one.userId, one.archive],
    );
  expect(await held()).toEqual(ids.map((id) => [id, true]));
  for (let i = 0; i < 2; i++)
    expect((await owner.post('/users/bulk', { ...folder, grant: null, ...filter })).body.done).toBe(3);
  expect(await held()).toEqual([]);
  const move = { action: 'change', change: { homeOrganizationId: b.organization }, ...filter };
  expect((await owner.post('/users/bulk', move)).body.items[0]).toMatchObject({
    title: expect.stringMatching(/^crew-/),
    error: { code: 'forbidden' },
  });
  expect((await admin.post('/users/bulk', move)).body.done).toBe(3);
  expect((await admin.get(`/users/${ids[0]}`)).body.organizations).toEqual([{ id: b.organization, title: 'bob' }]);
  expect((await admin.post('/users/bulk', { action: 'delete', ...filter })).body.done).toBe(3);
  expect((await admin.get(`/users/${ids[0]}`)).status).toBe(404);
});

test('lifting a block says what keeps it off all the same', async () => {
  const [one = 0, two = 0] = await cameras(a, 'kept', 2);
  const billing = withKey(app, ADMIN.apiKey);
  await billing.put(`/cameras/${one}/blocks/billing`, { reason: 'Debt' });
  await admin.post('/cameras/bulk', { action: 'block', source: 'administrator', ids: [one, two] });
  const { body } = await admin.post('/cameras/bulk', { action: 'unblock', source: 'administrator', ids: [one, two] });
  expect(body.items).toMatchObject([
    { id: one, title: 'kept 1', stillBlocked: [{ on: 'camera', source: 'billing', reason: 'Debt' }] },
    { id: two },
  ]);
  expect(body.items[1]).toEqual({ id: two });
  await billing.put(`/organizations/${a.organization}/blocks/billing`, { reason: 'Contract' });
  const users = await admin.post('/users/bulk', { action: 'unblock', source: 'administrator', ids: [a.viewer] });
  expect(users.body.items[0].stillBlocked).toMatchObject([{ on: 'organization', reason: 'Contract' }]);
  await billing.delete(`/organizations/${a.organization}/blocks/billing`);
});

test('presets are offered with how many of the cameras may have them, as the change itself decides', async () => {
  const free = (await admin.post('/presets', { title: 'For all' })).body.id;
  const ids = [a.camera, b.camera];
  const offered = async (client: Client) =>
    new Map<number, number>(
      (await client.post('/cameras/bulk/presets', { ids })).body.items.map((one: { id: number; cameras: number }) => [
        one.id,
        one.cameras,
      ]),
    );
  const toAdmin = await offered(admin);
  expect([toAdmin.get(a.preset), toAdmin.get(b.preset), toAdmin.get(free)]).toEqual([1, 1, 2]);
  const toOwner = await offered(owner);
  expect([toOwner.get(a.preset), toOwner.has(b.preset), toOwner.has(free)]).toEqual([1, false, false]);
  for (const [client, choices] of [
    [admin, toAdmin],
    [owner, toOwner],
  ] as const) {
    for (const [presetId, count] of choices) {
      const { body } = await client.post('/cameras/bulk', { action: 'change', ids, change: { presetId } });
      expect(body.done, `preset ${presetId}`).toBe(count);
    }
    await admin.patch(`/cameras/${a.camera}`, { presetId: a.preset });
    await admin.patch(`/cameras/${b.camera}`, { presetId: b.preset });
  }
});
