import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PanelSimulator } from '../../../test/support/panel-simulator.ts';
import { EgressPolicy } from '../../core/egress/policy.ts';
import type { PanelSecrets } from '../../core/panels/panel.ts';
import { HttpPanels } from './control.ts';

const policy = new EgressPolicy({
  allow: ['127.0.0.0/8'],
  resolve: async (host) => {
    if (host === 'gone.example') throw new Error('ENOTFOUND');
    if (host === 'slow.example') await new Promise(() => undefined);
    return ['127.0.0.1'];
  },
});
const panels = new HttpPanels(policy);
const hurried = new HttpPanels(policy, 400);
const anywhere = { within: [] };
const all: PanelSimulator[] = [];
let digest: PanelSimulator;
let basic: PanelSimulator;
let open: PanelSimulator;
let sokol: PanelSimulator;
let mifare: PanelSimulator;

beforeAll(async () => {
  const start = async (options: ConstructorParameters<typeof PanelSimulator>[0]) => {
    const panel = await new PanelSimulator(options).start();
    all.push(panel);
    return panel;
  };
  digest = await start({});
  basic = await start({ auth: 'basic' });
  open = await start({ auth: 'none' });
  sokol = await start({ wire: 'sokol', auth: 'basic' });
  mifare = await start({ mifare: true });
});
beforeEach(() => {
  for (const panel of all) {
    panel.openings = 0;
    panel.asked.length = 0;
    panel.mood = 'well';
  }
});
afterAll(async () => void (await Promise.all(all.map(async (panel) => await panel.stop()))));

const failed = (reason: string) => ({
  result: 'failed',
  panelMs: expect.any(Number),
  reason,
  detail: expect.any(String),
});
const opened = { result: 'opened', panelMs: expect.any(Number) };
const get = async (url: string, within: string[] = []) => await panels.openByCommand(url, 'GET', { within });

test('a command opens once, whatever it asks for: nothing, Basic or Digest', async () => {
  for (const panel of [open, basic, digest]) {
    expect(await get(panel.command())).toEqual(opened);
    expect(panel.openings).toBe(1);
  }
  expect([open.asked.length, basic.asked.length, digest.asked.length]).toEqual([1, 2, 2]);
  expect(await panels.openByCommand(sokol.command(), 'PUT', anywhere)).toEqual(opened);
  expect([sokol.openings, sokol.asked.at(-1)]).toEqual([1, 'PUT /relay/1/open']);
  expect(await get('fake://door')).toEqual(opened);
});

test('credentials are sent to nobody who does not ask for them', async () => {
  expect(await get(open.command().replace('http://', 'http://root:secret@'))).toEqual(opened);
  expect([open.openings, open.asked.length]).toEqual([1, 1]);
});

test('success is the 2xx of the panel and nothing else', async () => {
  digest.mood = 'redirect';
  expect(await get(digest.command())).toEqual(failed('refused'));
  digest.mood = 'refuse';
  expect(await get(digest.command())).toEqual(failed('refused'));
  digest.mood = 'drop';
  expect(await get(digest.command())).toEqual(failed('unreachable'));
  digest.mood = 'well';
  const wrong = await get(digest.command().replace(/:[^:@]*@/, ':wrong@'));
  expect(wrong).toEqual(failed('credentials'));
  expect(await get(digest.command('/cgi-bin/nothing'))).toEqual(failed('refused'));
  expect([digest.openings, digest.asked.length]).toEqual([0, 8]);
  digest.mood = 'endless';
  expect(await get(digest.command())).toEqual(opened);
});

test('the limit is for all of it: a panel that hangs, one that answers each round slowly, a name server that sleeps', async () => {
  const late = async (url: string) => await hurried.openByCommand(url, 'GET', anywhere);
  digest.mood = 'hang';
  expect(await late(digest.command())).toEqual(failed('timeout'));
  digest.mood = 'well';
  digest.delayMs = 300;
  expect(await late(digest.command())).toEqual(failed('timeout'));
  digest.delayMs = 0;
  expect(await late('http://slow.example/open')).toEqual(failed('timeout'));
  expect(await late('http://gone.example/open')).toEqual(failed('unreachable'));
});

test('where it may not be asked it is not asked, and what failed names neither address nor password', async () => {
  const policies = [new HttpPanels(new EgressPolicy({ allow: [] })), panels];
  const within = ['10.0.0.0/8'];
  for (const outcome of [
    await policies[0]?.openByCommand(digest.command(), 'GET', anywhere),
    await get(digest.command(), within),
    await get('http://127.0.0.1:1/open'),
    await get('ftp://127.0.0.1/open'),
    await get('not a url'),
    await get('fake://other'),
  ]) {
    expect(outcome).toMatchObject({ result: 'failed' });
    expect(JSON.stringify(outcome)).not.toMatch(/127\.0|p@ss|admin|w%/);
  }
  expect(digest.asked).toEqual([]);
});

const panelAt = (simulator: PanelSimulator, model: PanelSecrets['model'] = 'beward'): PanelSecrets => ({
  cameraId: 1,
  model,
  address: simulator.address,
  login: simulator.login,
  password: simulator.password,
  hasPassword: true,
  sipId: null,
  sipPassword: null,
  hasSipPassword: false,
  dtmf: null,
  monitorId: null,
});

test("a panel's own relay opens by its model's wire", async () => {
  expect(await panels.openByPanel(panelAt(digest), anywhere)).toEqual(opened);
  expect(digest.asked.at(-1)).toBe('GET /cgi-bin/intercom_cgi?action=maindoor');
  expect(
    await panels.openByPanel({ ...panelAt(sokol, 'sokol'), address: `http://${sokol.address}/` }, anywhere),
  ).toEqual(opened);
  expect([digest.openings, sokol.openings]).toEqual([1, 1]);
  expect(await panels.openByPanel(panelAt(digest, 'relay'), anywhere)).toEqual(failed('no_command'));
  expect(await panels.openByPanel({ ...panelAt(digest), address: '' }, anywhere)).toEqual(failed('no_command'));
  expect(digest.openings).toBe(1);
});

test('keys go onto panels of either wire and off them; one that is gone already is gone', async () => {
  for (const [panel, model] of [
    [digest, 'beward'],
    [mifare, 'beward'],
    [sokol, 'sokol'],
  ] as const) {
    await panels.writeKey(panelAt(panel, model), '00000075bcd01a', 12, anywhere);
    expect([...panel.keys], model).toEqual([['00000075bcd01a', 12]]);
    await panels.removeKey(panelAt(panel, model), '00000075bcd01a', anywhere);
    expect(panel.keys.size).toBe(0);
    await panels.removeKey(panelAt(panel, model), '00000075bcd01a', anywhere);
    panel.mood = 'refuse';
    await expect(panels.writeKey(panelAt(panel, model), 'ff', null, anywhere)).rejects.toMatchObject({
      reason: 'refused',
      message: 'The panel answered 500',
    });
  }
  expect(mifare.asked).toContain('GET /cgi-bin/mifare_cgi?action=add&Key=00000075bcd01a&Apartment=12&Type=1');
});
