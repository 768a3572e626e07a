import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyBlock } from '../../src/core/blocks/blocks.ts';
import { giveDevices, takeDevices } from '../../src/core/contracts/devices.ts';
import { openAtPanel } from '../../src/core/door-codes/at-panel.ts';
import { tidyDoorCodes } from '../../src/core/door-codes/tidy.ts';
import { panelCalling } from '../../src/core/panels/calls.ts';
import { write } from '../../src/core/write.ts';
import type { Client } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { type Entrance, entrance, type Resident, resident } from '../support/doors.ts';
import { PanelSimulator } from '../support/panel-simulator.ts';
import { administrator } from '../support/tenants.ts';

const HOUR = 3_600_000;
let app: TestApp;
let panel: PanelSimulator;
let place: Entrance;
let other: Entrance;
let anna: Resident;
let boris: Resident;
let admin: Client;
/** Each test is a visitor of its own: thirty pages a minute are one address's. */
let visitor = 0;
const from = () => ({ 'x-forwarded-for': `203.0.113.${visitor}` });
/** Moved by tests that wait for nothing. */
let aheadMs = 0;

beforeAll(async () => {
  const clock = () => new Date(Date.now() + aheadMs);
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8', TRUSTED_PROXIES: '127.0.0.1' }, asksCameras: true, clock });
  panel = await new PanelSimulator().start();
  place = await entrance(app, panel, { panel: { sipId: 71 } });
  other = await entrance(app, panel, { panel: { sipId: 72 } });
  anna = await resident(app, '100', [place.lock, place.camera]);
  boris = await resident(app, '200', [other.lock]);
  admin = await administrator(app);
});
beforeEach(async () => {
  aheadMs = 0;
  visitor++;
  panel.openings = 0;
  panel.mood = 'well';
  await app.core.sql`delete from door_code`;
  await app.core.sql`delete from panel_code_try`;
  await app.core.sql`delete from door_event`;
});
afterAll(async () => {
  await app.close();
  await panel.stop();
});

const at = (ms: number) => new Date(Date.now() + aheadMs + ms).toISOString();
const asked = (more: object = {}) => ({
  organizationId: anna.organization,
  name: 'Courier',
  until: at(HOUR),
  doorIds: [place.door],
  ...more,
});
const invite = async (more: object = {}, who: Client = anna.client) => (await who.post('/guests', asked(more))).body;
async function page(path: string, language = 'en') {
  const answer = await fetch(app.url + path, { headers: { ...from(), 'accept-language': language } });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}
