import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decide } from '../../src/core/access/decide.ts';
import type { CameraFacts, UserFacts } from '../../src/core/access/facts.ts';
import { cameraFacts, userFacts } from '../../src/core/access/queries.ts';
import { visibleCameras } from '../../src/core/access/scope.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.sql`insert into domain (title) values ('d')`;
  await database.sql`insert into preset (domain_id, title, is_default) values (1, 'p', true)`;
});
afterAll(async () => {
  await database.drop();
});

const ORGANIZATIONS = 3;
const USERS = 4;
const CAMERAS = 12;
/** Two folders below each root, the second below the first: 1 2 3 are the roots, 4 to 6 in them, 7 to 9 below those. */
const FOLDERS = ORGANIZATIONS * 3;
const rootOf = (folder: number) => ((folder - 1) % ORGANIZATIONS) + 1;
const pathOf = (folder: number) =>
  [rootOf(folder), rootOf(folder) + ORGANIZATIONS, rootOf(folder) + 2 * ORGANIZATIONS].filter((id) => id <= folder);

const one = (most: number) => fc.integer({ min: 1, max: most });
const world = fc.record({
  /** Of single users, and of all of a kind. */
  permissions: fc.uniqueArray(fc.record({ user: one(USERS), permission: fc.nat(3), allowed: fc.boolean() }), {
    selector: (p) => `${p.user} ${p.permission}`,
    maxLength: 6,
  }),
  defaults: fc.uniqueArray(fc.record({ kind: fc.constantFrom('subscriber', 'sub_user'), permission: fc.nat(3) }), {
    selector: (p) => `${p.kind} ${p.permission}`,
    maxLength: 3,
  }),
  users: fc.array(
    fc.record({
      kind: fc.constantFrom('administrator', 'subscriber', 'subscriber', 'subscriber'),
      readonly: fc.boolean(),
      /** Somebody with a smaller number, so that nobody is above itself. */
      parent: fc.option(fc.nat(USERS - 1), { freq: 2 }),
      home: fc.option(one(ORGANIZATIONS)),
    }),
    { minLength: USERS, maxLength: USERS },
  ),
  owners: fc.array(fc.option(one(USERS)), { minLength: ORGANIZATIONS, maxLength: ORGANIZATIONS }),
  blocked: fc.uniqueArray(
    fc.record({ organization: one(ORGANIZATIONS), effect: fc.constantFrom('service', 'sign_in') }),
    { selector: (b) => `${b.organization} ${b.effect}`, maxLength: 3 },
  ),
  memberships: fc.uniqueArray(
    fc.record({ organization: one(ORGANIZATIONS), user: one(USERS), editCameras: fc.boolean() }),
    { selector: (m) => `${m.organization} ${m.user}`, maxLength: 8 },
  ),
  cameras: fc.array(one(FOLDERS), { minLength: CAMERAS, maxLength: CAMERAS }),
  /** Cameras of intercoms that residents see no live picture of, or no archive. */
  intercoms: fc.uniqueArray(fc.record({ camera: one(CAMERAS), live: fc.boolean(), archive: fc.boolean() }), {
    selector: (i) => i.camera,
    maxLength: 6,
  }),
  grants: fc.uniqueArray(
    fc.record({
      subjectKind: fc.constantFrom('user', 'organization'),
      subject: one(3),
      objectKind: fc.constantFrom('folder', 'device', 'organization'),
      object: one(CAMERAS),
      live: fc.boolean(),
      archive: fc.boolean(),
      edit: fc.boolean(),
      source: fc.constantFrom('test', 'share', 'contract', 'apartment'),
      through: fc.option(one(ORGANIZATIONS)),
      from: fc.constantFrom('past', 'future', null),
    }),
    { selector: (g) => `${g.subjectKind} ${g.subject} ${g.objectKind} ${g.object} ${g.source}`, maxLength: 14 },
  ),
});
const DENIABLE = ['archive.watch', 'archive.download', 'archive.snapshot', 'cameras.turn'] as const;
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

