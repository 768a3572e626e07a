import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyBlock } from '../../src/core/blocks/blocks.ts';
import { takeDevices } from '../../src/core/contracts/devices.ts';
import { recordDoorEvent, tidyDoorEvents } from '../../src/core/doors/events.ts';
import { openDoor } from '../../src/core/doors/open.ts';
import { actorById } from '../../src/core/sessions/sessions.ts';
import { write } from '../../src/core/write.ts';
import { type Client, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { type Entrance, entrance, type Resident, resident } from '../support/doors.ts';
import { PanelSimulator } from '../support/panel-simulator.ts';
import { administrator } from '../support/tenants.ts';

let app: TestApp;
let panel: PanelSimulator;
let place: Entrance;
let other: Entrance;
let anna: Resident;
let boris: Resident;
let admin: Client;

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' }, asksCameras: true });
  panel = await new PanelSimulator().start();
  place = await entrance(app, panel);
  other = await entrance(app, panel);
  anna = await resident(app, '100', [place.lock, place.camera]);
  boris = await resident(app, '200', [other.lock]);
  admin = await administrator(app);
});
beforeEach(async () => {
  panel.openings = 0;
  panel.asked.length = 0;
  panel.mood = 'well';
  panel.delayMs = 0;
  await app.core.sql`delete from door_event`;
});
afterAll(async () => {
  await app.close();
  await panel.stop();
});

const open = async (who: Resident | Client, door = place.door, body?: unknown) =>
  await ('client' in who ? who.client : who).post(`/doors/${door}/open`, body);
const events = async () =>
  await app.core.sql<{ result: string; detail: string; who: string; organizationId: number; panelMs: number | null }[]>`
    select result, detail, who, organization_id, panel_ms from door_event order by id`;
const audits = async () =>
  (await app.core.sql`select from audit_change where object_kind = 'door' and changes ? 'opening'`).length;

test('who was given the door opens it: one opening, one event, one audit row', async () => {
  const before = await audits();
  const answer = await open(anna);
  expect([answer.status, answer.body]).toEqual([200, { result: 'opened', panelMs: expect.any(Number) }]);
  expect(panel.openings).toBe(1);
  expect(await events()).toEqual([
    { result: 'opened', detail: '', who: anna.login, organizationId: anna.organization, panelMs: answer.body.panelMs },
  ]);
  expect((await audits()) - before).toBe(1);
  const { body } = await anna.client.get(`/doors/${place.door}/events`);
  expect(body.items).toMatchObject([{ kind: 'app', result: 'opened', doorName: 'Entrance 1', who: anna.login }]);
});

test('a repeat of one request opens once', async () => {
  const key = { 'idempotency-key': 'one-opening' };
  for (let i = 0; i < 2; i++)
    expect((await anna.client.post(`/doors/${place.door}/open`, undefined, key)).status).toBe(200);
  expect([panel.openings, (await events()).length]).toEqual([1, 1]);
});

test('repeatable openings hold no connection while the panel is asked: as many at once as there are, and more', async () => {
  panel.delayMs = 300;
  const asked = (n: number) =>
    anna.client.post(`/doors/${place.door}/open`, undefined, { 'idempotency-key': `at-once-${n}` });
  // By the billing's key: a person has ten of them a minute.
  const unknown = (n: number) =>
    withKey(app, ADMIN.apiKey).post('/doors/99999/open', undefined, { 'idempotency-key': `unknown-${n}` });
  const sent = [
    ...Array.from({ length: 40 }, (_, n) => unknown(n)),
    ...Array.from({ length: 5 }, (_, n) => asked(n)),
    ...Array.from({ length: 3 }, () => asked(0)),
  ];
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 404)).toHaveLength(40);
  expect(statuses.filter((status) => status === 200)).toHaveLength(8);
  expect([panel.openings, (await events()).length]).toEqual([5, 45]);
  const again = await anna.client.post(`/doors/${other.door}/open`, undefined, { 'idempotency-key': 'at-once-0' });
  expect([again.status, again.body.error.code]).toEqual([409, 'conflict']);
});