async function press(path: string, door = place.door) {
  const form = { ...from(), 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(`${app.url}${path}/doors/${door}`, { method: 'POST', headers: form });
  return { status: answer.status, body: await answer.text() };
}
async function typed(digits: string, sipId = 71): Promise<string> {
  const calling = await panelCalling(app.core, 1, { sipId });
  if (!calling) throw new Error('no panel');
  return await openAtPanel(app.core, 1, calling, digits, app.system.trace).then(
    ({ result }) => result,
    (error: { reason: string }) => error.reason,
  );
}
const events = async () =>
  await app.core.sql`select kind, result, who, detail, organization_id from door_event order by id`;

describe('a guest', () => {
  test('is let in by a page and by digits, and each opening is in the log of the contract by the guest’s name', async () => {
    const made = await anna.client.post('/guests', asked());
    expect(made).toMatchObject({
      status: 201,
      body: {
        organization: { id: anna.organization },
        name: 'Courier',
        state: 'works',
        usesLeft: null,
        madeBy: anna.login,
        digits: expect.stringMatching(/^[1-9]\d{4}$/),
        page: expect.stringMatching(/^\/guest\/[\w-]{27}$/),
        doors: [{ id: place.door, name: 'Entrance 1', address: 'Harbour Lane 12' }],
      },
    });
    const { digits, page: path } = made.body;
    const read = await page(path);
    expect([read.status, panel.openings]).toEqual([200, 0]);
    expect(read.body).toContain('Harbour Lane 12');
    expect(read.body).toContain('For: Courier');
    expect(read.body).toContain('Open: Entrance 1');
    expect(read.body).not.toContain(digits);
    expect(read.headers).toMatchObject({
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
    });
    expect((await page(path, 'ru-RU,ru;q=0.9')).body).toContain('Открыть: Entrance 1');
    const pressed = await press(path);
    expect([pressed.status, pressed.body]).toEqual([200, expect.stringContaining('The door is open')]);
    expect(await typed(digits)).toBe('opened');
    expect(panel.openings).toBe(2);
    const opened = { kind: 'code', result: 'opened', who: 'Courier', organizationId: anna.organization };
    expect(await events()).toMatchObject([opened, opened]);
    const log = await anna.client.get('/doors/mine/events');
    expect(log.body.items).toMatchObject([
      { kind: 'code', who: 'Courier' },
      { kind: 'code', who: 'Courier' },
    ]);
    expect((await boris.client.get('/doors/mine/events')).body.items).toEqual([]);
    const audit = await app.core.sql`select actor from audit_change where changes ? 'opening' order by id desc limit 1`;
    expect(audit).toMatchObject([{ actor: 'guest Courier' }]);
  });

  test('is let in where its maker opens and nowhere else: not by a door of its own, nor at another panel', async () => {
    const { digits, page: path } = await invite();
    expect((await press(path, other.door)).status).toBe(403);
    expect(await typed(digits, 72)).toBe('door_code_wrong');
    expect(panel.openings).toBe(0);
  });

  test('comes in its time: not before, not after, and a day after its end nothing is left', async () => {
    const { digits, page: path } = await invite({ from: at(2 * HOUR), until: at(3 * HOUR) });
    const list = async () => (await anna.client.get('/guests')).body.items.map((one: { state: string }) => one.state);
    expect(await list()).toEqual(['upcoming']);
    expect((await page(path)).body).toContain('The time has not come yet');
    expect([(await press(path)).status, await typed(digits)]).toEqual([410, 'door_code_wrong']);
    aheadMs = 2.5 * HOUR;
    expect(await list()).toEqual(['works']);
    expect([(await press(path)).status, await typed(digits)]).toEqual([200, 'opened']);
    aheadMs = 3.5 * HOUR;
    expect(await list()).toEqual(['ended']);
    expect([(await press(path)).status, await typed(digits)]).toEqual([410, 'door_code_wrong']);
    expect((await page(path)).body).toContain('The time is over');
    expect(await tidyDoorCodes(app.core.sql, app.core.clock())).toBe(0);
    aheadMs = 27.5 * HOUR;
    expect(await tidyDoorCodes(app.core.sql, app.core.clock())).toBe(1);
    expect((await page(path)).status).toBe(404);
  });

  test('with one opening comes in once, however many ask at once; a panel that did not open gives it back', async () => {
    const { page: path } = await invite({ uses: 1 });
    panel.mood = 'refuse';
    expect((await press(path)).status).toBe(502);
    panel.mood = 'well';
    const statuses = (await Promise.all([1, 2, 3, 4].map(() => press(path)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 410, 410, 410]);
    expect(panel.openings).toBe(1);
    expect((await anna.client.get('/guests')).body.items).toMatchObject([{ state: 'used_up', usesLeft: 0 }]);
  });

  test('opens ten times a minute', async () => {
    const { page: path } = await invite();
    for (let n = 0; n < 10; n++) expect((await press(path)).status).toBe(200);
    expect([(await press(path)).status, (await press(path)).status]).toEqual([429, 429]);
    expect([panel.openings, (await events()).length]).toEqual([10, 11]);
  });

  test('asks thirty times a minute for its page, buttons included, and so do all pages to one address', async () => {
    const { page: path } = await invite();
    const { page: second } = await invite();
    await press(path);
    for (let n = 1; n < 30; n++) expect((await page(path)).status).toBe(200);
    const tired = await page(path, 'ru');
    expect([tired.status, Number(tired.headers['retry-after']) > 0]).toEqual([429, true]);
    expect(tired.body).toContain('Страница открывалась слишком часто');
    expect((await page(second)).body).toContain('This page was opened too often');
    visitor++;
    expect([(await page(path)).status, (await press(path)).status, panel.openings]).toEqual([429, 429, 1]);
    expect((await page(second)).status).toBe(200);
    aheadMs = 61_000;
    expect((await page(path)).status).toBe(200);
  });

  test('is one of five of a contract, also when six are made at once', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => anna.client.post('/guests', asked())));
    expect(made.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 409]);
    const digits = made.flatMap(({ body }) => body.digits ?? []);
    expect(new Set(digits).size).toBe(5);
    const [first] = made.filter(({ status }) => status === 201);
    expect((await anna.client.delete(`/guests/${first?.body.id}`)).status).toBe(200);
    expect((await page(first?.body.page)).status).toBe(404);
    expect(await typed(first?.body.digits)).toBe('door_code_wrong');
    expect((await anna.client.post('/guests', asked())).status).toBe(201);
  });

  test.each([
    [{ until: '2001-01-01T00:00:00Z' }, 'until'],
    [{ until: '2999-01-01T00:00:00Z' }, 'until'],
    [{ from: '2998-12-31T00:00:00Z', until: '2999-01-01T00:00:00Z' }, 'from'],
    [{ until: '2016-12-31T23:59:60Z' }, 'until'],
    [{ from: '2016-12-31T23:59:60Z' }, 'from'],
    [{ name: '  ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ uses: 0 }, 'uses'],
    [{ doorIds: [] }, 'doorIds'],
    [{ doorIds: [0] }, 'doorIds'],
  ])('%j is refused by its field', async (more, field) => {
    const answer = await anna.client.post('/guests', asked(more));
    expect([answer.status, Object.keys(answer.body.error.fields ?? {})[0]]).toEqual([
      400,
      expect.stringContaining(field),
    ]);
  });
});