async function build(of: World): Promise<void> {
  const { sql } = database;
  await sql`truncate app_user, organization, folder, camera, access_grant, block, membership, permission_default restart identity cascade`;
  for (const [i, user] of of.users.entries()) {
    const parent = user.parent !== null && user.parent < i ? user.parent + 1 : null;
    await sql`
      insert into app_user (domain_id, login, kind, readonly, parent_id)
      values (1, ${`u${i + 1}`}, ${parent === null ? user.kind : 'sub_user'}, ${user.readonly}, ${parent})`;
  }
  for (const owner of of.owners)
    await sql`insert into organization (domain_id, title, owner_id) values (1, 'o', ${owner})`;
  for (let folder = 1; folder <= FOLDERS; folder++) {
    const path = pathOf(folder);
    await sql`
      insert into folder (organization_id, parent_id, path, title)
      values (${rootOf(folder)}, ${path.at(-2) ?? null}, ${path}, 'f')`;
  }
  for (const [i, folder] of of.cameras.entries()) {
    await sql`
      insert into camera (id, domain_id, name, organization_id, folder_id, preset_id)
      values (${i + 1}, 1, ${`c${i + 1}`}, ${rootOf(folder)}, ${folder}, 1)`;
  }
  for (const { camera, live, archive } of of.intercoms)
    await sql`
      insert into panel (camera_id, domain_id, restrict_live, restrict_archive) values (${camera}, 1, ${live}, ${archive})`;
  for (const m of of.memberships)
    await sql`insert into membership (organization_id, user_id, edit_cameras) values (${m.organization}, ${m.user}, ${m.editCameras})`;
  for (const g of of.grants) {
    const days = g.from === 'past' ? -1 : 1;
    await sql`
      insert into access_grant (subject_kind, subject_id, object_kind, object_id, live, archive, download, snapshot, ptz, edit, source, through_organization_id, valid_from)
      values (${g.subjectKind}, ${g.subject}, ${g.objectKind}, ${g.object}, ${g.live}, ${g.archive}, ${g.archive}, ${g.archive}, ${g.archive}, ${g.edit}, ${g.source},
              ${g.subjectKind === 'user' ? g.through : null}, ${g.from === null ? null : new Date(Date.now() + days * 86_400_000)})`;
  }
  for (const { organization, effect } of of.blocked)
    await sql`insert into block (subject_kind, subject_id, source, effect) values ('organization', ${organization}, 'billing', ${effect})`;
  for (const p of of.permissions)
    await sql`
      insert into user_permission (user_id, permission, allowed, by_provider)
      values (${p.user}, ${DENIABLE[p.permission] ?? ''}, ${p.allowed}, true)`;
  for (const p of of.defaults)
    await sql`insert into permission_default (domain_id, kind, permission) values (1, ${p.kind}, ${DENIABLE[p.permission] ?? ''})`;
  for (const [i, { home }] of of.users.entries())
    await sql`update app_user set home_organization_id = ${home} where id = ${i + 1}`;
}

/** Whether nothing shuts this user out of the cameras of that organization, told from the world itself. */
function opened(of: World, user: UserFacts, organization: number): boolean {
  const blocked = (id: number | null | undefined, effects: readonly string[]) =>
    of.blocked.some((b) => b.organization === id && effects.includes(b.effect));
  for (let one: UserFacts | null = user; one; one = one.parent) {
    const home = one.administrator ? null : of.users[one.id - 1]?.home;
    if (blocked(home, ['service', 'sign_in'])) return false;
  }
  return !blocked(organization, ['service']);
}

/** Whether no permission for it was taken from the user or anybody above it, told from the world itself. */
function permitted(of: World, user: UserFacts, permission: number): boolean {
  for (let one: UserFacts | null = user; one; one = one.parent) {
    if (one.administrator) continue;
    const kind = one.parent ? 'sub_user' : 'subscriber';
    const { id } = one;
    const own = of.permissions.find((p) => p.user === id && p.permission === permission)?.allowed;
    if (!(own ?? !of.defaults.some((d) => d.kind === kind && d.permission === permission))) return false;
  }
  return true;
}

/** The rights that permissions cut, with and without them. */
function expectCut(of: World, user: UserFacts, camera: CameraFacts): void {
  const without = (one: UserFacts): UserFacts => ({ ...one, denied: [], parent: one.parent && without(one.parent) });
  const [cut, whole] = [user, without(user)].map((one) => decide(one, camera, new Date()).rights);
  for (const [permission, right] of (['archive', 'download', 'snapshot', 'ptz'] as const).entries())
    expect(cut?.[right]).toBe(whole?.[right] === true && permitted(of, user, permission));
  for (const right of ['view', 'live', 'actions', 'edit'] as const) expect(cut?.[right]).toBe(whole?.[right]);
}

/** What an intercom's restrictions take: nothing but the picture, and nothing from whoever has no resident's grant on it. */
function expectRestricted(of: World, user: UserFacts, camera: CameraFacts): void {
  const unrestricted = { ...camera, restrictLive: false, restrictArchive: false };
  const [kept, whole] = [camera, unrestricted].map((one) => decide(user, one, new Date()).rights);
  if (!kept || !whole) return;
  const { live = false, archive = false } = of.intercoms.find((i) => i.camera === camera.id) ?? {};
  expect([camera.restrictLive, camera.restrictArchive]).toEqual([live, archive]);
  for (const right of ['view', 'ptz', 'actions', 'edit'] as const) expect(kept[right]).toBe(whole[right]);
  if (!live) expect(kept.live).toBe(whole.live);
  if (!archive) expect(kept.archive).toBe(whole.archive);
  if (!of.grants.some((g) => g.source === 'contract' || g.source === 'apartment')) expect(kept).toEqual(whole);
}

async function decided(of: World, user: UserFacts): Promise<number[]> {
  const seen: number[] = [];
  for (let id = 1; id <= CAMERAS; id++) {
    const camera = await cameraFacts(database.sql, { id });
    if (!camera) continue;
    const { rights, open } = decide(user, camera, new Date());
    expect(open).toBe(opened(of, user, camera.organizationId));
    expectCut(of, user, camera);
    expectRestricted(of, user, camera);
    if (rights.live || rights.archive) expect(rights.view).toBe(true);
    if (rights.view || rights.edit) seen.push(id);
  }
  return seen;
}

test('a list holds exactly the cameras that the rule of access lets a user see or edit', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (of) => {
      await build(of);
      for (let id = 1; id <= USERS; id++) {
        const user = await userFacts(database.sql, id);
        if (!user) throw new Error(`There is no user ${id}`);
        const listed = await database.sql<{ id: number }[]>`
          select c.id from camera c where ${visibleCameras(database.sql, user)} order by c.id`;
        expect(listed.map((row) => row.id)).toEqual(await decided(of, user));
      }
    }),
    { numRuns: 120 },
  );
}, 120_000);