test('what the panel did not confirm is no success, and says why without a word of the command', async () => {
  const expected = [
    ['refuse', 'refused'],
    ['redirect', 'refused'],
    ['drop', 'unreachable'],
    ['hang', 'timeout'],
  ] as const;
  for (const [mood, reason] of expected) {
    panel.mood = mood;
    const { status, body } = await open(admin);
    expect([status, body.error.code, body.error.reason], mood).toEqual([502, 'device_failed', reason]);
    expect(body.error.detail).not.toMatch(/127\.|admin|cgi|p%40/);
  }
  panel.mood = 'well';
  const { password } = panel;
  panel.password = 'changed';
  expect((await open(admin)).body.error).toMatchObject({ reason: 'credentials' });
  panel.password = password;
  expect(panel.openings).toBe(0);
  expect((await events()).map(({ result }) => result)).toEqual(Array(5).fill('failed'));
  const kept = await app.core.sql`
    select e::text as text from door_event e union all select changes::text from audit_change where changes ? 'opening'
    union all select coalesce(message, '') || coalesce(request::text, '') from billing_event`;
  const logged = JSON.stringify(app.logged);
  for (const text of [...kept.map((row) => String(row.text)), logged]) expect(text).not.toMatch(/p@ss|p%40ss|maindoor/);
});

test('without a command the panel is asked by its model, and without either nothing is', async () => {
  const bare = await entrance(app, panel, { door: { command: '' } });
  expect((await open(admin, bare.door)).status).toBe(200);
  expect(panel.openings).toBe(1);
  const mute = await entrance(app, panel, { door: { command: '' }, panel: { model: 'relay' } });
  expect((await open(admin, mute.door)).body.error).toMatchObject({ code: 'device_failed', reason: 'no_command' });
  expect((await events()).at(-1)).toMatchObject({ result: 'failed', panelMs: null });
  const demo = await entrance(app, panel, { door: { command: 'fake://door' } });
  expect((await open(admin, demo.door)).status).toBe(200);
  expect(panel.openings).toBe(1);
});