describe('what a guest comes in by', () => {
  let code: { digits: string; page: string };
  const works = async () => {
    panel.openings = 0;
    const { status } = await press(code.page);
    return [status, (await typed(code.digits)) === 'opened', panel.openings];
  };
  const OPEN = [200, true, 2];
  const SHUT = [403, false, 0];
  const blocks = async (kind: 'organization' | 'user' | 'lock', id: number, reason: string | undefined) => {
    await write(app.core, app.system, { type: 'organization.block', subject: `${kind} ${id}` }, async (tx) => {
      await applyBlock(tx, kind, id, { source: 'administrator', reason });
    });
    await app.core.feed.settled();
  };
  beforeEach(async () => {
    code = await invite();
  });

  test.each(['organization', 'user', 'lock'] as const)('opens nothing while a block stands on the %s', async (kind) => {
    const id = { organization: anna.organization, user: anna.id, lock: place.lock }[kind];
    expect(await works()).toEqual(OPEN);
    await blocks(kind, id, 'debt');
    expect(await works()).toEqual(SHUT);
    expect((await page(code.page)).body).toContain('does not open at present');
    await blocks(kind, id, undefined);
    expect(await works()).toEqual(OPEN);
  });

  test('opens nothing once the contract has lost the door, or its maker may open none', async () => {
    await takeDevices(app.core, app.system, { uid: '100' }, [place.lock]);
    await app.core.feed.settled();
    expect(await works()).toEqual(SHUT);
    await giveDevices(app.core, app.system, { uid: '100' }, [place.lock]);
    await app.core.feed.settled();
    expect(await works()).toEqual(OPEN);
    await admin.put(`/users/${anna.id}/permissions`, { own: [{ permission: 'doors.open', allowed: false }] });
    expect(await works()).toEqual(SHUT);
    expect((await anna.client.post('/guests', asked())).status).toBe(403);
    await admin.put(`/users/${anna.id}/permissions`, { own: [] });
    expect(await works()).toEqual(OPEN);
  });

  test('goes with its maker and with its door', async () => {
    const carl = await resident(app, '300', [place.lock]);
    code = await invite({ organizationId: carl.organization }, carl.client);
    expect(await works()).toEqual(OPEN);
    const extra = await admin.post('/doors', { lockId: place.lock, name: 'Gate', command: panel.command() });
    const gate = await invite({ organizationId: carl.organization, doorIds: [extra.body.id] }, carl.client);
    expect((await press(gate.page, extra.body.id)).status).toBe(200);
    await admin.delete(`/doors/${extra.body.id}`);
    expect((await page(gate.page)).body).toContain('No door is left');
    expect((await press(gate.page, extra.body.id)).status).toBe(403);
    await admin.delete(`/users/${carl.id}`);
    expect((await page(code.page)).status).toBe(404);
    expect(await typed(code.digits)).toBe('door_code_wrong');
  });

  test('is no use to whoever reads the database, and digits are nowhere in the journals', async () => {
    const rows = JSON.stringify([
      await app.core.sql`select k::text from door_code k`,
      await app.core.sql`select changes::text, e.id from audit_change e`,
      await app.core.sql`select request::text from billing_event`,
      app.logged,
    ]);
    expect(rows).not.toContain(code.digits);
    expect(rows).not.toContain(code.page.split('/').pop());
    const link = code.page.slice('/guest/'.length);
    const [head, tail] = [link.slice(0, 20), link.slice(20)];
    for (const wrong of [`${head}${tail.toLowerCase()}x`, link.slice(1), `${link}=`, 'A'.repeat(27)])
      expect((await page(`/guest/${wrong}`)).status, wrong).toBe(404);
    expect((await page('/guest/%00')).status).toBe(400);
  });

  test('hides no camera of an older name: what is below and no link is asked of the media node', async () => {
    for (const path of ['/guest/index.m3u8', '/guest/recording_status.json']) {
      const answer = await page(path);
      expect(answer.headers['x-robots-tag'], path).toBeUndefined();
      expect(answer.headers['content-type'], path).not.toContain('text/html');
    }
  });
});

