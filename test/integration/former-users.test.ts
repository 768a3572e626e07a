import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUser, deleteUser } from '../../src/core/users/operations.ts';
import { tidy } from '../../src/jobs/housekeeping.ts';
import { signedIn } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

const DAY_MS = 86_400_000;
let now = Date.now();
let app: TestApp;
let a: Tenant;

beforeAll(async () => {
  app = await testApp({ clock: () => new Date(now) });
  a = await tenant(app, 'ann');
});
afterAll(async () => await app.close());

/** How many rows are kept of what these users did and of what was done with them, by table. */
async function recordsOf(...ids: number[]) {
  const { sql } = app.core;
  const subjects = ids.map((id) => `user ${id}`);
  const [row] = await sql<Record<'audit' | 'events' | 'doors' | 'viewings' | 'former', number>[]>`
    select
      (select count(*)::int from audit_change where (actor_kind = 'user' and actor_id = any(${ids}::int[]))
        or (object_kind = 'user' and object_id = any(${ids}::int[]))) as audit,
      (select count(*)::int from billing_event where user_id = any(${ids}::int[]) or subject = any(${subjects}::text[])) as events,
      (select count(*)::int from door_event where user_id = any(${ids}::int[])) as doors,
      (select count(*)::int from viewing where viewer_kind = 'user' and viewer_id = any(${ids}::int[])) as viewings,
      (select count(*)::int from former_user where id = any(${ids}::int[])) as former`;
  return row;
}

const everything = async () => {
  const { sql } = app.core;
  const [row] = await sql<Record<string, number>[]>`
    select (select count(*)::int from audit_change) as audit, (select count(*)::int from billing_event) as events,
      (select count(*)::int from door_event) as doors, (select count(*)::int from viewing) as viewings,
      (select count(*)::int from ledger_entry) as entries, (select count(*)::int from app_user) as users`;
  return row;
};

/** A user who signed in, opened a door, watched and asked for something as a billing would. */
async function traces(id: number, login: string): Promise<void> {
  const client = await signedIn(app, login, PASSWORD);
  await client.put(`/cameras/${a.camera}/favorite`);
  await client.post(`/doors/${a.door}/open`);
  await app.core.sql`
    insert into viewing (id, viewer_kind, viewer_id, camera_id, kind, protocol, address, since, seen_at, ended_at)
    values (${`v${id}`}, 'user', ${id}, ${a.camera}, 'live', 'hls', '10.0.0.1', now(), now(), now()),
           (${`c${id}`}, 'client', ${id}, ${a.camera}, 'live', 'hls', '10.0.0.1', now(), now(), now())`;
  await app.core.sql`
    insert into billing_event (domain_id, at, request_id, user_id, dialect, type, outcome, subject)
    values (1, now() - interval '1 day', 'r', ${id}, 'watcher', 'camera.change', 'applied', 'camera 1'),
           (1, now() - interval '1 day', 'r', null, 'watcher', 'user.change', 'applied', ${`user ${id}`}),
           (1, now() - interval '1 day', 'r', null, 'watcher', 'user.create', 'applied', ${login})`;
}

test('of a deleted user and its sub-users everything is kept for 30 days, removed on day 31, and nothing else', async () => {
  const { core, system } = app;
  const admin = await administrator(app);
  const user = await createUser(core, system, { login: 'gone', password: PASSWORD }, a.organization);
  await admin.put(`/organizations/${a.organization}/folders/${a.root}/grants/${user.id}`, { actions: true });
  const sub = await createUser(core, system, { login: 'below', password: PASSWORD, parentId: user.id });
  await admin.put(`/organizations/${a.organization}/folders/${a.root}/grants/${sub.id}`, { actions: true });
  await core.feed.settled();
  await traces(user.id, 'gone');
  await traces(sub.id, 'below');
  await traces(a.owner, a.ownerLogin);
  await admin.post(`/organizations/${a.organization}/payments`, { amount: '100.00', reason: 'cash' });
  await deleteUser(core, system, user.id);
  // Another user of that login, made after it.
  await createUser(core, system, { login: 'gone' }, a.organization);
  await core.sql`
    insert into billing_event (domain_id, at, request_id, dialect, type, outcome, subject)
    values (1, now() + interval '1 hour', 'r', 'watcher', 'user.create', 'applied', 'gone')`;
  const before = { theirs: await recordsOf(user.id, sub.id), all: await everything() };
  expect(before.theirs).toMatchObject({ former: 2, viewings: 2, events: 4 });
  for (const count of Object.values(before.theirs ?? {})) expect(count).toBeGreaterThan(1);
  const [below] = await core.sql`select login, parent_id from former_user where id = ${sub.id}`;
  expect(below).toEqual({ login: 'below', parentId: user.id });

  now += 30 * DAY_MS - 60_000;
  await tidy(core, AbortSignal.timeout(20_000));
  expect(await recordsOf(user.id, sub.id)).toEqual(before.theirs);

  now += DAY_MS;
  await tidy(core, AbortSignal.timeout(20_000));
  expect(await recordsOf(user.id, sub.id)).toEqual({ audit: 0, events: 0, doors: 0, viewings: 0, former: 0 });
  const { audit = 0, events = 0, doors = 0, viewings = 0 } = before.theirs ?? {};
  const all = before.all ?? {};
  expect(await everything()).toEqual({
    ...all,
    audit: (all.audit ?? 0) - audit,
    // That they were made stood under their logins.
    events: (all.events ?? 0) - events - 2,
    doors: (all.doors ?? 0) - doors,
    viewings: (all.viewings ?? 0) - viewings,
  });
  expect(await recordsOf(a.owner)).toMatchObject({ viewings: 1, events: 2, former: 0 });
});