describe('nothing opens for', () => {
  const block = async (id: number, reason: string | undefined) => {
    await write(app.core, app.system, { type: 'settings.change' }, async (tx) => {
      await applyBlock(tx, 'organization', id, { source: 'connector', reason });
      tx.touched('organization', id);
    });
    await app.core.feed.settled();
  };

  test('strangers, other contracts, other domains and doors that are not there: not found', async () => {
    const nobody = await resident(app, '300', []);
    const [domain] = await app.core.sql<{ id: number }[]>`insert into domain (title) values ('Other') returning id`;
    const foreign = { ...app.system, domainId: domain?.id ?? 0 };
    await expect(openDoor(app.core, foreign, place.door)).rejects.toMatchObject({ kind: 'not_found' });
    for (const [who, door, body] of [
      [nobody, place.door],
      [boris, place.door],
      [anna, other.door],
      [anna, 99_999_999],
      [anna, place.door, { organizationId: boris.organization }],
      [anna, place.door, { organizationId: 77_777_777 }],
    ] as const) {
      const { status, body: told } = await open(who, door, body);
      expect([status, told.error.code]).toEqual([404, 'not_found']);
      if (body === undefined) expect(told.error.message).toBe(`Door ${door} not found`);
    }
    expect([panel.asked.length, (await events()).length]).toEqual([0, 7]);
  });

  test('who is not paid: 402; who ordered nothing: not found; and it opens again when that is over', async () => {
    await block(anna.organization, 'unpaid');
    const unpaid = await open(anna);
    expect([unpaid.status, unpaid.body.error.code]).toEqual([402, 'payment_required']);
    await block(anna.organization, 'off');
    expect((await open(anna)).status).toBe(404);
    expect([panel.asked.length, (await events()).map(({ result }) => result)]).toEqual([0, ['refused', 'refused']]);
    await block(anna.organization, undefined);
    expect((await open(anna)).status).toBe(200);
  });

  test('a contract whose right on the lock alone is not paid', async () => {
    const suspend = async (to: string | null) => {
      await write(app.core, app.system, { type: 'settings.change' }, async (tx) => {
        await tx.sql`update access_grant set suspended = ${to} where object_id = ${other.lock}`;
        tx.touched('organization', boris.organization);
      });
      await app.core.feed.settled();
    };
    await suspend('unpaid');
    expect((await open(boris, other.door)).status).toBe(402);
    await suspend('off');
    expect((await open(boris, other.door)).status).toBe(404);
    await suspend(null);
    expect(panel.asked).toEqual([]);
  });

  test('a contract in whose name it is asked and that is not paid, though another of the person is', async () => {
    const both = await resident(app, '400', [place.lock]);
    await app.core.sql`insert into membership (organization_id, user_id) values (${anna.organization}, ${both.id})`;
    await block(both.organization, 'unpaid');
    await app.core.sql`insert into change_log (kind, key) values ('user', ${both.id})`;
    await app.core.feed.settled();
    expect((await open(both, place.door, { organizationId: both.organization })).status).toBe(402);
    expect(panel.asked).toEqual([]);
    expect((await open(both, place.door, { organizationId: anna.organization })).status).toBe(200);
    expect((await open(both)).status).toBe(200);
    expect((await events()).map((event) => event.organizationId)).toEqual([
      both.organization,
      anna.organization,
      anna.organization,
    ]);
  });

  test('a door that somebody blocked: forbidden, with the block', async () => {
    const billing = withKey(app, ADMIN.apiKey);
    await write(app.core, app.system, { type: 'settings.change' }, async (tx) => {
      await applyBlock(tx, 'lock', place.lock, { source: 'administrator', reason: 'repair' });
    });
    for (const who of [anna.client, admin, billing]) {
      const { status, body } = await open(who);
      expect([status, body.error.code, body.error.block?.reason]).toEqual([403, 'forbidden', 'repair']);
    }
    await write(app.core, app.system, { type: 'settings.change' }, async (tx) => {
      await applyBlock(tx, 'lock', place.lock, { source: 'administrator', reason: undefined });
    });
    expect(panel.asked).toEqual([]);
  });

  test('who is read-only, and who lost the right', async () => {
    const reader = await resident(app, '500', [place.lock]);
    await app.core.sql`update app_user set readonly = true where id = ${reader.id}`;
    const actor = { ...(await actorById(app.core, reader.id, app.system.trace)), readonly: true };
    await expect(openDoor(app.core, actor, place.door)).rejects.toMatchObject({ kind: 'forbidden' });
    await takeDevices(app.core, app.system, { uid: '500' }, [place.lock]);
    await app.core.feed.settled();
    await expect(openDoor(app.core, actor, place.door)).rejects.toMatchObject({ kind: 'not_found' });
    expect([panel.asked.length, (await events()).length]).toEqual([0, 2]);
  });

  test('who asks more than ten times a minute', async () => {
    const eager = await resident(app, '600', [place.lock]);
    const actor = await actorById(app.core, eager.id, app.system.trace);
    let now = Date.now();
    const core = { ...app.core, clock: () => new Date(now) };
    for (let i = 0; i < 10; i++) await openDoor(core, actor, place.door);
    now += 20_000;
    await expect(openDoor(core, actor, place.door)).rejects.toMatchObject({
      kind: 'too_many',
      details: { retryAfterSeconds: 40 },
    });
    expect(panel.openings).toBe(10);
    now += 40_001;
    expect((await openDoor(core, actor, place.door)).result).toBe('opened');
    expect((await events()).map(({ result }) => result)).toEqual([...Array(10).fill('opened'), 'refused', 'opened']);
  });
});