describe('at a panel', () => {
  test('ten wrong codes shut it to every code for a quarter of an hour, and its log says so', async () => {
    const { digits } = await invite();
    for (let n = 0; n < 10; n++) expect(await typed(digits === '11111' ? '22222' : '11111')).toBe('door_code_wrong');
    expect([await typed(digits), await typed(digits)]).toEqual(['too_many_door_codes', 'too_many_door_codes']);
    expect(panel.openings).toBe(0);
    const kept = await events();
    expect(kept).toHaveLength(11);
    expect(kept[0]).toMatchObject({ kind: 'code', result: 'refused', organizationId: null, who: '' });
    aheadMs = 16 * 60_000;
    expect(await typed(digits)).toBe('opened');
  });

  test('tries that come at once count each', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => typed(String(10_000 + n))));
    expect((await events()).map(({ detail }) => detail).filter((detail) => detail === 'Unknown code')).toHaveLength(10);
  });
});

describe('the flat', () => {
  const at = () => `/organizations/${anna.organization}/intercom-settings`;

  test('has a code of its own that opens whatever the contract opens, renewed and switched off at once', async () => {
    expect((await anna.client.get(at())).body).toEqual({
      calls: true,
      log: true,
      doorCode: false,
      doorDigits: null,
      autoOpenUntil: null,
      autoOpenMinutes: 0,
    });
    const first = (await anna.client.patch(at(), { doorCode: true })).body.doorDigits;
    expect(await typed(first)).toBe('opened');
    const audited = async () => (await app.core.sql`select from audit_change where changes ? 'opening'`).length;
    const before = await audited();
    expect(await typed(first, 72)).toBe('door_code_wrong');
    expect((await events()).at(-1)).toMatchObject({ organizationId: null, who: '', detail: 'Unknown code' });
    expect([(await events()).length, await audited()]).toEqual([2, before]);
    const second = (await anna.client.post(`${at()}/door-code`)).body.doorDigits;
    expect([await typed(first), await typed(second)]).toEqual(['door_code_wrong', 'opened']);
    expect((await anna.client.get('/guests')).body.items).toEqual([]);
    expect((await anna.client.patch(at(), { doorCode: false })).body).toMatchObject({
      doorCode: false,
      doorDigits: null,
    });
    expect(await typed(second)).toBe('door_code_wrong');
    expect((await anna.client.post(`${at()}/door-code`)).status).toBe(409);
  });

  test('shows its digits, and those of guests, to whoever may open doors alone', async () => {
    const { digits } = await invite();
    const own = (await anna.client.patch(at(), { doorCode: true })).body.doorDigits;
    const seen = async () => {
      const [guest] = (await anna.client.get('/guests')).body.items;
      const { doorCode, doorDigits } = (await anna.client.get(at())).body;
      return [guest.digits, guest.page === null, doorCode, doorDigits];
    };
    expect(await seen()).toEqual([digits, false, true, own]);
    await admin.put(`/users/${anna.id}/permissions`, { own: [{ permission: 'doors.open', allowed: false }] });
    expect(await seen()).toEqual([null, true, true, null]);
    await admin.put(`/users/${anna.id}/permissions`, { own: [] });
    await admin.patch(`/users/${anna.id}`, { readonly: true });
    expect(await seen()).toEqual([null, true, true, null]);
    await admin.patch(`/users/${anna.id}`, { readonly: false });
    expect(await seen()).toEqual([digits, false, true, own]);
  });

  test('lets in whoever rings for a day at most', async () => {
    const until = new Date(Date.now() + HOUR).toISOString();
    expect((await anna.client.patch(at(), { autoOpenUntil: until })).body.autoOpenUntil).toBe(until);
    const far = await anna.client.patch(at(), { autoOpenUntil: new Date(Date.now() + 25 * HOUR).toISOString() });
    expect([far.status, Object.keys(far.body.error.fields)]).toEqual([400, ['autoOpenUntil']]);
    aheadMs = 1.1 * HOUR;
    expect((await anna.client.get(at())).body.autoOpenUntil).toBeNull();
    aheadMs = 0;
    expect((await anna.client.patch(at(), { autoOpenUntil: null })).body.autoOpenUntil).toBeNull();
  });
});

