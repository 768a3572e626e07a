import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { PASSWORD, type Tenant, tenant } from '../support/tenants.ts';
import { type LiveWindow, limit, liveWindow, rolling, tokenOf, until } from '../support/viewers.ts';

/** A contract with two users who see its camera, and another whose user sees the same camera through a grant. */
let app: TestApp;
let ann: Tenant;
let bob: Tenant;
let tokens: { ann: string; amy: string; bob: string };
let open: LiveWindow[] = [];

beforeAll(async () => {
  app = await testApp({ media: { segmentSeconds: 2 } });
  [ann, bob] = [await tenant(app, 'ann'), await tenant(app, 'bob')];
  const billing = withKey(app, ADMIN.apiKey);
  const amy = await billing.post('/users', { login: 'amy', password: PASSWORD, organizationId: ann.organization });
  await billing.put(`/organizations/${ann.organization}/folders/${ann.root}/grants/${amy.body.id}`, { archive: true });
  await app.core.sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, archive, source)
    values ('user', ${bob.viewer}, 'device', ${ann.camera}, true, 'device')`;
  await rolling(app, ann, 6);
  tokens = {
    ann: await tokenOf(app, ann.viewerLogin, ann.camera),
    amy: await tokenOf(app, 'amy', ann.camera),
    bob: await tokenOf(app, bob.viewerLogin, ann.camera),
  };
}, 60_000);
afterAll(() => app.close());

beforeEach(async () => {
  for (const window of open) await window.close();
  open = [];
  app.node?.viewings.closeAll();
  await limit(app, ann.organization, {});
});

/** Opens a live window; its refusal, or undefined. */
async function live(token: string): Promise<string | undefined> {
  const window = await liveWindow(app, ann.cameraName, token);
  if (window.closed === undefined) open.push(window);
  return window.closed;
}

async function archive(token: string, window: string, kind: 'archive' | 'mono' = 'archive'): Promise<number> {
  const from = Math.ceil((app.node?.archive.loaded(ann.camera)?.from ?? 0) / 1000);
  const url = `${app.url}/${ann.cameraName}/${kind}-${from}-3.m3u8?token=${token}&window=${window}`;
  const answer = await fetch(url);
  if (answer.status !== 200) expect(await answer.json()).toMatchObject({ error: expect.stringContaining('windows') });
  return answer.status;
}

test('one user: so many live windows of a camera and no more, until one is closed', async () => {
  await limit(app, ann.organization, { user_live_views: 2 });
  expect([await live(tokens.ann), await live(tokens.ann)]).toEqual([undefined, undefined]);
  expect(await live(tokens.ann)).toBe('windows');
  expect(await live(tokens.amy)).toBeUndefined();
  await open[0]?.close();
  expect(await live(tokens.ann)).toBeUndefined();
});

test('all users of a contract together; another contract has its own limit', async () => {
  await limit(app, ann.organization, { live_views: 2, user_live_views: 2 });
  expect([await live(tokens.ann), await live(tokens.amy)]).toEqual([undefined, undefined]);
  expect([await live(tokens.ann), await live(tokens.amy)]).toEqual(['windows', 'windows']);
  expect(await live(tokens.bob)).toBeUndefined();
  expect((await fetch(`${app.url}/${ann.cameraName}/preview.jpg?token=${tokens.ann}`)).status).toBe(200);
});

test('HLS is one window for each window id, over the limit it is told so, and resting it makes room', async () => {
  await limit(app, ann.organization, { user_archive_views: 1 });
  expect(await archive(tokens.ann, 'one')).toBe(200);
  // The playlist that the multivariant one leads to is the same window.
  expect(await archive(tokens.ann, 'one', 'mono')).toBe(200);
  expect(app.node?.viewings.count).toBe(1);
  expect(await archive(tokens.ann, 'two')).toBe(403);
  expect(await live(tokens.ann)).toBeUndefined();
  await until(async () => (await archive(tokens.ann, 'two')) === 200, 10_000);
  expect(await archive(tokens.ann, 'one')).toBe(403);
});

test('the archive of a contract: its own limit; 0 means none at all', async () => {
  await limit(app, ann.organization, { archive_views: 0, live_views: null });
  expect(await archive(tokens.ann, 'one')).toBe(403);
  expect(await live(tokens.ann)).toBeUndefined();
  await limit(app, ann.organization, { user_live_views: 0 });
  expect(await live(tokens.amy)).toBe('no_windows');
});

test('a limit that is lowered closes the youngest windows', async () => {
  expect([await live(tokens.ann), await live(tokens.ann), await live(tokens.amy)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  await limit(app, ann.organization, { live_views: 1 });
  await until(() => open.filter(({ closed }) => closed === 'windows').length === 2, 5000);
  expect(open[0]?.closed).toBeUndefined();
});

test('a viewing names its contract', async () => {
  await live(tokens.ann);
  await until(async () => {
    const [row] = await app.core.sql<{ organizationId: number; node: string }[]>`
      select organization_id, node from viewing where ended_at is null and camera_id = ${ann.camera}`;
    return row?.organizationId === ann.organization && row.node === 'test';
  });
});

test('windows of another media node count, those of one that is silent do not', async () => {
  await limit(app, ann.organization, { live_views: 1 });
  const seen = (age: string) => app.core.sql`
    insert into viewing (id, viewer_kind, viewer_id, camera_id, kind, protocol, address, since, seen_at, active_at, organization_id, node)
    values ('far', 'user', 999, ${ann.camera}, 'live', 'mse', '10.0.0.9', now(), now() - ${age}::interval, now() - ${age}::interval,
      ${ann.organization}, 'another')
    on conflict (id) do update set seen_at = excluded.seen_at, active_at = excluded.active_at`;
  await seen('0 s');
  expect(await live(tokens.ann)).toBe('windows');
  await seen('20 s');
  expect(await live(tokens.ann)).toBeUndefined();
});

test('administrators and machine clients are not limited', async () => {
  await limit(app, ann.organization, { live_views: 0, user_live_views: 0 });
  const { body } = await withKey(app, ADMIN.apiKey).get(`/cameras/${ann.camera}`);
  expect(await live(body.playback.token)).toBeUndefined();
});
