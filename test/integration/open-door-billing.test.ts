import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { UserActor } from '../../src/core/actor.ts';
import { stateOf } from '../../src/core/billing/answers.ts';
import { AskedBilling } from '../../src/core/billing/asked-billing.ts';
import { ConnectorError, type ContractState } from '../../src/core/billing/connector.ts';
import { giveDevices } from '../../src/core/contracts/devices.ts';
import type { Core } from '../../src/core/core.ts';
import { openDoor } from '../../src/core/doors/open.ts';
import { changeOrganization } from '../../src/core/organizations/operations.ts';
import { actorById } from '../../src/core/sessions/sessions.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { type Entrance, entrance, resident } from '../support/doors.ts';
import { PanelSimulator } from '../support/panel-simulator.ts';
import { endOf } from '../support/phones.ts';

const MINUTE_MS = 60_000;
const TRUST_MS = 72 * 60 * MINUTE_MS;
let app: TestApp;
let core: Core;
let panel: PanelSimulator;
let place: Entrance;
let actor: UserActor;
let now = Date.now();
/** What the billing says of each contract; absent: it cannot be asked. */
const states = new Map<string, ContractState>();

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' }, asksCameras: true });
  panel = await new PanelSimulator().start();
  place = await entrance(app, panel);
  const billing = new AskedBilling(
    {
      name: 'test',
      byDevice: false,
      remarks: new Set(),
      contractsOf: async () => [],
      rowsOf: async () => [],
      stateOf: async (uid) => {
        const state = states.get(uid);
        if (!state) throw new ConnectorError('unreachable', 'the billing is down');
        return { state };
      },
      close: async () => undefined,
    },
    { cacheMs: MINUTE_MS, timeoutMs: 5000, trustMs: TRUST_MS },
  );
  core = { ...app.core, clock: () => new Date(now), connector: billing };
  const one = await resident(app, '9001', [place.lock]);
  actor = await actorById(app.core, one.id, app.system.trace);
});
beforeEach(() => {
  panel.openings = 0;
  now += 10 * MINUTE_MS;
});
afterAll(async () => {
  await app.close();
  await panel.stop();
});

const open = async () => await endOf(openDoor(core, actor, place.door));

test('a door opens as the billing says at that moment, and not as it said once', async () => {
  states.set('9001', 'paid');
  expect([await open(), panel.openings]).toEqual(['done', 1]);
  states.set('9001', 'unpaid');
  expect(await open(), 'the answer of a minute ago still holds').toBe('done');
  now += 2 * MINUTE_MS;
  expect(await open()).toBe('payment_required');
  states.set('9001', 'off');
  now += 2 * MINUTE_MS;
  expect(await open()).toBe('not_found');
  states.set('9001', 'paid');
  now += 2 * MINUTE_MS;
  expect([await open(), panel.openings]).toEqual(['done', 3]);
});

test('a billing that is down opens what it opened last, until that is too old; then nothing is known and nothing opens', async () => {
  states.set('9001', 'paid');
  expect(await open()).toBe('done');
  states.clear();
  now += TRUST_MS - MINUTE_MS;
  expect([await open(), panel.openings]).toEqual(['done', 2]);
  now += 2 * MINUTE_MS;
  expect([await open(), panel.openings]).toEqual(['unavailable', 2]);
  const [last] = await app.core.sql`select result from door_event order by id desc limit 1`;
  expect(last?.result).toBe('refused');
});

test('of two contracts the one that is paid opens', async () => {
  const other = await resident(app, '9002', [place.lock]);
  await app.core.sql`insert into membership (organization_id, user_id) values (${other.organization}, ${actor.id})`;
  await app.core.sql`insert into change_log (kind, key) values ('user', ${actor.id})`;
  await app.core.feed.settled();
  states.set('9001', 'unpaid').set('9002', 'paid');
  expect([await open(), panel.openings]).toEqual(['done', 1]);
  const [last] = await app.core.sql`select organization_id from door_event order by id desc limit 1`;
  expect(last?.organizationId).toBe(other.organization);
  states.set('9002', 'unpaid');
  now += 2 * MINUTE_MS;
  expect([await open(), panel.openings]).toEqual(['payment_required', 1]);
});

test('a billing that sells by device and is down opens no door of which it never said anything', async () => {
  let up = true;
  const billing = new AskedBilling(
    {
      name: 'by device',
      byDevice: true,
      remarks: new Set(),
      contractsOf: async () => [],
      rowsOf: async () => [],
      stateOf: async (_uid, ids) => {
        if (!up) throw new ConnectorError('unreachable', 'the billing is down');
        return { devices: new Map(ids.map((id) => [id, 'paid'])) };
      },
      close: async () => undefined,
    },
    { cacheMs: MINUTE_MS, timeoutMs: 5000, trustMs: TRUST_MS },
  );
  const other: Core = { ...core, connector: billing };
  const { id, organization } = await resident(app, '9003', []);
  const mine = await actorById(app.core, id, app.system.trace);
  const openMine = async () => await endOf(openDoor(other, mine, place.door, { organizationId: organization }));
  await giveDevices(app.core, app.system, organization, [place.camera]);
  await stateOf(other, 1, '9003');
  up = false;
  now += 2 * MINUTE_MS;
  await giveDevices(app.core, app.system, organization, [place.lock]);
  await app.core.feed.settled();
  expect([await openMine(), panel.openings]).toEqual(['unavailable', 0]);
  up = true;
  now += 2 * MINUTE_MS;
  expect([await openMine(), panel.openings]).toEqual(['done', 1]);
  up = false;
  now += 2 * MINUTE_MS;
  expect([await openMine(), panel.openings]).toEqual(['done', 2]);
});

test('a contract that is taken out of the billing is barred by it no more, as a whole or by device', async () => {
  states.set('9013', 'unpaid');
  const one = await resident(app, '9013', [place.lock]);
  const person = await actorById(app.core, one.id, app.system.trace);
  const opens = async () => await endOf(openDoor(core, person, place.door));
  expect(await opens()).toBe('payment_required');
  await app.core
    .sql`update access_grant set suspended = 'off' where subject_kind = 'organization' and subject_id = ${one.organization}`;
  await changeOrganization(core, app.system, one.organization, { outsideUid: '9014' });
  states.set('9014', 'unpaid');
  expect(await opens(), 'another uid').toBe('payment_required');
  await changeOrganization(core, app.system, one.organization, { outsideUid: null });
  await app.core.feed.settled();
  expect([await opens(), panel.openings]).toEqual(['done', 1]);
  const audit = await app.core.sql`
    select changes from audit_change where object_kind = 'organization' and object_id = ${one.organization} order by id desc limit 3`;
  expect(JSON.stringify(audit)).toContain('block.connector');
});