describe('whoever tries doors of others', () => {
  test('learns nothing of them: a foreign door and an unknown one leave the same', async () => {
    const curious = await resident(app, '700', [place.lock]);
    expect((await open(curious, other.door)).status).toBe(404);
    expect((await open(curious, 99_999_999)).status).toBe(404);
    const mine = (await curious.client.get('/doors/mine/events')).body.items as Record<string, unknown>[];
    const [unknown, foreign] = mine.map(({ id, at, ...event }) => event);
    expect(foreign).toEqual({ ...unknown, detail: `Door ${other.door} not found` });
    expect(foreign).toMatchObject({ doorId: null, doorName: '', cameraName: null, organizationId: null });
    const [row] = await app.core.sql`select camera_id, lock_id, door_name from door_event order by id limit 1`;
    expect(row).toEqual({ cameraId: null, lockId: null, doorName: '' });
    // Staff find the number in the audit.
    const [audit] = await app.core.sql`
      select from audit_change where object_kind = 'door' and object_id = ${other.door} and actor = ${curious.login}`;
    expect(audit).toBeDefined();
  });

  test('is refused after ten a minute, whichever they are, and one refusal alone is written down', async () => {
    const walker = await resident(app, '800', [place.lock]);
    const actor = await actorById(app.core, walker.id, app.system.trace);
    let now = Date.now();
    const core = { ...app.core, clock: () => new Date(now) };
    const before = await audits();
    const kinds: string[] = [];
    for (let i = 0; i < 40; i++) {
      const asked = openDoor(core, actor, i % 2 === 0 ? other.door : 90_000_000 + i);
      kinds.push(await asked.then(() => 'opened').catch((error: { kind: string }) => error.kind));
    }
    expect(kinds).toEqual([...Array(10).fill('not_found'), ...Array(30).fill('too_many')]);
    expect([(await events()).length, (await audits()) - before]).toEqual([11, 11]);
    expect((await openDoor(core, actor, place.door)).result).toBe('opened');
    now += 60_001;
    await expect(openDoor(core, actor, other.door)).rejects.toMatchObject({ kind: 'not_found' });
  });

  test('a door that is barred is no way to fill the table either', async () => {
    const owing = await resident(app, '900', [place.lock]);
    const actor = await actorById(app.core, owing.id, app.system.trace);
    await write(app.core, app.system, { type: 'settings.change' }, async (tx) => {
      await applyBlock(tx, 'organization', owing.organization, { source: 'connector', reason: 'unpaid' });
      tx.touched('organization', owing.organization);
    });
    await app.core.feed.settled();
    for (let i = 0; i < 30; i++) await openDoor(app.core, actor, place.door).catch(() => undefined);
    expect((await events()).length).toBe(11);
  });
});

test('people read what was done in the name of their contracts, staff read all; by pages', async () => {
  await open(anna);
  await open(boris, other.door);
  for (let i = 0; i < 3; i++) await open(admin);
  const mine = (await anna.client.get('/doors/mine/events')).body.items;
  expect(mine.map((event: { who: string }) => event.who)).toEqual([anna.login]);
  expect((await anna.client.get(`/doors/${other.door}/events`)).status).toBe(404);
  const pages: number[] = [];
  for (let after = ''; ; ) {
    const { body } = await admin.get(`/doors/mine/events?limit=2${after}`);
    pages.push(...body.items.map((event: { id: number }) => event.id));
    if (body.next === null) break;
    after = `&after=${body.next}`;
  }
  expect(pages).toHaveLength(5);
  expect(pages).toEqual([...pages].sort((x, y) => y - x));
  expect((await admin.get('/doors/mine/events?kind=key')).body.items).toEqual([]);
  const future = new Date(Date.now() + 60_000).toISOString();
  expect((await admin.get(`/doors/mine/events?from=${future}`)).body.items).toEqual([]);
  expect((await admin.get(`/doors/mine/events?to=${future}`)).body.items).toHaveLength(5);
});

test('events are kept for a year', async () => {
  const event = {
    domainId: 1,
    kind: 'key' as const,
    result: 'opened' as const,
    detail: '',
    doorId: place.door,
    doorName: 'Entrance 1',
    lockId: place.lock,
    cameraId: place.camera,
    organizationId: anna.organization,
    userId: null,
    who: '00ff',
    address: undefined,
    panelMs: null,
  };
  await recordDoorEvent(app.core.sql, event);
  await app.core.sql`update door_event set at = now() - interval '366 days'`;
  await recordDoorEvent(app.core.sql, event);
  expect([await tidyDoorEvents(app.core.sql), await tidyDoorEvents(app.core.sql)]).toEqual([1, 0]);
  const { items } = (await anna.client.get('/doors/mine/events')).body;
  expect(items).toMatchObject([{ kind: 'key', who: '00ff', cameraName: expect.any(String) }]);
});
