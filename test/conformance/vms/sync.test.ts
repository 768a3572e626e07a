import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { call, cameras, foreign, given, lastEvent, MANAGE, own, subscriber } from './support.ts';

let app: TestApp;
let ids: number[];
let theirs: Awaited<ReturnType<typeof foreign>>;
let folder: number;
let inside: number;
let count = 0;
let login = '';
let user = 0;
beforeAll(async () => {
  app = await testApp();
  ids = await cameras(app, 'pole', 6);
  theirs = await foreign(app);
  const house = (await own(app).post('/organizations', { title: 'House' })).body.id;
  const made = await own(app).post(`/organizations/${house}/folders`, { title: 'Yard', outsideIds: ['house-1'] });
  folder = made.body.id;
  const key = { title: 'Flat', parentId: folder, outsideIds: ['house-1/flat-7'] };
  inside = (await own(app).post(`/organizations/${house}/folders`, key)).body.id;
});
afterAll(async () => await app.close());
beforeEach(async () => {
  login = `user-${++count}`;
  user = (await subscriber(app, login)).id;
});

const sync = (state: object) => call(app, 'POST', `${MANAGE}/cameras`, { login, ...state });
const device = (i: number) => `device ${ids[i]}`;

describe('cameras of a user', () => {
  test('are those of the lists, and no others, whatever was before', async () => {
    const first = await sync({
      camera_ids: [ids[0], { camera_id: String(ids[1]), status: 'blocked' }],
      camera_external_ids: ['pole-ext-2', { external_id: 'pole-ext-3', status: 'active' }],
      public_group_external_ids: ['house-1'],
      private_group_external_ids: [{ key: 'flat-7', group_external_id: 'house-1', status: 'blocked' }],
    });
    expect([first.status, first.text]).toEqual([204, '']);
    const all = [
      device(0),
      `${device(1)} (unpaid)`,
      device(2),
      device(3),
      `folder ${folder}`,
      `folder ${inside} (unpaid)`,
    ];
    expect(await given(app, user)).toEqual(all);
    await sync({ camera_ids: [ids[1], ids[4]] });
    expect(await given(app, user)).toEqual([device(1), device(4)]);
    await sync({ camera_ids: [] });
    expect(await given(app, user)).toEqual([]);
  });

  test('said again change nothing, and are no change in the billing’s log', async () => {
    const state = {
      camera_ids: [ids[0], { camera_id: ids[1], status: 'blocked' }],
      public_group_external_ids: ['house-1'],
    };
    await sync(state);
    const before = await app.core.sql`select *, xmin::text from access_grant where subject_id = ${user}`;
    await sync(state);
    expect(await lastEvent(app)).toMatchObject({ type: 'subscriber.cameras', outcome: 'no_change' });
    expect(await app.core.sql`select *, xmin::text from access_grant where subject_id = ${user}`).toEqual(before);
  });

  test('that are unknown, another provider’s or doubled are named by their place, and nothing is changed', async () => {
    await sync({ camera_ids: [ids[0]] });
    const answer = await sync({
      camera_ids: [ids[1], 999_999, theirs.camera, ids[1]],
      camera_external_ids: ['pole-ext-2', 'other-ext', 'pole-ext-1'],
      public_group_external_ids: ['other-group', 'house-1', 'house-1'],
      private_group_external_ids: [{ key: 'flat-8', group_external_id: 'house-1' }],
    });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.errors)).toEqual([
      ...['camera_ids.1', 'camera_ids.2', 'camera_ids.3', 'camera_external_ids.1', 'camera_external_ids.2'],
      ...['public_group_external_ids.0', 'public_group_external_ids.2', 'private_group_external_ids.0'],
    ]);
    expect(answer.body.errors['camera_ids.1']).toEqual(['there is no camera 999999']);
    // Somebody else's is not told from one that is not there.
    expect(answer.body.errors['camera_ids.2']).toEqual([`there is no camera ${theirs.camera}`]);
    expect(await given(app, user)).toEqual([device(0)]);
    expect(await lastEvent(app)).toMatchObject({ outcome: 'rejected' });
  });

  test('that other hands gave stay, and are seen without the billing’s', async () => {
    const path = `/organizations/${(await own(app).get(`/users/${user}`)).body.home.id}/devices/${ids[5]}`;
    await own(app).put(path);
    await sync({ camera_ids: [ids[5], ids[0]] });
    await sync({ camera_ids: [] });
    const { body } = await own(app).get(`/cameras/${ids[5]}/access?userId=${user}`);
    expect(body.items[0].rights.live).toBe(true);
  });

  test('are watched with their archive; a blocked one is not seen', async () => {
    await sync({ camera_ids: [ids[0], { camera_id: ids[1], status: 'blocked' }] });
    const rights = async (i: number) =>
      (await own(app).get(`/cameras/${ids[i]}/access?userId=${user}`)).body.items[0].rights;
    expect(await rights(0)).toMatchObject({ view: true, live: true, archive: true, download: true, edit: false });
    expect(await rights(1)).toMatchObject({ view: false });
    await sync({ camera_ids: [ids[0], ids[1]] });
    expect(await rights(1)).toMatchObject({ view: true });
  });

  test('of states that come at once are those of one of them', async () => {
    const states = [[ids[0], ids[1]], [ids[2]], [ids[3], ids[4], ids[5]], []];
    const answers = await Promise.all(states.flatMap((camera_ids) => [sync({ camera_ids }), sync({ camera_ids })]));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204));
    const wanted = states.map((state) => state.map((id) => `device ${id}`));
    expect(wanted).toContainEqual(await given(app, user));
  });

  test('of one user come to no other’s', async () => {
    const other = (await subscriber(app, `${login}-other`)).id;
    await sync({ camera_ids: ids });
    expect(await given(app, other)).toEqual([]);
    expect(await given(app, theirs.user)).toEqual([]);
  });
});
