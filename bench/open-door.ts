import { get } from 'node:http';
import { PanelSimulator } from '../test/support/panel-simulator.ts';
import { install } from './support/installation.ts';
import { median, report } from './support/result.ts';
import { percentile, request, Wire } from './support/wire.ts';

const DOORS = 40;
/** A user opens a door ten times a minute at the most. */
const TIMES = 10;
/** Of doors that the asker was never given. */
const REFUSALS = 2000;

const panel = await new PanelSimulator({ auth: 'none' }).start();
const { server, sql, headers, close } = await install({ EGRESS_ALLOW: '127.0.0.0/8' });
try {
  const wire = await Wire.open(server.port);
  const call = async (method: string, path: string, body?: object, as: object = headersOfKey()) => {
    const answer = await wire.send(request(method, `/api/vedette/v1${path}`, { ...as }, body));
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
    return JSON.parse(answer.body);
  };
  const contract = (await call('POST', '/organizations', { title: 'Contract' })).id;
  const given = (await call('POST', '/locks', { title: 'Given' })).id;
  const foreign = (await call('POST', '/locks', { title: 'Foreign' })).id;
  await call('PUT', `/organizations/${contract}/devices/${given}`);
  const addDoor = async (lockId: number) => (await call('POST', '/doors', { lockId, command: panel.command() })).id;
  const doors: number[] = [];
  for (let i = 0; i < DOORS; i++) doors.push(await addDoor(given));
  const shut = await addDoor(foreign);
  await call('POST', '/users', { login: 'resident', password: 'resident', organizationId: contract });
  const resident = await signIn('resident', 'resident');

  const bare: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < TIMES; round++) {
    for (const door of doors) {
      bare.push(await timed(async () => await ask(panel.command())));
      ours.push(await timed(async () => await call('POST', `/doors/${door}/open`, {}, resident)));
    }
  }
  const opened = panel.openings - bare.length;
  const refused = request('POST', `/api/vedette/v1/doors/${shut}/open`, { ...resident }, {});
  for (let i = 0; i < REFUSALS; i++)
    if ((await wire.send(refused)).status !== 404) throw new Error('A foreign door is not found');
  const [kept] = await sql<{ events: number; audits: number }[]>`
    select (select count(*)::int from door_event) as events,
      (select count(*)::int from audit_change where object_kind = 'door' and changes ? 'opening') as audits`;
  report({
    name: 'open-door',
    question: 'What does opening a door add to the time that the panel takes by itself?',
    measures: [
      {
        title: `POST /doors/{id}/open without the panel's own time, median of ${ours.length}`,
        unit: 'ms',
        us: median(ours) - median(bare),
        limit: 20,
        limitIs: 'promised',
        wanted: { atMost: 1 },
      },
    ],
    notes: {
      withPanelMs: median(ours),
      bareRequestMs: median(bare),
      p99Ms: percentile(
        [...ours].sort((a, b) => a - b),
        0.99,
      ),
      opened,
      refused: REFUSALS,
      openedOfRefused: panel.openings - bare.length - opened,
      ...kept,
    },
  });
  wire.close();
} finally {
  await close();
  await panel.stop();
}

function headersOfKey() {
  return { authorization: `Bearer ${headers['x-vsaas-api-key']}` };
}

async function signIn(login: string, password: string): Promise<object> {
  const response = await fetch(`http://127.0.0.1:${server.port}/api/vedette/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { cookie, 'x-requested-with': 'vedette' };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** As the server asks: a connection of its own. */
async function ask(url: string): Promise<void> {
  await new Promise<void>((done, fail) => {
    get(url, { agent: false }, (response) => {
      response.resume().on('end', done);
    }).on('error', fail);
  });
}