describe('the provider', () => {
  test('sees that there are guests, never their digits and pages, and takes them back', async () => {
    const made = await invite();
    await anna.client.patch(`/organizations/${anna.organization}/intercom-settings`, { doorCode: true });
    const seen = (await admin.get(`/guests?organizationId=${anna.organization}`)).body.items;
    expect(seen).toMatchObject([{ id: made.id, name: 'Courier', madeBy: anna.login, digits: null, page: null }]);
    const settings = await admin.get(`/organizations/${anna.organization}/intercom-settings`);
    expect(settings.body).toMatchObject({ doorCode: true, doorDigits: null });
    expect((await admin.delete(`/guests/${made.id}`)).status).toBe(200);
    expect((await page(made.page)).status).toBe(404);
  });

  test('lets in guests of a contract by the doors that it was given, as its people may', async () => {
    const made = await admin.post('/guests', asked());
    expect(made.body).toMatchObject({ digits: null, page: null, madeBy: expect.any(String) });
    expect((await admin.post('/guests', asked({ doorIds: [other.door] }))).status).toBe(404);
    const [own] = (await anna.client.get('/guests')).body.items;
    expect((await press(own.page)).status).toBe(200);
    expect(await typed(own.digits)).toBe('opened');
  });
});

test('another contract’s guests are nobody’s business', async () => {
  const made = await invite();
  expect((await boris.client.get('/guests')).body.items).toEqual([]);
  expect((await boris.client.get(`/guests?organizationId=${anna.organization}`)).status).toBe(404);
  expect((await boris.client.delete(`/guests/${made.id}`)).status).toBe(404);
  expect((await boris.client.post('/guests', asked())).status).toBe(404);
  expect((await boris.client.post('/guests', asked({ organizationId: boris.organization }))).status).toBe(404);
  expect((await boris.client.get(`/organizations/${anna.organization}/intercom-settings`)).status).toBe(404);
  expect(
    (await boris.client.patch(`/organizations/${anna.organization}/intercom-settings`, { doorCode: true })).status,
  ).toBe(404);
  expect((await press(made.page)).status).toBe(200);
});
