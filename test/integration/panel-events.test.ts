import { createSocket } from 'node:dgram';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hearPanelEvents, type PanelEvents } from '../../src/app/panel-events.ts';
import { changeIntercomSettings } from '../../src/core/contracts/intercom-settings.ts';
import { autoOpenOf } from '../../src/core/door-codes/auto-open.ts';
import { contractsAtPanel, panelCalling } from '../../src/core/panels/calls.ts';
import type { Client } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { type Entrance, entrance, type Resident, resident } from '../support/doors.ts';
import { PanelSimulator } from '../support/panel-simulator.ts';
import { administrator } from '../support/tenants.ts';

/** What panels tell by syslog, from the datagram to the log that people read. */
let app: TestApp;
let admin: Client;
let panel: PanelSimulator;
let front: Entrance;
let anna: Resident;
let boris: Resident;
let hearing: PanelEvents;

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' }, asksCameras: true });
  admin = await administrator(app);
  panel = await new PanelSimulator().start();
  front = await entrance(app, panel, { panel: { sipId: 7 } });
  anna = await resident(app, 'anna', [front.lock], 12);
  boris = await resident(app, 'boris', [front.lock], 13);
  for (const [who, digits] of [
    [anna, '0000aa11'],
    [anna, 'bb22'],
    [boris, 'bb22'],
  ] as const)
    await admin.post(`/organizations/${who.organization}/keys`, { digits });
  hearing = await hearPanelEvents(app.core, { host: '127.0.0.1', port: 0, relearnEveryMs: 0 });
  await hearing.learned;
});
afterAll(async () => {
  await hearing.stop();
  await app.close();
  await panel.stop();
});

/** From an address of the loopback's network. */
async function send(messages: readonly (string | Uint8Array)[], from = '127.0.0.1'): Promise<void> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind({ address: from, port: 0 }, resolve));
  for (const message of messages)
    await new Promise((resolve) => socket.send(message, hearing.port, '127.0.0.1', resolve));
  socket.close();
}

const HEADER = '<14>Jan  2 03:04:05 10.0.0.7 DKS[0a1b2c3d4e5f]:';
const lines = (...texts: string[]) => texts.map((text) => `${HEADER} ${text}`);
interface Told {
  kind: string;
  result: string;
  who: string;
  detail: string;
  organizationId: number | null;
  doorId: number | null;
}
const log = async (client = admin, path = `/intercoms/${front.camera}/events?limit=200`): Promise<readonly Told[]> =>
  (await client.get(path)).body.items;

test('keys, codes, calls and buttons come into the log of the door, each for the contract that it was', async () => {
  await send(
    lines(
      'Opening door by RFID 00000000AA11, apartment 12',
      'Opening door by RFID 0000000000BB22, apartment 13',
      'Opening door by RFID 00000000BB22, apartment 0',
      'RFID 00000000CC33 is not present in database',
      'Opening door by code 91827, apartment 13',
      '[5] Opening door by DTMF command for apartment 12',
      '[5] Opening door by CMS handset for apartment 12',
      'Main door button pressed!',
      'Additional door button pressed!',
    ),
  );
  await expect.poll(async () => (await log()).length).toBe(8);
  const door = { doorId: front.door };
  expect((await log()).toReversed()).toMatchObject([
    { ...door, kind: 'key', result: 'opened', who: '0000aa11', organizationId: anna.organization, detail: '' },
    { ...door, kind: 'key', result: 'opened', who: 'bb22', organizationId: boris.organization },
    { ...door, kind: 'key', result: 'opened', who: 'bb22', organizationId: null },
    { ...door, kind: 'key', result: 'refused', who: '00000000cc33', organizationId: null, detail: 'Unknown key' },
    { ...door, kind: 'code', result: 'opened', who: '', organizationId: boris.organization },
    { ...door, kind: 'call_answered', result: 'opened', organizationId: anna.organization, detail: 'By the handset' },
    { ...door, kind: 'button', result: 'opened', organizationId: null },
    { doorId: null, kind: 'button', detail: 'At the second door' },
  ]);
  const kept = await app.core.sql`select to_jsonb(e)::text as text from door_event e`;
  expect(kept.map(({ text }) => text).join()).not.toContain('91827');
  expect(JSON.stringify(app.logged)).not.toContain('91827');
  expect((await admin.get(`/intercoms/${front.camera}`)).body.toldAt).not.toBeNull();
});

test('people see what was done in the name of their household alone', async () => {
  const mine = await log(anna.client, '/doors/mine/events');
  expect(mine.map(({ kind, who }) => [kind, who])).toEqual([
    ['call_answered', ''],
    ['key', '0000aa11'],
  ]);
});

test('other addresses, junk, endless messages and repeats leave nothing behind', async () => {
  const before = (await log()).length;
  await send(lines('Opening door by RFID 00000000DD44, apartment 12'), '127.0.0.9');
  const [twice = ''] = lines('Opening door by RFID 00000000EE55, apartment 12');
  await send([
    Buffer.alloc(65_000, 'Opening door by RFID 00, apartment 1 '),
    Buffer.from([0xff, 0x00, 0xfe]),
    '',
    `${HEADER} Opening door by RFID zz, apartment 1`,
    twice,
    twice,
    ...lines('Opening door by RFID 00000000FF66, apartment 12'),
  ]);
  await expect.poll(async () => (await log())[0]?.who).toBe('00000000ff66');
  expect((await log()).slice(0, -before).map(({ who }) => who)).toEqual(['00000000ff66', '00000000ee55']);
});

test('what a panel tells opens no door: whoever rings after a key is not let in by it', async () => {
  const { core, system } = app;
  const { domainId } = system;
  await changeIntercomSettings(core, system, anna.organization, { autoOpenMinutes: 10 });
  const calling = await panelCalling(core, domainId, { sipId: 7 });
  if (!calling) throw new Error('There is no panel');
  const contracts = await contractsAtPanel(core, domainId, calling, { flat: '12', apartment: 12 });
  const trace = { requestId: 't', dialect: 't', address: undefined, userAgent: undefined };
  const opens = async () => (await autoOpenOf(core, domainId, contracts, calling, trace))?.door.id;
  expect(await opens()).toBeUndefined();
  await core.sql`update door_event set told_by_panel = false where organization_id = ${anna.organization}`;
  expect(await opens()).toBe(front.door);
});

test('where another panel has the same address, a message that names neither counts for none', async () => {
  const { core } = app;
  const other = await entrance(app, panel, { panel: { address: '127.0.0.1:81' }, door: { command: '' } });
  const nobodys = () => app.logged.some(({ event }) => event === 'panel message from an address of several panels');
  await expect
    .poll(async () => {
      await send(lines('Opening door by RFID 77, apartment 1'));
      return nobodys();
    })
    .toBe(true);
  await send(lines('Opening door by RFID abab, apartment 1'));
  const [{ name } = { name: '' }] = await core.sql<
    { name: string }[]
  >`select name from camera where id = ${other.camera}`;
  await send([`<14>Jan  2 03:04:05 ${name} DKS: Opening door by RFID 1234, apartment 1`]);
  await expect.poll(async () => (await log(admin, `/intercoms/${other.camera}/events`))[0]?.who).toBe('1234');
  expect((await log()).map(({ who }) => who)).not.toContain('abab');
});
